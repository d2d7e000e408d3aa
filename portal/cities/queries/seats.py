"""What the people of a city see of one another."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.cities.models import City, CitySeat
from portal.cities.queries.contacts import active_contacts
from portal.cities.queries.people import may_lead
from portal.cities.states import CityDuty, CityRole, CitySeatState
from portal.core.actors import Viewer
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class SeatView:
    """One person of the city beside its contact person. `duties` are their labels; `is_own`: the reader's."""

    uuid: UUID
    name: str
    email: str
    role: CityRole
    position: str
    duties: list[str]
    state: CitySeatState
    invited_at: datetime
    has_run_out: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class StandInView:
    """Who stands in, from when until before when."""

    uuid: UUID
    name: str
    since: datetime
    until: datetime
    is_coming: bool


@dataclass(frozen=True, slots=True)
class CityPeople:
    """Everyone of a city: its contact person (None: nobody now), stand-ins of now and later, colleagues, politicians.
    `may_change`: the reader leads the city."""

    contact_name: str | None
    contact_email: str
    contact_since: datetime | None
    stand_ins: list[StandInView]
    colleagues: list[SeatView]
    politicians: list[SeatView]
    may_change: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as the invited person reads it."""

    uuid: UUID
    city: str
    city_uuid: UUID
    role: CityRole
    position: str
    duties: list[str]
    invited_by: str
    expires_at: datetime
    is_open: bool
    is_accepted: bool


def city_people(city: City, viewer: Viewer, at: datetime) -> CityPeople:
    """The people of a city, for whoever may read its pages. Five queries, however many people."""
    contact = active_contacts(at).filter(city=city).select_related("user").first()
    leads = may_lead(viewer, city, at)
    seats = city.seats.exclude(state=CitySeatState.ENDED).select_related("user").order_by("invited_at", "pk")
    shown = [_seat(seat, viewer, at) for seat in seats if leads or seat.state == CitySeatState.ACTIVE]
    return CityPeople(
        contact_name=_name(contact.user) if contact else None,
        contact_email=contact.user.email if contact and contact.user else "",
        contact_since=contact.since if contact else None,
        stand_ins=[
            StandInView(one.uuid, _name(one.user), one.since, one.until, one.since > at)
            for one in city.stand_ins.filter(until__gt=at).select_related("user").order_by("since")
        ],
        colleagues=[seat for seat in shown if seat.role == CityRole.COLLEAGUE],
        politicians=[seat for seat in shown if seat.role == CityRole.POLITICIAN],
        may_change=leads,
    )


def own_invitation(seat: CitySeat, at: datetime) -> InvitationView:
    """An invitation, for the account it was sent to."""
    return InvitationView(
        uuid=seat.uuid,
        city=seat.city.local_name,
        city_uuid=seat.city.uuid,
        role=CityRole(seat.role),
        position=seat.position,
        duties=duty_labels(seat),
        invited_by=_name(seat.invited_by) if seat.invited_by else "",
        expires_at=seat.expires_at,
        is_open=seat.state == CitySeatState.INVITED and at < seat.expires_at,
        is_accepted=seat.state == CitySeatState.ACTIVE,
    )


def duty_labels(seat: CitySeat) -> list[str]:
    """What a colleague may do, in words."""
    return [str(label) for value, label in CityDuty.choices if value in seat.duties]


def _seat(seat: CitySeat, viewer: Viewer, at: datetime) -> SeatView:
    assert seat.user is not None  # a place that has not ended is somebody's: the database holds it
    return SeatView(
        uuid=seat.uuid,
        name=_name(seat.user),
        email=seat.user.email,
        role=CityRole(seat.role),
        position=seat.position,
        duties=duty_labels(seat),
        state=CitySeatState(seat.state),
        invited_at=seat.invited_at,
        has_run_out=seat.state == CitySeatState.INVITED and seat.expires_at <= at,
        is_own=viewer.is_authenticated and seat.user.uuid == viewer.uuid,
    )


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.email) if user else ""
