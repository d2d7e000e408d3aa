"""How long accounts and invitations are kept."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from portal.audit.retention import Expiry, RetentionSource, Term
from portal.people.actions.erasure import erase_account
from portal.people.models import Invitation, User

BATCH_SIZE = 200


def expire_accounts(expiry: Expiry) -> int:
    """Erases accounts nobody has signed in with since `expiry.before`. Staff and superusers stay until an
    administrator closes them; the person behind an account has terms of their own."""
    idle = (
        User.objects.annotate(seen=Coalesce("last_login", "created_at"))
        .filter(Q(groups=None), seen__lt=expiry.before, erased_at=None, is_superuser=False)
        .order_by("pk")[:BATCH_SIZE]
    )
    return sum(erase_account(account=account, by=None, at=expiry.at) for account in idle)


def expire_invitations(expiry: Expiry) -> int:
    """Deletes invitations that were answered or ran out before `expiry.before`."""
    return Invitation.objects.filter(expires_at__lt=expiry.before).delete()[0]


SOURCES = (
    RetentionSource(
        noun="people.user",
        label=_("Accounts nobody signs in with"),
        defaults=(
            Term(
                months=36,
                purpose=gettext_noop("To let people come back to what they nominated or applied for."),
                legal_basis="GDPR art. 6(1)(b)",
                counted_from=gettext_noop("the last time somebody signed in"),
            ),
        ),
        expire=expire_accounts,
    ),
    RetentionSource(
        noun="people.invitation",
        label=_("Invitations of colleagues"),
        defaults=(
            Term(
                months=12,
                purpose=gettext_noop("To see who invited whom."),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the day the invitation ran out"),
            ),
        ),
        expire=expire_invitations,
    ),
)
