"""What of the Wagtail admin's own account pages gives way to ours."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from wagtail.admin.views.account import AccountView

LOOKED_AFTER_BY_US = ("name_email", "password")


class StaffAccountView(AccountView):
    """The admin's own preferences (notifications, language, theme), without name, address and password."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if panel.name not in LOOKED_AFTER_BY_US]


def to_our_sign_in(request):
    """Wagtail's own sign-in knows no second factor, so nobody gets to see it."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    query = "?" + urlencode({"next": back}) if back and safe else ""
    return redirect(reverse("account_login") + query)
