"""Signing up for an event and off again: a city's team, one person, a guest. Each step locks the event's row, so that
the last place is given once."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.mailboxes import mailbox_key
from portal.core.permission import require
from portal.core.records import Record
from portal.events.actions.places import fill_places
from portal.events.errors import AlreadyRegistered, GuestsNotAllowed, NotForCity, NotForYou, RegistrationClosed
from portal.events.letters import queue_confirmed_letter, queue_signed_off_letter, queue_waiting_letter
from portal.events.models import Event, ParticipantNeeds, Registration
from portal.events.queries.events import is_for_city, is_for_person
from portal.events.queries.registrations import counted, places_of
from portal.events.states import EventState, RegistrationState
from portal.people.models import User


@transaction.atomic
def register_team_member(
    *,
    event: Event,
    city: City,
    name: str,
    email: str,
    language: str,
    by: Actor,
    at: datetime,
    diet: str = "",
    access: str = "",
) -> Registration:
    """Sign up one person of a city's team: with a place while the team and the event have one, else on the waiting
    list. They are told. Raises NotAllowed, RegistrationClosed, NotForCity, AlreadyRegistered."""
    require(by, "events.register_team", city)
    row = _locked(event)
    if not row.takes_registrations(at):
        raise RegistrationClosed()
    if not is_for_city(row, city, at):
        raise NotForCity()
    return _register(row, name, email, language, by, at, city=city, diet=diet, access=access)


@transaction.atomic
def register_oneself(*, event: Event, by: User, at: datetime, diet: str = "", access: str = "") -> Registration:
    """Sign up for an event that is open to single people. Asked twice, done once. Raises RegistrationClosed,
    NotForYou."""
    row = _locked(event)
    if not row.takes_registrations(at):
        raise RegistrationClosed()
    if not is_for_person(row, by, at):
        raise NotForYou()
    mine = counted(row).filter(mailbox=by.mailbox).first()
    if mine is not None:
        return mine
    return _register(row, by.get_full_name() or by.email, by.email, by.language, by, at, diet=diet, access=access)


@transaction.atomic
def add_participant(
    *, event: Event, city: City | None, name: str, email: str, language: str, by: Actor, at: datetime
) -> Registration:
    """Staff sign somebody up, also outside the window and whoever the event is for: a speaker, a guest of honour. The
    places are counted all the same. Raises NotAllowed, RegistrationClosed once it is over, AlreadyRegistered."""
    require(by, "events.organise_events")
    row = _locked(event)
    if row.state != EventState.PUBLISHED or row.is_over(at):
        raise RegistrationClosed()
    return _register(row, name, email, language, by, at, city=city)


@transaction.atomic
def register_guest(
    *, registration: Registration, name: str, email: str, language: str, by: Actor | Record, at: datetime
) -> Registration:
    """Somebody who has a place brings a guest. `by` may be the registration itself: whoever holds its link. Raises
    NotAllowed, RegistrationClosed, GuestsNotAllowed, AlreadyRegistered."""
    _require(by, "events.register_guest", registration)
    event = _locked(registration.event)
    host = Registration.objects.select_related("city").get(pk=registration.pk)
    if not event.takes_registrations(at):
        raise RegistrationClosed()
    brought = counted(event).filter(host=host).count()
    if host.state != RegistrationState.CONFIRMED or host.host_id or brought >= event.guest_limit:
        raise GuestsNotAllowed()
    return _register(event, name, email, language, by, at, city=host.city, host=host)


@transaction.atomic
def cancel_registration(*, registration: Registration, by: Actor | Record, at: datetime) -> Registration:
    """Sign somebody off, and their guests with them: themselves (by their link too), their city, staff. They are told,
    what they need is deleted, and the waiting list moves up. Asked twice, done once. Raises NotAllowed, and
    RegistrationClosed once the event is over."""
    _require(by, "events.cancel_registration", registration)
    event = _locked(registration.event)
    row = Registration.objects.select_related("event", "user", "city").get(pk=registration.pk)
    if row.state == RegistrationState.CANCELLED:
        return row
    if event.is_over(at):
        raise RegistrationClosed()
    for one in [row, *counted(event).filter(host=row).select_related("event", "user", "city")]:
        one.state = RegistrationState.after("cancel", one.state)
        one.cancelled_at, one.checked_in_at = at, None
        one.save(update_fields=["state", "cancelled_at", "checked_in_at"])
        ParticipantNeeds.objects.filter(registration=one).delete()
        log_event(verb="events.cancel_registration", by=by, about=one, at=at)
        queue_signed_off_letter(registration=one, at=at)
    fill_places(event=event, by=None, at=at)
    return row


@transaction.atomic
def update_needs(*, registration: Registration, diet: str, access: str, by: Actor | Record, at: datetime) -> None:
    """Say anew what somebody eats and needs. Kept apart, and only until some days after the event. Raises NotAllowed,
    RegistrationClosed."""
    _require(by, "events.update_needs", registration)
    row = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    if row.state == RegistrationState.CANCELLED or row.event.is_over(at):
        raise RegistrationClosed()
    _keep_needs(row, diet, access)
    log_event(verb="events.update_needs", by=by, about=row, at=at)


def _register(
    event: Event,
    name: str,
    email: str,
    language: str,
    by: Actor | Record,
    at: datetime,
    *,
    city: City | None = None,
    host: Registration | None = None,
    diet: str = "",
    access: str = "",
) -> Registration:
    """A new row of an event whose row is locked."""
    if counted(event).filter(mailbox=mailbox_key(email)).exists():
        raise AlreadyRegistered()
    team = city.pk if city is not None and host is None else None
    has_room = places_of(event).has_room(team)
    registration = Registration.objects.create(
        event=event,
        city=city,
        host=host,
        user=User.objects.of_mailbox(email),
        name=" ".join(name.split()),
        email=email.strip().lower(),
        language=language,
        state=RegistrationState.CONFIRMED if has_room else RegistrationState.WAITING,
        registered_by=by if isinstance(by, User) else None,
        registered_at=at,
    )
    _keep_needs(registration, diet, access)
    log_event(verb="events.register", by=by, about=registration, at=at, data={"waits": not has_room})
    (queue_confirmed_letter if has_room else queue_waiting_letter)(registration=registration, at=at)
    return registration


def _keep_needs(registration: Registration, diet: str, access: str) -> None:
    told = {"diet": " ".join(diet.split()), "access": " ".join(access.split())}
    if any(told.values()):
        ParticipantNeeds.objects.update_or_create(registration=registration, defaults=told)
    else:
        ParticipantNeeds.objects.filter(registration=registration).delete()


def _require(by: Actor | Record, permission: str, registration: Registration) -> None:
    """Whoever holds the link of a registration acts as that registration, and for it alone."""
    if not (isinstance(by, Registration) and by.pk == registration.pk):
        require(by, permission, registration)  # type: ignore[arg-type]  # any other record has no has_perm: an error


def _locked(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)
