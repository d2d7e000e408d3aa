"""What of the Wagtail admin's own account pages gives way to ours."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import AccountView, LocaleSettingsPanel, SettingsTab, ThemeSettingsPanel

# Name, address and password are kept on one's own pages. A picture would enter by another way than every other one.
MANAGED_BY_US = ("name_email", "password", "avatar")
LANGUAGE_AND_LOOK = SettingsTab("profile", gettext_lazy("Language and appearance"), order=100)


class LanguagePanel(LocaleSettingsPanel):
    """The language of the admin; its times are the site's own."""

    title = gettext_lazy("Language")
    tab = LANGUAGE_AND_LOOK

    def get_form(self):
        form = super().get_form()
        form.fields["preferred_language"].label = _("Language of these screens")
        form.fields["preferred_language"].help_text = _("E-mails to you come in the language of your account.")
        return form


class LookPanel(ThemeSettingsPanel):
    """Theme and keyboard, in words that do not name the software."""

    title = gettext_lazy("Appearance")
    tab = LANGUAGE_AND_LOOK

    def get_form(self):
        form = super().get_form()
        form.fields["keyboard_shortcuts"].help_text = _("Save, preview and search by keys. Press ? to see which.")
        return form


OURS_INSTEAD = {panel.name: panel for panel in (LanguagePanel, LookPanel)}


class StaffAccountView(AccountView):
    """How the admin looks and what it notifies of, without what is looked after on one's own pages."""

    page_title = gettext_lazy("Language and appearance")

    def get_panels(self):
        return [
            OURS_INSTEAD.get(panel.name, type(panel))(panel.request, panel.user, panel.profile)
            for panel in super().get_panels()
            if panel.name not in MANAGED_BY_US
        ]


def redirect_to_sign_in(request):
    """Wagtail's own sign-in knows no second factor, so nobody gets to see it."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    query = "?" + urlencode({"next": back}) if back and safe else ""
    return redirect(reverse("account_login") + query)
