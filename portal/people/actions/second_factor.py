"""What an administrator does for somebody who has lost their second factor."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.permission import require
from portal.people.actions.accounts import end_all_sessions
from portal.people.actions.locks import locked_account
from portal.people.errors import ReasonMissing
from portal.people.letters import queue_second_factor_letter
from portal.people.models import User


def reset_second_factor(*, account: User, reason: str, by: User | None, at: datetime) -> User:
    """Removes every passkey, authenticator app and recovery code of an account, ends its sessions and tells its
    holder. Nobody does it for themselves (the account pages do, after signing in with the factor).

    `reason` says how the administrator made sure who was asking; only that it was given is recorded, as it may name
    people. Raises ReasonMissing.
    """
    require(by, "people.reset_second_factor", account)
    if not reason.strip():
        raise ReasonMissing()
    with transaction.atomic():
        user = locked_account(account)
        kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        if kinds:
            Authenticator.objects.filter(user=user).delete()
            end_all_sessions(user)
            data = {"removed": kinds, "reason_given": True}
            entry = log_event(verb="people.reset_second_factor", by=by, about=user, at=at, data=data)
            queue_second_factor_letter(user=user, reason=f"people.second_factor_reset:{entry.pk}", at=at)
    return user
