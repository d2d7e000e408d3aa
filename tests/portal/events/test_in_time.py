"""What the clock does: reminders, and the end of what is kept."""

from datetime import timedelta

import pytest

from portal.audit.actions.erasure import erase_person
from portal.audit.retention import Expiry
from portal.core.clock import now
from portal.events.models import DoorHelper, Event, ParticipantNeeds, Registration
from portal.events.queries.registrations import attendance_of
from portal.events.retention import expire_participants
from portal.events.states import RegistrationState
from portal.events.tasks import expire_needs_nightly, send_due_reminders
from portal.mail.models import Letter
from tests.factories.cities import CityFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.people import AdministratorFactory, UserFactory

pytestmark = pytest.mark.django_db


def reminded():
    return Letter.objects.filter(template="events/reminder")


def test_whoever_has_a_place_is_reminded_a_week_and_a_day_before_each_once():
    event = EventFactory()
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=EventFactory(cancelled=True, starts_at=event.starts_at))

    sent = {}
    for hours in (8 * 24, 7 * 24, 7 * 24 - 1, 25, 24, 23, 1, 0, -24):
        send_due_reminders(event.starts_at - timedelta(hours=hours))
        sent[hours] = reminded().count()

    assert sent == {192: 0, 168: 1, 167: 1, 25: 1, 24: 2, 23: 2, 1: 2, 0: 2, -24: 2}


def test_whoever_signs_up_in_the_last_week_gets_the_reminder_of_the_last_day_alone():
    event = EventFactory()
    RegistrationFactory(event=event, registered_at=event.starts_at - timedelta(days=3))

    send_due_reminders(event.starts_at - timedelta(days=2))
    assert not reminded().exists()
    send_due_reminders(event.starts_at - timedelta(hours=20))
    assert reminded().count() == 1


def test_needs_go_as_many_days_after_the_event_as_it_says():
    event = EventFactory(needs_days=3)
    ParticipantNeeds.objects.create(registration=RegistrationFactory(event=event), diet="Vegan")
    kept = ParticipantNeeds.objects.create(registration=RegistrationFactory(), diet="No fish")

    expire_needs_nightly(event.ends_at + timedelta(days=3, seconds=-1))
    assert ParticipantNeeds.objects.count() == 2
    expire_needs_nightly(event.ends_at + timedelta(days=3))
    assert list(ParticipantNeeds.objects.all()) == [kept]


def test_names_go_with_their_term_and_the_figures_stay():
    event = EventFactory(past=True)
    norway, denmark = CityFactory(country="NO"), CityFactory(country="DK")
    for city in (norway, denmark, None):
        RegistrationFactory(event=event, city=city, checked_in_at=event.starts_at)
    coming = RegistrationFactory()
    rule = {"noun": "events.registration", "before": now() - timedelta(days=1), "at": now()}

    assert expire_participants(Expiry(country="DK", own_rules=(), **rule)) == 1
    assert expire_participants(Expiry(country="", own_rules=("NO",), **rule)) == 1
    assert Registration.objects.exclude(name="").filter(event=event).get().city == norway
    assert expire_participants(Expiry(country="", own_rules=(), **rule)) == 1
    assert attendance_of(event).came == 3
    assert Registration.objects.get(pk=coming.pk).name


def test_erasing_somebody_frees_their_place_and_takes_their_name_out():
    user = UserFactory()
    event = EventFactory(capacity=1)
    past = RegistrationFactory(event=EventFactory(past=True), user=user, checked_in_at=now())
    RegistrationFactory(event=event, user=user)
    waits = RegistrationFactory(event=event, waiting=True)
    DoorHelper.objects.create(event=event, user=user)

    erase_person(person=user, by=AdministratorFactory(), at=now())

    assert Registration.objects.get(pk=waits.pk).state == RegistrationState.CONFIRMED
    assert not DoorHelper.objects.exists()
    stays = Registration.objects.get(pk=past.pk)
    assert (stays.name, stays.email, stays.user) == ("", "", None)
    assert attendance_of(Event.objects.get(pk=past.event_id)).came == 1
