"""Staff show a second factor: a passkey, an authenticator app or a recovery code. A code by mail is no second factor.

allauth asks an account that HAS a second factor for it, however the first step was done. This middleware sees to those
that have none, or whose session has not shown it: such an account is treated as one without any staff role, and the
admin sends it on to where a second factor is added or shown.
"""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def required_of(user) -> bool:
    """Whether this account must show a second factor, because of the staff roles written down for it."""
    if not settings.STAFF_SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    return user.is_superuser or bool(user.held_roles)


def second_factors(user):
    """The passkeys and the authenticator app of an account; recovery codes only stand in for them."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=KINDS)


def shown_in(request, user) -> bool:
    """Whether a second factor was shown in this session, when signing in or later."""
    return any(entry.get("method") == "mfa" for entry in get_authentication_records(request, user))


class SecondFactorMiddleware:
    """Withholds staff rights from a session without a second factor. Costs nothing on pages that ask for no user.

    Whoever has signed in but has no business in the admin gets 404 there (Wagtail would send them to sign in again).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        found = request.user
        request.user = SimpleLazyObject(lambda: _guarded(request, found))
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            if request.user.staff_rights_suspended:
                return redirect(_where_to_show_one(request))
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise Http404
        return self.get_response(request)


def _guarded(request, user):
    if required_of(user) and not shown_in(request, user):
        user.suspend_staff_rights()
    return user


def _where_to_show_one(request) -> str:
    for method in get_adapter().get_reauthentication_methods(request.user):
        if method["id"].startswith("mfa_reauthenticate"):
            return f"{method['url']}?{urlencode({'next': request.get_full_path()})}"
    return reverse("mfa_index")
