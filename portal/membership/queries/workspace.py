"""What a contact person sees of their city."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from portal.cities.models import City, ContactPerson
from portal.cities.queries.cities import CityView, cities_of
from portal.cities.queries.contacts import active_contacts
from portal.membership.models import Membership
from portal.people.models import User


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


@dataclass(frozen=True, slots=True)
class CityPage:
    """A city's own page: who speaks for it since when, and its memberships, newest first."""

    city: CityView
    contact_name: str
    contact_email: str
    contact_since: datetime
    memberships: list[MembershipView]

    @property
    def uuid(self) -> UUID:
        return self.city.uuid

    @property
    def is_member(self) -> bool:
        return any(membership.is_running for membership in self.memberships)


def city_pages(user: User, at: datetime) -> list[CityPage]:
    """The pages of every city `user` speaks for, by name. Three queries, however many cities."""
    mine = cities_of(user, at)
    if not mine:
        return []
    contacts = {contact.city_id: contact for contact in active_contacts(at).filter(city__in=mine, user=user)}
    held: dict[int, list[Membership]] = {city.pk: [] for city in mine}
    for membership in Membership.objects.filter(city__in=mine):
        held[membership.city_id].append(membership)
    return [_page(city, user, contacts[city.pk], held[city.pk], at.date()) for city in mine]


def _page(city: City, user: User, contact: ContactPerson, held: list[Membership], today: date) -> CityPage:
    return CityPage(
        city=CityView.of(city),
        contact_name=user.get_full_name(),
        contact_email=user.email,
        contact_since=contact.since,
        memberships=[_view(membership, today) for membership in held],
    )


def _view(membership: Membership, today: date) -> MembershipView:
    return MembershipView(
        starts=membership.starts,
        last_day=membership.last_day,
        agreed_until=membership.agreed_until,
        approved_on=membership.approved_on,
        approved_by=membership.approved_by,
        is_running=membership.covers(today),
        is_coming=membership.starts > today,
    )
