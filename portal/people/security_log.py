"""What holders change about the safety of their own accounts, through allauth's pages, reaches the record too."""

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as factors
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core import clock

VERBS = {
    account.user_signed_up: "people.sign_up",
    account.password_set: "people.set_password",
    account.password_changed: "people.change_password",
    account.password_reset: "people.replace_password",
    account.email_changed: "people.change_address",
}
FACTOR_VERBS = {
    factors.authenticator_added: "people.add_second_factor",
    factors.authenticator_removed: "people.remove_second_factor",
    factors.authenticator_reset: "people.renew_recovery_codes",
}


def _written(verb: str):
    def receiver(sender, user, **_signal):
        with transaction.atomic():
            log_event(verb=verb, by=user, about=user, at=clock.now())

    return receiver


def _factor_written(verb: str):
    def receiver(sender, user, authenticator, **_signal):
        with transaction.atomic():
            log_event(verb=verb, by=user, about=user, at=clock.now(), data={"kind": authenticator.type})

    return receiver


def counts_as_shown(sender, request, user, authenticator, **_signal):
    """Whoever has just added a passkey or an app has shown it: they need not sign in again to use their rights."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


def connect():
    """Called once, when the app is ready."""
    for signal, verb in VERBS.items():
        signal.connect(_written(verb), weak=False, dispatch_uid=verb)
    for signal, verb in FACTOR_VERBS.items():
        signal.connect(_factor_written(verb), weak=False, dispatch_uid=verb)
    factors.authenticator_added.connect(counts_as_shown, dispatch_uid="people.counts_as_shown")
