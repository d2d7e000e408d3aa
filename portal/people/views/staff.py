"""What of the Wagtail admin's own account pages gives way to ours."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel

LOOKED_AFTER_BY_US = ("name_email", "password")


class LookPanel(ThemeSettingsPanel):
    """Theme and keyboard, in words that do not name the software."""

    def get_form(self):
        form = super().get_form()
        form.fields["keyboard_shortcuts"].help_text = _("Save, preview and search by keys. Press ? to see which.")
        return form


class StaffAccountView(AccountView):
    """The admin's own preferences (notifications, language, theme), without name, address and password."""

    def get_panels(self):
        kept = [panel for panel in super().get_panels() if panel.name not in LOOKED_AFTER_BY_US]
        return [
            LookPanel(panel.request, panel.user, panel.profile) if panel.name == LookPanel.name else panel
            for panel in kept
        ]


def to_our_sign_in(request):
    """Wagtail's own sign-in knows no second factor, so nobody gets to see it."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    query = "?" + urlencode({"next": back}) if back and safe else ""
    return redirect(reverse("account_login") + query)
