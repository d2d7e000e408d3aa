"""An assembly decides: motions, ballots, who votes for a city, and for which others. Each step locks the event's row or
the motion's, so that a city votes once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.permission import require
from portal.events.errors import (
    BallotCast,
    BallotNotOpen,
    BallotsOpen,
    HoldsProxies,
    NotAnAssembly,
    NotOfTheCity,
    NotYourVote,
    NumberTaken,
    ProxyRefused,
)
from portal.events.models import Ballot, Delegate, Event, Motion, Proxy
from portal.events.queries.motions import (
    MAX_PROXIES,
    cities_voted_for,
    is_assembly,
    possible_delegates,
    votes_for_itself,
)
from portal.events.states import MotionState
from portal.membership.queries.memberships import is_member
from portal.people.models import User


@transaction.atomic
def create_motion(
    *, event: Event, number: int, titles: Mapping[str, str], texts: Mapping[str, str], by: Actor, at: datetime
) -> Motion:
    """A motion for an assembly. Raises NotAllowed, NotAnAssembly, NumberTaken."""
    require(by, "events.organise_events")
    row = Event.objects.select_for_update().get(pk=event.pk)
    if not is_assembly(row):
        raise NotAnAssembly()
    if row.motions.filter(number=number).exists():
        raise NumberTaken()
    motion = Motion.objects.create(event=row, number=number, titles=dict(titles), texts=dict(texts))
    log_event(verb="events.create_motion", by=by, about=motion, at=at)
    return motion


@transaction.atomic
def update_motion(
    *, motion: Motion, titles: Mapping[str, str], texts: Mapping[str, str], by: Actor, at: datetime
) -> Motion:
    """Correct a motion before its ballot is opened. Raises NotAllowed, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(motion)
    MotionState.after("open", row.state)  # refuses what was opened: cities voted on those words
    row.titles, row.texts = dict(titles), dict(texts)
    row.save(update_fields=["titles", "texts"])
    log_event(verb="events.update_motion", by=by, about=row, at=at)
    return row


@transaction.atomic
def open_ballot(*, motion: Motion, by: Actor, at: datetime) -> Motion:
    """Cities can vote. Asked twice, done once. Raises NotAllowed, TransitionRefused."""
    return _step(motion, "open", "events.open_ballot", by, at)


@transaction.atomic
def close_ballot(*, motion: Motion, by: Actor, at: datetime) -> Motion:
    """Nobody can vote any more, and everyone reads the result. Asked twice, done once. Raises NotAllowed,
    TransitionRefused."""
    return _step(motion, "close", "events.close_ballot", by, at)


@transaction.atomic
def reopen_ballot(*, motion: Motion, by: Actor, at: datetime) -> Motion:
    """A ballot closed too early goes on; what was cast stays. Asked twice, done once. Raises NotAllowed,
    TransitionRefused."""
    return _step(motion, "reopen", "events.reopen_ballot", by, at)


@transaction.atomic
def write_minutes(*, motion: Motion, minutes: str, by: Actor, at: datetime) -> Motion:
    """What the minutes say of a motion; the cities read it beside the result. Raises NotAllowed."""
    require(by, "events.organise_events")
    row = _locked(motion)
    if row.minutes != minutes.strip():
        row.minutes = minutes.strip()
        row.save(update_fields=["minutes"])
        log_event(verb="events.write_minutes", by=by, about=row, at=at)
    return row


