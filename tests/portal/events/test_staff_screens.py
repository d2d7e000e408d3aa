"""What the secretariat sees of events, and does there."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse

from portal.adminkit.addresses import staff_url
from portal.core.clock import now
from portal.events.models import DoorHelper, Event, ParticipantNeeds, ProgrammeItem, Registration, TeamLimit
from portal.events.states import EventState, RegistrationState
from portal.mail.models import Letter
from tests.factories.cities import CityFactory
from tests.factories.events import (
    EventFactory,
    EventInvitationFactory,
    MotionFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    TeamLimitFactory,
)
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory
from tests.support.preflight import confirm
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db

MAKE = {
    "events_event": EventFactory,
    "events_programmeitem": ProgrammeItemFactory,
    "events_motion": MotionFactory,
    "events_registration": lambda: RegistrationFactory(city=CityFactory()),
    "events_teamlimit": TeamLimitFactory,
    "events_eventinvitation": EventInvitationFactory,
    "events_doorhelper": lambda: DoorHelper.objects.create(event=EventFactory(), user=UserFactory(name="Helper")),
}


@pytest.fixture
def manager(client):
    manager = ManagerFactory()
    client.force_login(manager)
    return manager


@pytest.mark.parametrize("noun", MAKE)
def test_each_list_costs_the_same_for_one_row_as_for_three_and_each_page_opens(client, manager, noun):
    assert_flat(MAKE[noun], lambda: client.get(reverse(f"{noun}:index")))
    assert client.get(staff_url(MAKE[noun]())).status_code == 200
    assert client.get(reverse(f"{noun}:add")).status_code == 200
    assert client.get(reverse(f"{noun}:index"), {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("noun", sorted(set(MAKE) - {"events_event", "events_programmeitem", "events_motion"}))
def test_who_comes_is_kept_from_editors(client, noun):
    client.force_login(EditorFactory())
    record = MAKE[noun]()
    assert client.get(staff_url(record)).status_code in (302, 404)
    assert client.get(staff_url(record)).content.decode().count("Fjordvik") == 0


def empty(*names):
    return {f"{name}_{code}": "" for name in names for code, _language in settings.LANGUAGES}


def answers(**more):
    texts = empty("titles", "introductions", "descriptions", "places")
    start = now() + timedelta(days=40)
    return texts | {
        "kind": "webinar",
        "audience": "members",
        "titles_en": "Spring webinar",
        "zone": "Europe/Oslo",
        "starts_at": f"{start:%Y-%m-%d} 10:00",
        "ends_at": f"{start:%Y-%m-%d} 11:00",
        "registration_opens_at": f"{now():%Y-%m-%d} 10:00",
        "registration_closes_at": f"{start:%Y-%m-%d} 10:30",
        "link": "https://meet.test/spring",
        "address": "",
        "capacity": "",
        "team_limit": "5",
        "guest_limit": "0",
        "needs_days": "14",
        **more,
    }


def test_an_event_is_written_in_its_own_zone_and_published_after_a_look(client, manager):
    client.post(reverse("events_event:add"), answers())
    event = Event.objects.get()
    assert f"{event.starts_at.astimezone(ZoneInfo('Europe/Oslo')):%H:%M}" == "10:00"
    page = client.post(reverse("events_event:add"), answers(ends_at=f"{now():%Y-%m-%d} 09:00")).content.decode()
    assert "The end must be after the start." in page

    look = client.get(staff_url(event, "action", "publish")).content.decode()
    assert "The event has no programme yet." in look
    confirm(client, staff_url(event, "action", "publish"))
    assert Event.objects.get().state == EventState.PUBLISHED


def test_before_an_event_is_cancelled_staff_read_whom_it_tells_in_which_words(client, manager):
    event = EventFactory()
    RegistrationFactory(event=event, name="Ada Vik")
    address = staff_url(event, "action", "cancel")

    page = client.post(address, {"reason": "The ferry does not run."}).content.decode()
    assert "Ada Vik" in page
    assert "The ferry does not run." in page
    assert Event.objects.get().state == EventState.PUBLISHED
    assert not Letter.objects.exists()

    confirm(client, address, {"reason": "The ferry does not run."})
    assert Event.objects.get().state == EventState.CANCELLED
    confirm(client, staff_url(event, "action", "restore"))
    assert Event.objects.get().state == EventState.PUBLISHED


def test_an_event_is_moved_from_its_page(client, manager):
    event = EventFactory()
    later = event.starts_at + timedelta(days=1)
    texts = empty("places") | {"places_en": "Havnsund"}
    typed = {
        "zone": "Europe/Oslo",
        "starts_at": f"{later:%Y-%m-%d} 10:00",
        "ends_at": f"{later:%Y-%m-%d} 18:00",
        "address": "Quay 1",
        "link": "",
        "why": "",
    }
    confirm(client, staff_url(event, "action", "move"), texts | typed)
    moved = Event.objects.get()
    assert (moved.places, moved.address, moved.starts_at.date()) == ({"en": "Havnsund"}, "Quay 1", later.date())


def test_staff_sign_somebody_up_see_what_they_need_and_sign_them_off(client, manager):
    event = EventFactory()
    client.post(
        reverse("events_registration:add"),
        {"event": event.pk, "city": "", "name": "Liv Berg", "email": "liv@expert.test", "language": "en"},
    )
    registration = Registration.objects.get()
    ParticipantNeeds.objects.create(registration=registration, diet="No shellfish")
    assert "No shellfish" in client.get(staff_url(registration)).content.decode()
    export = b"".join(client.get(reverse("events_registration:index"), {"export": "csv"})).decode()
    assert "No shellfish" in export

    client.post(staff_url(registration, "action", "cancel"))
    assert Registration.objects.get().state == RegistrationState.CANCELLED


def test_another_size_of_a_team_is_agreed_with_its_reason(client, manager):
    event, city = EventFactory(), CityFactory()
    typed = {"event": event.pk, "city": city.pk, "limit": "8", "reason": "They host."}
    client.post(reverse("events_teamlimit:add"), typed)
    agreed = TeamLimit.objects.get()
    assert agreed.limit == 8
    client.post(staff_url(agreed, "action", "remove"))
    assert not TeamLimit.objects.exists()


def test_the_programme_is_typed_on_the_clocks_of_its_event(client, manager):
    event = EventFactory(zone="Europe/Helsinki")
    day = event.starts_at + timedelta(days=1)
    texts = empty("titles", "descriptions")
    typed = texts | {
        "event": event.pk,
        "titles_en": "Workshop",
        "speakers": "Liv Berg",
        "starts_at": f"{day:%Y-%m-%d} 12:00",
        "ends_at": f"{day:%Y-%m-%d} 13:00",
    }
    client.post(reverse("events_programmeitem:add"), typed)
    item = ProgrammeItem.objects.get()
    assert f"{item.starts_at.astimezone(ZoneInfo('Europe/Helsinki')):%H:%M}" == "12:00"
    client.post(staff_url(item, "action", "remove"))
    assert not ProgrammeItem.objects.exists()
