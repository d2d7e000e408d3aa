"""The sign-in page under the demo: as everywhere, with the demo's accounts as buttons below it (DEV_PAGES)."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from django.urls import reverse

from portal.core import clock
from portal.demo.accounts import PASSWORD
from portal.demo.things_to_try import offers


class SignInView(LoginView):
    """A button sends what the form would: the address and the demo's password, so that it is a sign-in like any other,
    with its limits. It goes on to the page that was asked for, else to the thing to try."""

    template_name = "dev/sign_in.html"

    def get_context_data(self, **kwargs):
        asked = get_next_redirect_url(self.request)
        at = clock.now()
        roles = [
            (label, [{"offer": offer, "action": _action(asked or offer.place.url)} for offer in found])
            for label, found in offers(at)
        ]
        return super().get_context_data(**kwargs) | {"roles": roles, "asked": asked, "demo_password": PASSWORD}


def _action(then: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': then})}"
