"""The yearly contribution: a draft of its invoice for each year, in good time; what opens once it is paid."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.cities.models import City
from portal.cities.queries.contacts import active_contacts
from portal.core.formats import day
from portal.core.languages import offered_language
from portal.membership.actions.memberships import open_member_pages
from portal.membership.models import Membership, MembershipYear
from portal.membership.models.year import anniversary
from portal.membership.queries.workspace import CONTRIBUTION
from portal.payments.actions.invoices import draft_invoice
from portal.payments.models import Invoice
from portal.payments.queries.settings import payment_terms

# How long before a year begins its invoice is drafted, and how long after its first day it still is.
AHEAD, BEHIND = timedelta(days=60), timedelta(days=30)


@transaction.atomic
def draft_contribution(*, membership: Membership, starts: date, at: datetime) -> Invoice:
    """The draft of the invoice for the year of a membership that begins on `starts`; the one there is, where there is
    one. Finance issues it."""
    City.objects.select_for_update().get(pk=membership.city_id)
    year, _is_new = MembershipYear.objects.get_or_create(membership=membership, starts=starts)
    contact = active_contacts(at).filter(city=membership.city_id).select_related("user").first()
    language = offered_language(contact.user.language) if contact and contact.user else "en"
    with translation.override(language):
        title = _("Contribution to Nordic Safe Cities")
        days = {"from": day(year.starts), "to": day(year.last_day)}
        text = _("Membership from %(from)s to %(to)s") % days
    return draft_invoice(
        city=membership.city,
        title=title,
        lines=[(text, 1, payment_terms().contribution_minor)],
        period=(year.starts, year.last_day),
        source_kind=CONTRIBUTION,
        source_uuid=year.uuid,
        language=language,
        by=None,
        at=at,
    )


def draft_contributions(*, at: datetime) -> int:
    """Drafts of the years that begin soon or began lately and have no invoice; answers how many."""
    today, drafted = at.date(), 0
    memberships = Membership.objects.filter(starts__lte=today + AHEAD).select_related("city__country")
    known = set(MembershipYear.objects.values_list("membership", "starts"))
    for membership in memberships:
        for starts in _years_around(membership, today):
            if (membership.pk, starts) not in known:
                draft_contribution(membership=membership, starts=starts, at=at)
                drafted += 1
    return drafted


def contribution_paid(*, uuid: UUID, at: datetime) -> None:
    """The contribution of a year was paid in full: what is for members opens, if it was waiting for that."""
    year = MembershipYear.objects.filter(uuid=uuid).select_related("membership").first()
    if year is not None:
        open_member_pages(membership=year.membership, by=None, at=at)


def _years_around(membership: Membership, today: date) -> list[date]:
    """The first days of this membership's years that are near."""
    begun = max(today.year - membership.starts.year - 1, 0)
    starts = [anniversary(membership.starts, years) for years in range(begun, begun + 3)]
    near = [first for first in starts if today - BEHIND <= first <= today + AHEAD]
    return [first for first in near if membership.ends is None or first < membership.ends]
