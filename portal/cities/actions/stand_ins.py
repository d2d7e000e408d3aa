"""Who stands in for a contact person: a colleague, from one day until another."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.actions.ties import derive_city_ties
from portal.cities.errors import EndsBeforeItStarts, NotAColleague, StandInOverlaps
from portal.cities.letters import queue_stand_in_letter
from portal.cities.models import City, CitySeat, StandIn
from portal.cities.states import CityRole, CitySeatState
from portal.core.actors import Actor
from portal.core.permission import require

BATCH_SIZE = 200


def appoint_stand_in(*, city: City, seat: CitySeat, since: date, until: date, by: Actor, at: datetime) -> StandIn:
    """Lets a colleague do what the contact person does, from the first day `since` to the last day `until`, both
    included. They are told by e-mail. The same again changes nothing.

    Raises NotAllowed, NotAColleague, EndsBeforeItStarts, StandInOverlaps.
    """
    require(by, "cities.appoint_stand_in", city)
    if until < since:
        raise EndsBeforeItStarts()
    begins, ends = _midnight(since), _midnight(until + timedelta(days=1))
    with transaction.atomic():
        row = City.objects.select_for_update().get(pk=city.pk)
        chosen = CitySeat.objects.select_for_update(of=("self",)).filter(pk=seat.pk, city=row).first()
        if chosen is None or chosen.state != CitySeatState.ACTIVE or chosen.role != CityRole.COLLEAGUE:
            raise NotAColleague()
        same = StandIn.objects.filter(city=row, user=chosen.user, since=begins, until=ends).first()
        if same is not None:
            return same
        if StandIn.objects.filter(city=row, since__lt=ends, until__gt=begins).exists():
            raise StandInOverlaps()
        stand_in = StandIn.objects.create(city=row, user=chosen.user, since=begins, until=ends)
        told = {"city": row.slug, "since": since, "until": until}
        log_event(verb="cities.appoint_stand_in", by=by, about=stand_in, at=at, data=told)
        assert chosen.user is not None  # an active place is somebody's: the database holds it
        derive_city_ties(users=[chosen.user], at=at)
        queue_stand_in_letter(stand_in=stand_in, last_day=until, at=at)
    return stand_in


def end_stand_in(*, stand_in: StandIn, by: Actor, at: datetime) -> StandIn:
    """Ends the time of a stand-in now, or before it began. Asked twice, done once. Raises NotAllowed."""
    require(by, "cities.appoint_stand_in", stand_in)
    with transaction.atomic():
        City.objects.select_for_update().get(pk=stand_in.city_id)
        row = StandIn.objects.select_for_update(of=("self",)).get(pk=stand_in.pk)
        if row.until <= at or row.until == row.since:
            return row
        row.until = max(at, row.since)
        row.save(update_fields=["until"])
        log_event(verb="cities.end_stand_in", by=by, about=row, at=at)
        if row.user is not None:
            derive_city_ties(users=[row.user], at=at)
    return row


def erase_stand_ins(*, users: Iterable[UUID]) -> int:
    """Takes erased accounts out of the stand-ins. Part of erasing them; answers how many."""
    gone, _rows = StandIn.objects.filter(user__uuid__in=list(users)).delete()
    return gone


def expire_stand_ins(*, country: str, own_rules: Iterable[str], before: datetime) -> int:
    """Deletes times of standing in that ended past their term, as `expire_seats` does. Answers how many."""
    ended = StandIn.objects.filter(until__lt=before)
    ended = ended.filter(city__country=country) if country else ended.exclude(city__country__in=list(own_rules))
    gone, _rows = StandIn.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:BATCH_SIZE])).delete()
    return gone


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.DEFAULT_ZONE))
