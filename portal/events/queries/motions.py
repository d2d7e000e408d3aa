"""Reading what an assembly decides on, and who votes for whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.cities.models import City
from portal.cities.queries.people import active_seats, may_lead
from portal.cities.states import CityRole
from portal.core.actors import Viewer
from portal.core.texts import localised
from portal.events.domain.votes import Result, result_of
from portal.events.models import Ballot, Delegate, Event, Motion, Proxy
from portal.events.states import Choice, EventKind, MotionState
from portal.membership.queries.memberships import is_member
from portal.people.models import User

# How many other cities one city may vote for.
MAX_PROXIES = 2


@dataclass(frozen=True, slots=True)
class Vote:
    """The ballot of one city that a viewer votes for; `choice` in words, empty while it is not cast."""

    uuid: UUID
    city: str
    choice: str


@dataclass(frozen=True, slots=True)
class MotionView:
    """One motion as a city sees it: its own votes, those of cities it votes for, and the result once it is closed."""

    uuid: UUID
    number: int
    title: str
    text: str
    state: MotionState
    is_open: bool
    votes: list[Vote]
    result: Result | None
    minutes: str


def motions_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Motion]:
    """Every motion, for the secretariat."""
    return Motion.objects.all() if viewer.has_perm("events.see_events") else Motion.objects.none()


def is_assembly(event: Event) -> bool:
    return event.kind == EventKind.ASSEMBLY


def votes_for_itself(user: Viewer, event: Event, city: City, at: datetime) -> bool:
    """Whether `user` casts the ballots of `city`, and of those that gave it their vote: its delegate, or whoever leads
    it where none is named."""
    if not user.is_authenticated or not is_member(city, at.date()):
        return False
    delegate = event.delegates.filter(city=city).first()
    return delegate.user_id == user.pk if delegate else may_lead(user, city, at)


def cities_voted_for(event: Event, city: City) -> list[City]:
    """The cities whose ballots the delegate of `city` casts: its own unless it gave it away, and those given to it."""
    own = [] if event.proxies.filter(city=city).exists() else [city]
    given = event.proxies.filter(holder=city).select_related("city__country").order_by("city__name")
    return [*own, *(proxy.city for proxy in given)]


def motions_for_city(event: Event, city: City) -> list[MotionView]:
    """The motions of an assembly in their order. Four queries, however many."""
    cities = cities_voted_for(event, city)
    motions = list(event.motions.order_by("number"))
    cast: dict[int, dict[int, str]] = {motion.pk: {} for motion in motions}
    for ballot in Ballot.objects.filter(motion__in=motions):
        cast[ballot.motion_id][ballot.city_id] = ballot.choice
    return [
        MotionView(
            uuid=motion.uuid,
            number=motion.number,
            title=localised(motion.titles),
            text=localised(motion.texts),
            state=MotionState(motion.state),
            is_open=motion.state == MotionState.OPEN,
            votes=[_vote(one, cast[motion.pk].get(one.pk)) for one in cities],
            result=result_of(cast[motion.pk].values()) if motion.state == MotionState.CLOSED else None,
            minutes=motion.minutes,
        )
        for motion in motions
    ]


def result_for_staff(motion: Motion) -> Result:
    """How it stands, also while the ballot is open."""
    return result_of(motion.ballots.values_list("choice", flat=True))


def ballots_told(motion: Motion) -> list[str]:
    """Each city's vote, by city."""
    ballots = motion.ballots.select_related("city__country", "holder").order_by("city__name")
    return [
        f"{ballot.city.local_name}: {Choice(ballot.choice).label}"
        + (f" ({ballot.holder.local_name})" if ballot.holder else "")
        for ballot in ballots
    ]


def proxies_told(event: Event) -> list[str]:
    """Who votes for whom, by city."""
    given = event.proxies.select_related("city__country", "holder__country").order_by("city__name")
    return [f"{proxy.city.local_name} → {proxy.holder.local_name}" for proxy in given]


def proxy_of(event: Event, city: City) -> Proxy | None:
    return event.proxies.filter(city=city).select_related("holder__country").first()


def delegate_of(event: Event, city: City) -> Delegate | None:
    return event.delegates.filter(city=city).select_related("user").first()


def possible_delegates(city: City) -> QuerySet[User]:
    """Colleagues and politicians of a city, by name."""
    seats = active_seats(CityRole.COLLEAGUE) | active_seats(CityRole.POLITICIAN)
    return User.objects.filter(Q(pk__in=seats.filter(city=city).values("user")), is_active=True).order_by("name", "pk")


def _vote(city: City, choice: str | None) -> Vote:
    return Vote(city.uuid, city.local_name, str(Choice(choice).label) if choice else "")
