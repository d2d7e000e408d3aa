"""An event from draft to cancelled and back, and what those who come are told."""

from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.events.actions.events import (
    cancel_event,
    move_event,
    publish_event,
    restore_event,
    unpublish_event,
    update_event,
)
from portal.events.actions.programme import create_programme_item, remove_programme_item, update_programme_item
from portal.events.actions.teams import invite_city, withdraw_city_invitation
from portal.events.errors import (
    EndsBeforeItStarts,
    HasRegistrations,
    OutsideTheEvent,
    PlaceMissing,
    ReasonMissing,
    RegistrationWindowInvalid,
)
from portal.events.models import Event, EventInvitation, ProgrammeItem
from portal.events.states import EventState
from portal.mail.models import Letter
from tests.factories.cities import CityFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.people import EditorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


def state_of(event):
    return Event.objects.get(pk=event.pk).state


def where(event, **changes):
    names = ("zone", "starts_at", "ends_at", "places", "address", "link")
    return {name: getattr(event, name) for name in names} | {"why": ""} | changes


def told(kind):
    return Letter.objects.filter(template=f"events/{kind}")


def test_a_draft_is_published_once_it_says_where_and_goes_back_while_nobody_has_signed_up(manager):
    event = EventFactory(draft=True, places={}, link="")
    with pytest.raises(PlaceMissing):
        publish_event(event=event, by=manager, at=now())
    update_event(event=event, link="https://meet.test/x", by=manager, at=now())
    for _time in range(2):
        publish_event(event=event, by=manager, at=now())
    assert state_of(event) == EventState.PUBLISHED
    unpublish_event(event=event, by=manager, at=now())
    assert state_of(event) == EventState.DRAFT

    publish_event(event=event, by=manager, at=now())
    RegistrationFactory(event=event)
    with pytest.raises(HasRegistrations):
        unpublish_event(event=event, by=manager, at=now())


def test_everyone_who_comes_or_waits_is_told_of_a_move_in_their_language_once(manager):
    event = EventFactory()
    RegistrationFactory(event=event, language="nb")
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, gone=True)
    later = event.starts_at + timedelta(days=7)
    moved = where(event, starts_at=later, ends_at=later + timedelta(days=1), why="The hall is closed.")

    for _time in range(2):
        move_event(event=event, **moved, by=manager, at=now())

    assert told("moved").count() == 2
    norwegian = told("moved").get(language="nb")
    assert event.titles["nb"] in norwegian.subject
    assert "The hall is closed." in norwegian.text
    assert "Harbour Street" not in norwegian.text

    move_event(event=event, **where(event), by=manager, at=now())  # back again
    assert told("moved").count() == 4
    assert Event.objects.get().starts_at == event.starts_at


def test_a_move_can_neither_end_before_it_starts_nor_reach_a_draft(manager):
    event = EventFactory()
    with pytest.raises(EndsBeforeItStarts):
        move_event(event=event, **where(event, ends_at=event.starts_at), by=manager, at=now())
    with pytest.raises(PlaceMissing):
        move_event(event=event, **where(event, places={}, link=""), by=manager, at=now())
    draft = EventFactory(draft=True)
    with pytest.raises(TransitionRefused):
        move_event(event=draft, **where(draft), by=manager, at=now())


def test_time_and_place_of_a_published_event_change_by_a_move_alone(manager):
    event = EventFactory()
    update_event(event=event, address="Elsewhere 1", titles={"en": "Summer camp"}, by=manager, at=now())
    stands = Event.objects.get()
    assert (stands.address, stands.title) == (event.address, "Summer camp")
    with pytest.raises(RegistrationWindowInvalid):
        update_event(event=event, registration_closes_at=event.ends_at + timedelta(1), by=manager, at=now())


def test_a_cancelled_event_is_held_after_all_and_both_are_told(manager):
    event = EventFactory()
    RegistrationFactory(event=event)
    with pytest.raises(ReasonMissing):
        cancel_event(event=event, reason=" ", by=manager, at=now())
    for _time in range(2):
        cancel_event(event=event, reason="The ferry does not run.", by=manager, at=now())
    assert "The ferry does not run." in told("cancelled").get().text
    for _time in range(2):
        restore_event(event=event, by=manager, at=now())
    assert told("restored").count() == 1
    cancel_event(event=event, reason="Now it does not.", by=manager, at=now())
    assert told("cancelled").count() == 2


def test_who_organises_events(manager):
    event, editor = EventFactory(draft=True), EditorFactory()
    for act in (publish_event, unpublish_event, restore_event):
        with pytest.raises(NotAllowed):
            act(event=event, by=editor, at=now())
    publish_event(event=event, by=manager, at=now())


def test_the_programme_stays_within_its_event(manager):
    event = EventFactory()
    told = {"titles": {"en": "Opening"}, "descriptions": {}, "speakers": "Liv Berg, researcher"}
    hour = timedelta(hours=1)
    item = create_programme_item(
        event=event, **told, starts_at=event.starts_at, ends_at=event.starts_at + hour, by=manager, at=now()
    )
    wrong = {"starts_at": event.starts_at - hour, "ends_at": event.starts_at}
    with pytest.raises(OutsideTheEvent):
        update_programme_item(item=item, **told, **wrong, by=manager, at=now())
    with pytest.raises(EndsBeforeItStarts):
        update_programme_item(
            item=item, **told, starts_at=event.starts_at, ends_at=event.starts_at, by=manager, at=now()
        )
    for _time in range(2):
        remove_programme_item(item=item, by=manager, at=now())
    assert not ProgrammeItem.objects.exists()


def test_a_city_is_invited_once_and_the_invitation_can_be_taken_back(manager):
    event, city = EventFactory(invited=True), CityFactory()
    first = invite_city(event=event, city=city, by=manager, at=now())
    assert invite_city(event=event, city=city, by=manager, at=now()) == first
    for _time in range(2):
        withdraw_city_invitation(invitation=first, by=manager, at=now())
    assert not EventInvitation.objects.exists()
