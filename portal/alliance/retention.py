"""How long what is personal in the alliance is kept, for portal.audit to hold it to."""

from django.utils.translation import gettext_lazy as _

from portal.alliance.actions.subscriptions import expire_subscriptions
from portal.audit.retention import Expiry, RetentionSource, Term


def expire_unused_subscriptions(expiry: Expiry) -> int:
    """Subscriptions that led to no e-mail for the whole term: their readers left the alliance long ago."""
    return expire_subscriptions(before=expiry.before)


SOURCES = (
    RetentionSource(
        noun="alliance.subscription",
        label=_("Unused subscriptions to the library"),
        defaults=(
            Term(
                months=24,
                purpose="Telling readers of new publications",
                legal_basis="GDPR art. 6(1)(a)",
                counted_from="the day it was chosen or last led to an e-mail",
            ),
        ),
        expire=expire_unused_subscriptions,
    ),
)