@transaction.atomic
def cast_ballot(*, motion: Motion, city: City, acting: City, choice: str, by: User, at: datetime) -> Ballot:
    """One city's vote, cast by whoever votes for `acting`: its own, or that of a city that gave it its vote. The same
    again is done once. Raises NotYourVote, BallotNotOpen, BallotCast."""
    row = _locked(motion)
    if row.state not in MotionState.where(votes=True):
        raise BallotNotOpen()
    if not votes_for_itself(by, row.event, acting, at) or not is_member(city, at.date()):
        raise NotYourVote()
    if city not in cities_voted_for(row.event, acting):
        raise NotYourVote()
    before = row.ballots.filter(city=city).first()
    if before is not None:
        if before.choice == choice:
            return before
        raise BallotCast()
    ballot = Ballot.objects.create(
        motion=row, city=city, holder=None if city == acting else acting, choice=choice, cast_by=by, cast_at=at
    )
    log_event(verb="events.cast_ballot", by=by, about=ballot, at=at, data={"city": city.slug})
    return ballot


@transaction.atomic
def name_delegate(*, event: Event, city: City, delegate: User | None, by: Actor, at: datetime) -> None:
    """A colleague or politician votes for the city; None: whoever leads it does. Asked twice, done once. Raises
    NotAllowed, BallotsOpen, NotOfTheCity."""
    require(by, "events.arrange_vote", city)
    row = _between_ballots(event)
    if delegate is None:
        gone, _rows = row.delegates.filter(city=city).delete()
        if gone:
            log_event(verb="events.remove_delegate", by=by, about=row, at=at, data={"city": city.slug})
        return
    if not possible_delegates(city).filter(pk=delegate.pk).exists():
        raise NotOfTheCity()
    if row.delegates.filter(city=city, user=delegate).exists():
        return
    Delegate.objects.update_or_create(event=row, city=city, defaults={"user": delegate})
    log_event(verb="events.name_delegate", by=by, about=row, at=at, data={"city": city.slug})


@transaction.atomic
def give_proxy(*, event: Event, city: City, holder: City, by: Actor, at: datetime) -> Proxy:
    """A city gives its vote to another city's delegate, who may hold `MAX_PROXIES`. Given to another one, the later
    counts. Raises NotAllowed, BallotsOpen, HoldsProxies, ProxyRefused."""
    require(by, "events.arrange_vote", city)
    row = _between_ballots(event)
    if row.proxies.filter(holder=city).exists():
        raise HoldsProxies()
    held = row.proxies.filter(holder=holder).exclude(city=city).count()
    gave_away = row.proxies.filter(city=holder).exists()
    if holder == city or gave_away or held >= MAX_PROXIES or not is_member(holder, at.date()):
        raise ProxyRefused()
    before = row.proxies.filter(city=city).first()
    if before is not None and before.holder_id == holder.pk:
        return before
    proxy, _is_new = Proxy.objects.update_or_create(event=row, city=city, defaults={"holder": holder})
    log_event(verb="events.give_proxy", by=by, about=row, at=at, data={"city": city.slug})
    return proxy


@transaction.atomic
def withdraw_proxy(*, event: Event, city: City, by: Actor, at: datetime) -> None:
    """A city votes for itself again. Asked twice, done once. Raises NotAllowed, BallotsOpen."""
    require(by, "events.arrange_vote", city)
    row = _between_ballots(event)
    gone, _rows = row.proxies.filter(city=city).delete()
    if gone:
        log_event(verb="events.withdraw_proxy", by=by, about=row, at=at, data={"city": city.slug})


def _step(motion: Motion, step: str, verb: str, by: Actor, at: datetime) -> Motion:
    require(by, "events.organise_events")
    # The event first: who votes for whom stands still while a ballot opens.
    Event.objects.select_for_update().get(pk=motion.event_id)
    row = _locked(motion)
    if row.state == MotionState.target(step):
        return row
    row.state = MotionState.after(step, row.state)
    row.save(update_fields=["state"])
    log_event(verb=verb, by=by, about=row, at=at)
    return row


def _between_ballots(event: Event) -> Event:
    row = Event.objects.select_for_update().get(pk=event.pk)
    if row.motions.filter(state__in=MotionState.where(votes=True)).exists():
        raise BallotsOpen()
    return row


def _locked(motion: Motion) -> Motion:
    return Motion.objects.select_for_update(of=("self",)).select_related("event").get(pk=motion.pk)
