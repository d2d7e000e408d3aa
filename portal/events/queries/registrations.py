"""Reading who comes to an event. Personal: for the people themselves, their city, the door and the secretariat."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from portal.cities.models import City
from portal.core.actors import Account
from portal.core.search import matching
from portal.events.domain.places import Places
from portal.events.models import Event, Registration
from portal.events.states import EventState, RegistrationState

DOOR_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at an event as their city or the door sees them: nothing of what they eat or need."""

    uuid: UUID
    name: str
    email: str
    city: str
    state: str
    state_label: str
    colour: str
    host: str
    checked_in_at: datetime | None

    @classmethod
    def of(cls, registration: Registration) -> "Participant":
        state = RegistrationState(registration.state)
        return cls(
            uuid=registration.uuid,
            name=registration.name,
            email=registration.email,
            city=registration.city.local_name if registration.city else "",
            state=state.value,
            state_label=str(state.label),
            colour=state.colour.value,
            host=registration.host.name if registration.host else "",
            checked_in_at=registration.checked_in_at,
        )


@dataclass(frozen=True, slots=True)
class TeamView:
    """A city's team at one event: who has a place, who waits, how many may come."""

    limit: int
    confirmed: list[Participant]
    waiting: list[Participant]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many are expected, wait, and came."""

    expected: int
    waiting: int
    came: int


def counted(event: Event) -> QuerySet[Registration]:
    """Those who come or wait."""
    return event.registrations.filter(state__in=RegistrationState.where(counts=True))


def confirmed(event: Event) -> QuerySet[Registration]:
    return event.registrations.filter(state=RegistrationState.CONFIRMED)


def places_of(event: Event) -> Places:
    """How the places stand. To act on it, the event's row is locked."""
    taken = confirmed(event).values_list("city", "host")
    limits = dict(event.team_limits.values_list("city", "limit"))
    return Places(
        capacity=event.capacity,
        taken=len(taken),
        taken_by_team=Counter(city for city, host in taken if city is not None and host is None),
        team_limit=lambda team: limits.get(team, event.team_limit),
    )


def waiting_line(event: Event) -> list[Registration]:
    """Those who wait, first come first."""
    waiting = event.registrations.filter(state=RegistrationState.WAITING).order_by("registered_at", "pk")
    return list(waiting.select_related("user", "event", "city", "host"))


def team_limit_of(event: Event, city: City) -> int:
    """How many of a city may come: as agreed with it, else as for every city."""
    agreed = event.team_limits.filter(city=city).values_list("limit", flat=True).first()
    return event.team_limit if agreed is None else agreed


def team_of(event: Event, city: City) -> TeamView:
    """The people of a city at an event, their guests too."""
    people = [Participant.of(one) for one in counted(event).filter(city=city).select_related("city__country", "host")]
    return TeamView(
        limit=team_limit_of(event, city),
        confirmed=[one for one in people if one.state == RegistrationState.CONFIRMED],
        waiting=[one for one in people if one.state == RegistrationState.WAITING],
    )


def team_sizes(events: Iterable[Event], city: City) -> dict[int, tuple[int, int]]:
    """How many of a city have a place and how many wait at each of these events (by primary key). One query."""
    rows = Registration.objects.filter(event__in=[event.pk for event in events], city=city)
    sizes: dict[int, tuple[int, int]] = {}
    for event, state, number in rows.values_list("event", "state").annotate(number=Count("pk")).order_by():
        placed, waiting = sizes.get(event, (0, 0))
        if state == RegistrationState.CONFIRMED:
            sizes[event] = (number, waiting)
        elif state == RegistrationState.WAITING:
            sizes[event] = (placed, number)
    return sizes


def registration_of(event: Event, user: Account) -> Registration | None:
    """The registration of an account that counts, if there is one."""
    return counted(event).filter(user=user.pk).select_related("event", "city", "host").first()


def registrations_of(user: Account, at: datetime) -> QuerySet[Registration]:
    """What somebody comes to or waits for and is not over, the next first."""
    return (
        Registration.objects.filter(
            user=user.pk,
            state__in=RegistrationState.where(counts=True),
            event__state__in=EventState.where(shown=True),
            event__ends_at__gt=at,
        )
        .select_related("event")
        .order_by("event__starts_at", "pk")
    )


def door_list(event: Event, typed: str) -> list[Participant]:
    """Those who have a place, by name; narrowed by what is typed. At most `DOOR_LENGTH`."""
    found = confirmed(event)
    if typed.strip():
        found = found.filter(matching(typed))
    rows = found.select_related("city__country", "host").order_by("name", "pk")[:DOOR_LENGTH]
    return [Participant.of(one) for one in rows]


def attendance_of(event: Event) -> Attendance:
    states = Counter(counted(event).values_list("state", flat=True))
    return Attendance(
        expected=states[RegistrationState.CONFIRMED],
        waiting=states[RegistrationState.WAITING],
        came=confirmed(event).filter(checked_in_at__isnull=False).count(),
    )
