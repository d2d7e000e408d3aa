"""Calendar files, read back by a library that others wrote."""

from datetime import timedelta

import pytest
import vobject
from django.conf import settings
from django.urls import reverse

from portal.core.clock import now
from portal.events.actions.events import cancel_event, move_event, restore_event
from portal.events.actions.feeds import create_calendar_feed
from portal.events.models import CalendarFeed, Event
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def calendar(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return vobject.readOne(response.content.decode())


def file_of(client, event):
    return calendar(client.get(reverse("events:calendar_file", args=[event.uuid])))


def test_the_file_says_when_and_where_without_what_is_for_those_with_a_place(client):
    event = EventFactory(public=True, titles={"en": "Camp; with, signs"})

    read = file_of(client, event)

    assert read.method.value == "PUBLISH"
    assert read.vevent.summary.value == "Camp; with, signs"
    assert read.vevent.dtstart.value.replace(microsecond=0) == event.starts_at.replace(microsecond=0)
    assert read.vevent.location.value == "Fjordvik"
    assert read.vevent.status.value == "CONFIRMED"
    assert event.link not in read.serialize()

    user = UserFactory()
    RegistrationFactory(event=event, user=user)
    client.force_login(user)
    mine = calendar(client.get(reverse("events:my_calendar", args=[event.uuid])))
    assert mine.vevent.location.value == "Fjordvik, Harbour Street 7"
    assert event.link in mine.vevent.description.value
    assert mine.vevent.uid.value == read.vevent.uid.value


def test_moving_cancelling_and_restoring_count_the_sequence_up_under_the_same_name(client):
    event, manager = EventFactory(public=True), ManagerFactory()
    first = file_of(client, event).vevent
    where = {"zone": event.zone, "places": event.places, "address": event.address, "link": event.link, "why": ""}
    later = event.starts_at + timedelta(days=1)
    move_event(event=event, starts_at=later, ends_at=later + timedelta(days=1), **where, by=manager, at=now())
    moved = file_of(client, event).vevent
    cancel_event(event=event, reason="Storm.", by=manager, at=now())
    cancelled = file_of(client, event)
    restore_event(event=event, by=manager, at=now())
    restored = file_of(client, event)

    assert cancelled.method.value == "CANCEL"
    assert cancelled.vevent.status.value == "CANCELLED"
    assert (restored.method.value, restored.vevent.status.value) == ("PUBLISH", "CONFIRMED")
    entries = [first, moved, cancelled.vevent, restored.vevent]
    assert len({entry.uid.value for entry in entries}) == 1
    numbers = [int(entry.sequence.value) for entry in entries]
    assert numbers == sorted(set(numbers))


def test_a_feed_has_what_somebody_comes_to_until_it_is_revoked(client):
    user = UserFactory()
    mine, other = RegistrationFactory(user=user).event, RegistrationFactory().event
    RegistrationFactory(user=user, waiting=True)
    client.force_login(user)
    client.post(reverse("events:change_feed"))
    page = client.get(reverse("events:mine")).content.decode()
    feed = CalendarFeed.objects.get()
    address = page.split("<code", 1)[1].split(">", 1)[1].split("<", 1)[0]
    client.logout()

    read = calendar(client.get(address.removeprefix(settings.SITE_URL)))
    assert [entry.summary.value for entry in read.vevent_list] == [mine.title]
    assert other.title not in read.serialize()
    Event.objects.filter(pk=mine.pk).update(state="cancelled")
    assert calendar(client.get(address.removeprefix(settings.SITE_URL))).vevent.status.value == "CANCELLED"

    client.force_login(user)
    client.post(reverse("events:change_feed"), {"revoke": "1"})
    client.logout()
    assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 404
    assert create_calendar_feed(by=user, at=now()).uuid != feed.uuid


def test_a_guessed_or_altered_address_answers_nothing(client):
    feed = create_calendar_feed(by=UserFactory(), at=now())
    for token in ("x", str(feed.uuid), "a" * 43):
        assert client.get(reverse("events:feed", args=[token])).status_code == 404
