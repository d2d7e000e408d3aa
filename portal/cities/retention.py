"""How long it is kept who worked in a city's pages, for portal.audit to hold it to."""

from django.utils.translation import gettext_lazy as _

from portal.audit.retention import Expiry, RetentionSource, Term
from portal.cities.actions.seats import expire_seats
from portal.cities.actions.stand_ins import expire_stand_ins


def expire_people_past_term(expiry: Expiry) -> int:
    """Places and stand-ins that ended before the day the rule names; a few hundred a night."""
    chosen = {"country": expiry.country, "own_rules": expiry.own_rules, "before": expiry.before}
    return expire_seats(**chosen) + expire_stand_ins(**chosen)


SOURCES = (
    RetentionSource(
        noun="cities.seat",
        label=_("Former colleagues, politicians and stand-ins of cities"),
        defaults=(
            Term(
                months=24,
                purpose="Answering questions about who did what for a city",
                legal_basis="GDPR art. 6(1)(f)",
                counted_from="the end of the place or of the time as a stand-in",
            ),
        ),
        expire=expire_people_past_term,
    ),
)
