"""What visitors, members, a city and whoever has a place see and do."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from portal.cities.states import CityDuty
from portal.core.clock import now
from portal.events.letters import REGISTRATION_LINK, queue_confirmed_letter
from portal.events.models import Event, ParticipantNeeds, Registration
from portal.events.states import EventAudience, EventState, RegistrationState
from portal.mail.links import address_of, issue_link
from portal.mail.models import Letter
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory
from tests.factories.events import EventFactory, EventInvitationFactory, ProgrammeItemFactory, RegistrationFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import EditorFactory, UserFactory
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    contact = ContactPersonFactory(city=CityFactory(name="Fjordvik"))
    MembershipFactory(city=contact.city)
    return contact


def read(client, name, *args):
    return client.get(reverse(f"events:{name}", args=args))


def text(client, name, *args):
    response = read(client, name, *args)
    assert response.status_code == 200
    return response.content.decode()


AUDIENCES = {
    EventAudience.PUBLIC: ["visitor", "anybody", "member", "invited", "editor"],
    EventAudience.MEMBERS: ["member", "editor"],
    EventAudience.INVITED: ["invited", "editor"],
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_sees_an_event_in_the_list_and_its_page_and_file(client, contact, audience):
    event = EventFactory(audience=audience, titles={"en": "The lantern camp"})
    invited = ContactPersonFactory()
    if audience == EventAudience.INVITED:
        EventInvitationFactory(event=event, city=invited.city)
    viewers = {
        "visitor": None,
        "anybody": UserFactory(),
        "member": contact.user,
        "invited": invited.user,
        "editor": EditorFactory(),
    }
    for who, user in viewers.items():
        client.logout()
        if user:
            client.force_login(user)
        sees = who in AUDIENCES[audience]
        assert ("The lantern camp" in text(client, "events")) == sees, who
        assert read(client, "event", event.uuid).status_code == (200 if sees else 404), who
        assert read(client, "calendar_file", event.uuid).status_code == (200 if sees else 404), who


def test_nobody_sees_a_draft_and_everybody_reads_why_an_event_is_cancelled(client):
    draft, cancelled = EventFactory(draft=True, public=True), EventFactory(cancelled=True, public=True)

    assert read(client, "event", draft.uuid).status_code == 404
    assert "The ferry does not run." in text(client, "event", cancelled.uuid)
    assert draft.title not in text(client, "events")


def test_the_exact_place_is_for_those_with_a_place(client):
    event = EventFactory(public=True)
    ProgrammeItemFactory(event=event)
    page = text(client, "event", event.uuid)
    assert "Turid Nygård, mayor of Fjordvik" in page
    assert "Fjordvik" in page
    assert event.address not in page
    assert event.link not in page

    user = UserFactory()
    client.force_login(user)
    mine = RegistrationFactory(event=event, user=user, waiting=True)
    assert event.address not in text(client, "mine_at", event.uuid)
    Registration.objects.filter(pk=mine.pk).update(state=RegistrationState.CONFIRMED)
    page = text(client, "mine_at", event.uuid)
    assert event.address in page
    assert event.link in page


def test_somebody_signs_up_by_themselves_and_off_again(client):
    event = EventFactory(public=True)
    assert "Sign in to sign up" in text(client, "event", event.uuid)
    assert client.post(reverse("events:event", args=[event.uuid]), {}).status_code == 302
    assert not Registration.objects.exists()

    user = UserFactory(name="Sol Vik")
    client.force_login(user)
    page = client.post(reverse("events:event", args=[event.uuid]), {"diet": "Vegan"}, follow=True)
    assert "You have a place" in page.content.decode()
    assert event.title in text(client, "mine")

    client.post(reverse("events:mine_at", args=[event.uuid]), {"answer": "cancel"})
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert event.title not in text(client, "mine")


def test_a_full_event_says_so_before_somebody_joins_the_waiting_list(client):
    event = EventFactory(public=True, capacity=1)
    RegistrationFactory(event=event)
    client.force_login(UserFactory())

    assert "Join the waiting list" in text(client, "event", event.uuid)


def test_a_city_signs_up_its_team_and_sees_the_sixth_wait(client, contact):
    event = EventFactory()
    address = reverse("events:team", args=[contact.city.uuid, event.uuid])
    client.force_login(contact.user)
    for number in range(6):
        answers = {"name": f"Colleague {number}", "email": f"c{number}@fjordvik.test", "language": "en"}
        page = client.post(address, answers, follow=True).content.decode()
    assert "They are on the waiting list" in page
    assert "Waiting list" in page

    sixth = Registration.objects.get(state=RegistrationState.WAITING)
    first = Registration.objects.order_by("pk").first()
    question = reverse("events:sign_off", args=[contact.city.uuid, event.uuid, first.uuid])
    assert "Sign them off?" in client.get(question).content.decode()
    client.post(question)

    assert Registration.objects.get(pk=sixth.pk).state == RegistrationState.CONFIRMED
    assert "With a place:</span> 5" in text(client, "city_events", contact.city.uuid) or "With a place: 5" in text(
        client, "city_events", contact.city.uuid
    )


def test_an_address_that_is_signed_up_already_is_told_beside_its_field(client, contact):
    event = EventFactory()
    RegistrationFactory(event=event, email="ada@fjordvik.test")
    client.force_login(contact.user)
    answers = {"name": "Ada", "email": "ada@fjordvik.test", "language": "en"}

    page = client.post(reverse("events:team", args=[contact.city.uuid, event.uuid]), answers).content.decode()

    assert "This person has signed up already." in page
    assert Registration.objects.count() == 1


def test_pages_of_a_city_are_for_whoever_signs_up_for_it(client, contact):
    addresses = [reverse("events:city_events", args=[contact.city.uuid])]
    addresses.append(reverse("events:team", args=[contact.city.uuid, EventFactory().uuid]))
    other = RegistrationFactory(city=CityFactory())
    for address in addresses:
        client.logout()
        assert "/account/login/" in client.get(address).url
        client.force_login(CitySeatFactory(city=contact.city, duties=[CityDuty.INVOICES]).user)
        assert client.get(address).status_code == 404
        client.force_login(CitySeatFactory(city=contact.city, duties=[CityDuty.EVENTS]).user)
        assert client.get(address).status_code == 200
    stranger = reverse("events:sign_off", args=[contact.city.uuid, other.event.uuid, other.uuid])
    assert client.post(stranger).status_code == 404


def link_of(registration):
    link = issue_link(purpose=REGISTRATION_LINK, about=registration, to=registration.recipient, at=now())
    return address_of(link).removeprefix(settings.SITE_URL)


def test_the_link_in_the_e_mail_opens_ones_own_place_and_changes_nothing_until_a_button_is_pressed(client):
    registration = RegistrationFactory(name="Ada Vik")
    queue_confirmed_letter(registration=registration, at=now())
    assert registration.event.address not in Letter.objects.get().text
    address = link_of(registration)

    page = client.get(address, follow=True)
    assert "Ada Vik" in page.content.decode()
    assert registration.event.address in page.content.decode()
    assert Registration.objects.get().state == RegistrationState.CONFIRMED
    here = page.redirect_chain[-1][0]

    client.post(here, {"answer": "needs", "diet": "No nuts", "access": ""})
    assert ParticipantNeeds.objects.get().diet == "No nuts"
    client.post(here, {"answer": "cancel"})
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert "You are signed off" in client.get(here).content.decode()


def test_a_guest_is_signed_up_from_ones_own_page_and_a_mistake_stands_beside_its_field(client):
    registration = RegistrationFactory(event=EventFactory(guest_limit=1))
    here = client.get(link_of(registration), follow=True).redirect_chain[-1][0]
    guest = {"answer": "guest", "name": "Gro", "email": registration.email, "language": "en"}

    assert "This person has signed up already." in client.post(here, guest).content.decode()
    client.post(here, guest | {"email": "gro@fjordvik.test"})

    assert Registration.objects.get(name="Gro").host == registration
    assert "Bring a guest" not in client.get(here).content.decode()


def test_without_its_link_a_registration_is_nobodys(client):
    registration = RegistrationFactory()
    assert client.get(f"{reverse('events:registration')}?about={registration.uuid}").status_code == 403
    client.force_login(UserFactory())
    assert read(client, "mine_at", registration.event.uuid).status_code == 404
    assert read(client, "my_calendar", registration.event.uuid).status_code == 404


def test_lists_cost_the_same_for_one_event_as_for_three(client, contact):
    client.force_login(contact.user)
    ProgrammeItemFactory()

    def another():
        for options in ({}, {"past": True}):
            event = EventFactory(**options)
            RegistrationFactory(event=event, city=contact.city, user=contact.user, email=f"{event.uuid}@f.test")

    assert_flat(another, lambda: text(client, "events"))
    assert_flat(another, lambda: text(client, "mine"))
    assert_flat(another, lambda: text(client, "city_events", contact.city.uuid))


def test_public_events_are_in_the_sitemap_and_others_are_not(client):
    shown, hidden = EventFactory(public=True), EventFactory()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"/events/{shown.uuid}/" in sitemap
    assert f"/events/{hidden.uuid}/" not in sitemap
    assert re.search(r"<loc>[^<]*/events/</loc>", sitemap)


def test_an_event_that_is_over_is_under_earlier_and_nobody_can_change_anything(client):
    user = UserFactory()
    event = EventFactory(public=True, past=True)
    RegistrationFactory(event=event, user=user)
    client.force_login(user)

    page = text(client, "events")
    assert page.index("Earlier") < page.index(event.title)
    assert "This event is over." in text(client, "event", event.uuid)
    client.post(reverse("events:mine_at", args=[event.uuid]), {"answer": "cancel"})
    assert Registration.objects.get().state == RegistrationState.CONFIRMED
    assert Event.objects.get().state == EventState.PUBLISHED
    assert event.ends_at < now() - timedelta(days=1)
