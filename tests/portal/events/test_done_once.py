"""Steps of events that are asked for twice, or come when they make no sense any more."""

import pytest
from django.urls import reverse

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.states import TransitionRefused
from portal.events.actions.door import add_door_helper, remove_door_helper
from portal.events.actions.events import publish_event, unpublish_event
from portal.events.actions.feeds import create_calendar_feed, revoke_calendar_feed
from portal.events.actions.motions import name_delegate, withdraw_proxy, write_minutes
from portal.events.actions.registrations import register_oneself
from portal.events.errors import NotForYou, NotOfTheCity, RegistrationClosed
from portal.events.models import CalendarFeed, DoorHelper
from portal.events.states import EventAudience, EventKind, EventState
from tests.factories.cities import CityFactory, CitySeatFactory
from tests.factories.events import EventFactory, MotionFactory
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_feed_and_a_helper_are_made_once_and_taken_away_once():
    user, event = UserFactory(), EventFactory()
    assert create_calendar_feed(by=user, at=now()) == create_calendar_feed(by=user, at=now())
    helper = add_door_helper(event=event, email=user.email, by=None, at=now())
    assert add_door_helper(event=event, email=user.email, by=None, at=now()) == helper
    for _twice in range(2):
        revoke_calendar_feed(by=user, at=now())
        remove_door_helper(helper=helper, by=None, at=now())
    assert not CalendarFeed.objects.exists()
    assert not DoorHelper.objects.exists()
    assert [line.verb for line in history_of(event)] == ["events.remove_door_helper", "events.add_door_helper"]


def test_minutes_delegates_and_proxies_that_stand_already_change_nothing():
    motion = MotionFactory(state="draft")
    event, city = motion.event, CityFactory()
    for _twice in range(2):
        write_minutes(motion=motion, minutes="Carried.", by=None, at=now())
    colleague = CitySeatFactory(city=city)
    for _twice in range(2):
        name_delegate(event=event, city=city, delegate=colleague.user, by=None, at=now())
    with pytest.raises(NotOfTheCity):
        name_delegate(event=event, city=city, delegate=UserFactory(), by=None, at=now())
    for _twice in range(2):
        name_delegate(event=event, city=city, delegate=None, by=None, at=now())
        withdraw_proxy(event=event, city=city, by=None, at=now())
    assert not event.delegates.exists()
    assert [line.verb for line in history_of(motion)] == ["events.write_minutes"]


def test_an_event_is_published_and_taken_back_once_and_not_out_of_its_order():
    event = EventFactory(draft=True)
    for _twice in range(2):
        assert publish_event(event=event, by=None, at=now()).state == EventState.PUBLISHED
    for _twice in range(2):
        assert unpublish_event(event=event, by=None, at=now()).state == EventState.DRAFT
    with pytest.raises(TransitionRefused):
        publish_event(event=EventFactory(cancelled=True), by=None, at=now())


def test_nobody_signs_up_for_what_is_closed_or_not_for_them():
    with pytest.raises(RegistrationClosed):
        register_oneself(event=EventFactory(past=True), by=UserFactory(), at=now())
    with pytest.raises(NotForYou):
        register_oneself(event=EventFactory(), by=UserFactory(), at=now())


def test_the_page_before_publishing_says_what_is_missing(client):
    client.force_login(ManagerFactory())
    event = EventFactory(draft=True, kind=EventKind.CAMP, audience=EventAudience.INVITED, link="")
    page = client.post(reverse("events_event:action", args=[event.uuid, "publish"])).content.decode()
    assert "no programme yet" in page
    assert "No city is invited yet" in page
    over = EventFactory(draft=True, past=True, state=EventState.DRAFT)
    page = client.post(reverse("events_event:action", args=[over.uuid, "publish"])).content.decode()
    assert "The event is over" in page
