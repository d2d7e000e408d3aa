"""How long it is kept who came to an event, for portal.audit to hold it to."""

from django.utils.translation import gettext_lazy as _

from portal.audit.retention import Expiry, RetentionSource, Term
from portal.events.actions.erasure import expire_registrations


def expire_participants(expiry: Expiry) -> int:
    """Names of participants of events that ended before the day the rule names."""
    return expire_registrations(country=expiry.country, own_rules=expiry.own_rules, before=expiry.before, at=expiry.at)


SOURCES = (
    RetentionSource(
        noun="events.registration",
        label=_("Participants of events"),
        defaults=(
            Term(
                months=24,
                purpose="Showing which city took part in what, and inviting again",
                legal_basis="GDPR art. 6(1)(f)",
                counted_from="the end of the event",
            ),
        ),
        expire=expire_participants,
    ),
    RetentionSource(
        noun="events.needs",
        label=_("Diet and access needs of participants"),
        defaults=(
            Term(
                months=1,
                purpose="Food and access at the event; each event sets its own number of days",
                legal_basis="GDPR art. 9(2)(a)",
                counted_from="the end of the event",
            ),
        ),
    ),
)
