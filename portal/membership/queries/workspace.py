"""What the people of a city see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from portal.cities.models import City
from portal.cities.queries.cities import CityView
from portal.cities.queries.contacts import active_contacts
from portal.membership.models import Membership, MembershipYear
from portal.payments.models import Invoice
from portal.payments.queries.invoices import issued_invoices_of
from portal.payments.states import InvoiceState

CONTRIBUTION = "membership.contribution"


@dataclass(frozen=True, slots=True)
class MembershipView:
    """One membership as the city sees it. `last_day` is included; None: until further notice."""

    starts: date
    last_day: date | None
    agreed_until: date
    approved_on: date | None
    approved_by: str
    is_running: bool
    is_coming: bool
    is_open: bool
    years: list["YearView"]


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a membership, and how far its contribution is; `invoice`: the uuid of what was sent, None before."""

    starts: date
    last_day: date
    state: InvoiceState | None
    invoice: UUID | None


@dataclass(frozen=True, slots=True)
class CityHome:
    """A city's own page: who speaks for it since when (empty: nobody now), and its memberships, newest first."""

    city: CityView
    contact_name: str
    contact_email: str
    contact_since: datetime | None
    memberships: list[MembershipView]

    @property
    def uuid(self) -> UUID:
        return self.city.uuid

    @property
    def is_member(self) -> bool:
        return any(membership.is_running for membership in self.memberships)


def city_home(city: City, at: datetime) -> CityHome:
    """What is held of a city, for whoever reads for it. Four queries."""
    contact = active_contacts(at).filter(city=city).select_related("user").first()
    user = contact.user if contact else None
    rows = list(Membership.objects.filter(city=city))
    years = list(MembershipYear.objects.filter(membership__in=rows))
    sent = {
        invoice.source_uuid: invoice
        for invoice in issued_invoices_of(city).filter(source_kind=CONTRIBUTION).exclude(state=InvoiceState.CREDITED)
    }
    return CityHome(
        city=CityView.of(city),
        contact_name=user.get_full_name() if user else "",
        contact_email=user.email if user else "",
        contact_since=contact.since if contact else None,
        memberships=[_view(membership, years, sent, at) for membership in rows],
    )


def _view(
    membership: Membership, years: Sequence[MembershipYear], sent: Mapping[UUID | None, Invoice], at: datetime
) -> MembershipView:
    return MembershipView(
        starts=membership.starts,
        last_day=membership.last_day,
        agreed_until=membership.agreed_until,
        approved_on=membership.approved_on,
        approved_by=membership.approved_by,
        is_running=membership.covers(at.date()),
        is_coming=membership.starts > at.date(),
        is_open=membership.opened_at is not None,
        years=[_year(year, sent.get(year.uuid)) for year in years if year.membership_id == membership.pk],
    )


def _year(year: MembershipYear, invoice: Invoice | None) -> YearView:
    return YearView(
        starts=year.starts,
        last_day=year.last_day,
        state=InvoiceState(invoice.state) if invoice else None,
        invoice=invoice.uuid if invoice else None,
    )
