"""How long what is personal in the alliance is kept, for portal.audit to hold it to."""

from django.utils.translation import gettext_lazy as _

from portal.alliance.actions.expert_requests import expire_expert_requests
from portal.alliance.actions.experts import expire_unconfirmed_experts
from portal.alliance.actions.subscriptions import expire_subscriptions
from portal.audit.retention import Expiry, RetentionSource, Term


def expire_unused_subscriptions(expiry: Expiry) -> int:
    """Subscriptions that led to no e-mail for the whole term: their readers left the alliance long ago."""
    return expire_subscriptions(before=expiry.before)


def expire_experts_past_term(expiry: Expiry) -> int:
    """Entries nobody confirmed: whoever does not answer does not agree."""
    return expire_unconfirmed_experts(before=expiry.before, at=expiry.at)


def expire_requests_past_term(expiry: Expiry) -> int:
    return expire_expert_requests(country=expiry.country, own_rules=expiry.own_rules, before=expiry.before)


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
    RetentionSource(
        noun="alliance.expert",
        label=_("Experts who did not confirm their entry"),
        defaults=(
            Term(
                months=6,
                purpose="Waiting for the answer to an invitation",
                legal_basis="GDPR art. 6(1)(f)",
                counted_from="the day they were invited",
            ),
        ),
        expire=expire_experts_past_term,
    ),
    RetentionSource(
        noun="alliance.expert_request",
        label=_("Closed questions to experts"),
        defaults=(
            Term(
                months=24,
                purpose="Going back to what was asked and answered",
                legal_basis="GDPR art. 6(1)(f)",
                counted_from="the day the question was closed",
            ),
        ),
        expire=expire_requests_past_term,
    ),
)
