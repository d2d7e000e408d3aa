"""Who works in the pages of a city beside its contact person: invited, accepted, changed, ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.actions.ties import derive_city_ties
from portal.cities.errors import AccountEnded, AlreadyOfCity, DutyMissing, InvitationOver
from portal.cities.letters import queue_city_invitation_letter, queue_seat_ended_letter
from portal.cities.models import City, CitySeat, ContactPerson
from portal.cities.states import CityDuty, CityRole, CitySeatState
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.actions.accounts import open_account
from portal.people.models import User

BATCH_SIZE = 200
INVITATION_LIFETIME = timedelta(days=30)


def invite_to_city(
    *,
    city: City,
    email: str,
    role: str,
    by: User | None,
    at: datetime,
    name: str = "",
    position: str = "",
    duties: Iterable[str] = (),
    language: str = "en",
) -> CitySeat:
    """Invites somebody by e-mail to the pages of a city, as a colleague with `duties` or as a politician. It counts
    once they accept, within 30 days. The same invitation again while it is open is sent once; one that ran out makes
    way for the new one.

    Raises NotAllowed, DutyMissing, AccountEnded, AlreadyOfCity.
    """
    require(by, "cities.invite_to_city", city)
    chosen = _chosen(role, duties)
    with transaction.atomic():
        row = City.objects.select_for_update().get(pk=city.pk)
        user = open_account(email=email, name=name, language=language, by=by, at=at)
        if not user.is_active:
            raise AccountEnded()
        there = CitySeat.objects.filter(city=row, user=user).exclude(state=CitySeatState.ENDED).first()
        if there is not None and there.state == CitySeatState.INVITED and there.expires_at <= at:
            there.state, there.until = CitySeatState.after("end", there.state), at
            there.save(update_fields=["state", "until"])
            there = None
        if there is not None:
            if there.state == CitySeatState.INVITED and (there.role, there.duties) == (role, chosen):
                return there
            raise AlreadyOfCity()
        if ContactPerson.objects.filter(city=row, user=user, until=None).exists():
            raise AlreadyOfCity()
        seat = CitySeat.objects.create(
            city=row,
            user=user,
            role=role,
            position=" ".join(position.split()),
            duties=chosen,
            invited_by=by,
            invited_at=at,
            expires_at=at + INVITATION_LIFETIME,
        )
        log_event(verb="cities.invite_to_city", by=by, about=seat, at=at, data={"city": row.slug, "role": role})
        queue_city_invitation_letter(seat=seat, at=at)
    return seat


def seat_politician(*, city: City, user: User, position: str, by: Actor, at: datetime) -> CitySeat:
    """Gives a politician who has confirmed their city's decision a place in its pages, without asking once more.
    Whoever has one keeps it. Raises NotAllowed."""
    require(by, "cities.invite_to_city", city)
    with transaction.atomic():
        row = City.objects.select_for_update().get(pk=city.pk)
        there = CitySeat.objects.filter(city=row, user=user, state=CitySeatState.ACTIVE).first()
        if there is not None:
            return there
        CitySeat.objects.filter(city=row, user=user, state=CitySeatState.INVITED).update(
            state=CitySeatState.ENDED, until=at
        )
        seat = CitySeat.objects.create(
            city=row,
            user=user,
            role=CityRole.POLITICIAN,
            position=position,
            state=CitySeatState.ACTIVE,
            invited_at=at,
            expires_at=at,
            since=at,
        )
        log_event(verb="cities.accept_seat", by=by, about=seat, at=at, data={"role": seat.role})
        derive_city_ties(users=[user], at=at)
    return seat


def accept_seat(*, seat: CitySeat, by: User, at: datetime) -> CitySeat:
    """The invited person takes their place. Asked twice, done once. Raises NotAllowed, InvitationOver."""
    require(by, "cities.accept_seat", seat)
    with transaction.atomic():
        row = CitySeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
        if row.state == CitySeatState.ACTIVE:
            return row
        if row.state != CitySeatState.INVITED or at >= row.expires_at:
            raise InvitationOver()
        row.state, row.since = CitySeatState.after("accept", row.state), at
        row.save(update_fields=["state", "since"])
        log_event(verb="cities.accept_seat", by=by, about=row, at=at, data={"role": row.role})
        derive_city_ties(users=[by], at=at)
    return row


def update_seat(*, seat: CitySeat, duties: Iterable[str], by: Actor, at: datetime) -> CitySeat:
    """Changes what a colleague may do. Raises NotAllowed, DutyMissing, TransitionRefused once the place has ended."""
    require(by, "cities.update_seat", seat)
    with transaction.atomic():
        row = CitySeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
        CitySeatState.after("end", row.state)  # refuses what has ended
        chosen = _chosen(row.role, duties)
        if row.duties != chosen:
            row.duties = chosen
            row.save(update_fields=["duties"])
            log_event(verb="cities.update_seat", by=by, about=row, at=at, data={"duties": chosen})
    return row


def end_seat(*, seat: CitySeat, by: Actor, at: datetime) -> CitySeat:
    """Ends a place or an invitation: by the person themself, the contact person or staff. They are told, unless they
    did it. What they wrote stays the city's. Asked twice, done once. Raises NotAllowed."""
    require(by, "cities.end_seat", seat)
    with transaction.atomic():
        row = CitySeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
        if row.state == CitySeatState.ENDED:
            return row
        was_active = row.state == CitySeatState.ACTIVE
        row.state, row.until = CitySeatState.after("end", row.state), at
        row.save(update_fields=["state", "until"])
        log_event(verb="cities.end_seat", by=by, about=row, at=at, data={"role": row.role})
        assert row.user is not None  # a place that has not ended is somebody's: the database holds it
        derive_city_ties(users=[row.user], at=at)
        if was_active and row.user != by:
            queue_seat_ended_letter(seat=row, at=at)
    return row


def erase_seats(*, users: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Takes erased accounts out of the people of cities: their places end, without an e-mail, and say nothing of who
    it was. Answers how many."""
    with transaction.atomic():
        seats = list(CitySeat.objects.select_for_update(of=("self",)).filter(user__uuid__in=list(users)))
        for seat in seats:
            if seat.state != CitySeatState.ENDED:
                seat.state, seat.until = CitySeatState.ENDED, at
                log_event(verb="cities.end_seat", by=by, about=seat, at=at, data={"role": seat.role})
            seat.user, seat.position = None, ""
            seat.save(update_fields=["state", "until", "user", "position"])
    return len(seats)


def expire_seats(*, country: str, own_rules: Iterable[str], before: datetime) -> int:
    """Deletes ended places past their term, `BATCH_SIZE` at a time: in one country, or in every country but those with
    rules of their own. Answers how many."""
    ended = CitySeat.objects.filter(state=CitySeatState.ENDED, until__lt=before)
    ended = ended.filter(city__country=country) if country else ended.exclude(city__country__in=list(own_rules))
    gone, _rows = CitySeat.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:BATCH_SIZE])).delete()
    return gone


def _chosen(role: str, duties: Iterable[str]) -> list[str]:
    """A colleague's duties in their fixed order; a politician has none."""
    if role != CityRole.COLLEAGUE:
        return []
    wanted = set(duties)
    chosen = [duty for duty in CityDuty.values if duty in wanted]
    if not chosen:
        raise DutyMissing()
    return chosen
