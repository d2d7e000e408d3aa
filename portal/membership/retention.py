"""How long applications for membership are kept that came to nothing, for portal.audit to hold it to."""

from django.utils.translation import gettext_lazy as _

from portal.audit.retention import Expiry, RetentionSource, Term
from portal.membership.actions.applications import expire_membership_applications


def expire_applications_past_term(expiry: Expiry) -> int:
    """Drafts nobody went on with, and applications that were declined or withdrawn, a few hundred a night."""
    return expire_membership_applications(
        country=expiry.country, own_rules=expiry.own_rules, before=expiry.before, at=expiry.at
    )


SOURCES = (
    RetentionSource(
        noun="membership.application",
        label=_("Applications for membership that came to nothing"),
        defaults=(
            Term(
                months=24,
                purpose="Answering questions about the application; going on with it later",
                legal_basis="GDPR art. 6(1)(f)",
                counted_from="the day it was started",
            ),
        ),
        expire=expire_applications_past_term,
    ),
)
