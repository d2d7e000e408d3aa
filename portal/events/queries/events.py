"""Reading events. `published` is what anyone may see, `events_visible_to` what one person may."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.cities.models import City
from portal.cities.queries.people import cities_read_by
from portal.core.actors import Viewer
from portal.core.texts import language_used, localised
from portal.events.models import Event
from portal.events.states import EventAudience, EventKind, EventState
from portal.membership.queries.access import member_cities_of, reads_member_pages
from portal.membership.queries.memberships import is_member


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One item of a programme; `speakers` a line each."""

    title: str
    description: str
    speakers: list[str]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as whoever may see it reads it: without its exact address and link."""

    uuid: UUID
    kind: str
    audience: str
    title: str
    lang: str
    introduction: str
    description: str
    place: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime
    is_cancelled: bool
    is_over: bool
    is_open: bool
    is_public: bool
    has_votes: bool

    @classmethod
    def of(cls, event: Event, at: datetime) -> "EventView":
        return cls(
            uuid=event.uuid,
            kind=str(EventKind(event.kind).label),
            audience=str(EventAudience(event.audience).label),
            title=event.title,
            lang=language_used(event.titles),
            introduction=localised(event.introductions),
            description=localised(event.descriptions),
            place=localised(event.places),
            zone=event.zone,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            opens_at=event.registration_opens_at,
            closes_at=event.registration_closes_at,
            is_cancelled=event.state == EventState.CANCELLED,
            is_over=event.is_over(at),
            is_open=event.takes_registrations(at),
            is_public=event.audience == EventAudience.PUBLIC,
            has_votes=event.kind == EventKind.ASSEMBLY,
        )


def shown() -> QuerySet[Event]:
    """Every event that has been published, cancelled ones too: whoever planned to come finds out."""
    return Event.objects.filter(state__in=EventState.where(shown=True))


def published(at: datetime) -> QuerySet[Event]:
    """What anyone may see."""
    return shown().filter(audience=EventAudience.PUBLIC)


def events_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Event]:
    """What this person may see: public events, members' events for whoever reads what is for members, events their city
    is invited to, and those they have a place at or wait for."""
    if not viewer.is_authenticated:
        return published(at)
    if viewer.is_secretariat:
        return shown()
    mine = Q(audience=EventAudience.PUBLIC)
    if reads_member_pages(viewer, at):
        mine |= Q(audience=EventAudience.MEMBERS)
    cities = [city.pk for city in cities_read_by(viewer, at)]
    # As keys of another query: a join would list an event once for each city.
    mine |= Q(audience=EventAudience.INVITED) & Q(
        pk__in=Event.objects.filter(invitations__city__in=cities).values("pk")
    )
    mine |= Q(pk__in=Event.objects.filter(registrations__user=viewer.pk).values("pk"))
    return shown().filter(mine)


def coming(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those that are not over, the next one first."""
    return events.filter(ends_at__gt=at).order_by("starts_at", "pk")


def past(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those that took place, the latest first."""
    return events.filter(ends_at__lte=at, state=EventState.PUBLISHED).order_by("-starts_at", "pk")


def programme_of(event: Event) -> list[ProgrammeView]:
    """The programme in its order."""
    return [
        ProgrammeView(
            title=localised(item.titles),
            description=localised(item.descriptions),
            speakers=[line.strip() for line in item.speakers.splitlines() if line.strip()],
            starts_at=item.starts_at,
            ends_at=item.ends_at,
        )
        for item in event.programme.all()
    ]


def is_for_city(event: Event, city: City, at: datetime) -> bool:
    """Whether the team of `city` may sign up."""
    if event.audience == EventAudience.INVITED:
        return event.invitations.filter(city=city).exists()
    return is_member(city, at.date())


def is_for_person(event: Event, user: Viewer, at: datetime) -> bool:
    """Whether somebody may sign up by themselves. Teams sign up for events of invited cities."""
    if event.audience == EventAudience.PUBLIC:
        return user.is_authenticated
    return event.audience == EventAudience.MEMBERS and bool(member_cities_of(user, at))


def events_of_city(city: City, at: datetime) -> QuerySet[Event]:
    """The events whose page a city's people can sign a team up from, and those it was at."""
    teams = Q(pk__in=Event.objects.filter(registrations__city=city).values("pk"))
    invited = Q(audience=EventAudience.INVITED) & Q(pk__in=Event.objects.filter(invitations__city=city).values("pk"))
    wanted = teams | invited
    if is_member(city, at.date()):
        wanted |= Q(audience__in=[EventAudience.PUBLIC, EventAudience.MEMBERS])
    return shown().filter(wanted)
