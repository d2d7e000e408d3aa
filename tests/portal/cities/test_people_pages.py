"""The pages of a city's people, as they are opened and as they refuse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.cities.actions.contacts import hand_over_contact_person
from portal.cities.actions.seats import erase_seats, seat_politician, update_seat
from portal.cities.actions.stand_ins import appoint_stand_in, end_stand_in
from portal.cities.errors import NotAColleague
from portal.cities.models import CitySeat, ContactPerson
from portal.cities.states import CityDuty, CityRole
from portal.core.clock import now, today
from tests.factories.cities import CitySeatFactory, ContactPersonFactory, StandInFactory
from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return ContactPersonFactory()


@pytest.fixture
def lead(client, contact):
    client.force_login(contact.user)
    return client


def test_each_page_asks_before_anything_happens(lead, contact):
    seat = CitySeatFactory(city=contact.city, user__name="Ola Vik")
    standing = StandInFactory(city=contact.city, user=seat.user)
    city = contact.city.uuid
    words = {
        reverse("cities:invite", args=[city]): "have 30 days to accept",
        reverse("cities:edit_seat", args=[city, seat.uuid]): "Ola Vik",
        reverse("cities:end_seat", args=[city, seat.uuid]): "Remove this person?",
        reverse("cities:hand_over", args=[city]): "becomes the contact person at once",
        reverse("cities:stand_in", args=[city]): "Who stands in?",
        reverse("cities:end_stand_in", args=[city, standing.uuid]): "End it now?",
    }
    for address, text in words.items():
        assert text in lead.get(address).content.decode(), address
    assert CitySeat.objects.get().state == "active"


def test_what_is_refused_is_said_on_the_page_and_what_was_typed_stays(lead, contact):
    seat = CitySeatFactory(city=contact.city, user__email="ola@fjordvik.test")
    invite = reverse("cities:invite", args=[contact.city.uuid])
    sent = {"name": "Ola", "email": "ola@fjordvik.test", "role": "politician", "language": "en"}
    shown = lead.post(invite, sent).content.decode()
    assert "already belongs to the city" in shown
    assert 'value="ola@fjordvik.test"' in shown
    edit = reverse("cities:edit_seat", args=[contact.city.uuid, seat.uuid])
    assert "Choose at least one thing" in lead.post(edit, {"sent": "1"}).content.decode()
    hand_over = reverse("cities:hand_over", args=[contact.city.uuid])
    assert "Select a valid choice" in lead.post(hand_over, {"seat": str(contact.uuid)}).content.decode()


def test_a_politician_has_no_duties_to_change_and_nobody_removes_who_is_gone(lead, contact):
    mayor = CitySeatFactory(city=contact.city, role=CityRole.POLITICIAN)
    gone = CitySeatFactory(city=contact.city, ended=True)
    assert lead.get(reverse("cities:edit_seat", args=[contact.city.uuid, mayor.uuid])).status_code == 404
    assert lead.get(reverse("cities:end_seat", args=[contact.city.uuid, gone.uuid])).status_code == 404


def test_a_colleague_removes_nobody_but_themself(client, contact):
    own, other = CitySeatFactory(city=contact.city), CitySeatFactory(city=contact.city)
    client.force_login(own.user)
    assert client.get(reverse("cities:end_seat", args=[contact.city.uuid, other.uuid])).status_code == 404
    assert (
        "Leave the pages" in client.get(reverse("cities:end_seat", args=[contact.city.uuid, own.uuid])).content.decode()
    )


def test_a_visitor_is_sent_to_sign_in(client, contact):
    answer = client.get(reverse("cities:people", args=[contact.city.uuid]))
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_a_politician_who_has_a_place_keeps_it_and_one_who_is_invited_takes_it(contact):
    there = CitySeatFactory(city=contact.city, role=CityRole.POLITICIAN, position="Mayor")
    kept = seat_politician(city=contact.city, user=there.user, position="Deputy", by=None, at=now())
    assert (kept, kept.position) == (there, "Mayor")


def test_duties_that_stand_already_change_nothing(contact):
    seat = CitySeatFactory(city=contact.city, duties=[CityDuty.EVENTS])
    assert update_seat(seat=seat, duties=["events"], by=None, at=now()).duties == [CityDuty.EVENTS]


def test_a_city_that_nobody_leads_is_handed_to_a_colleague_by_staff(contact):
    ContactPerson.objects.all().delete()
    seat = CitySeatFactory(city=contact.city)
    new = hand_over_contact_person(city=contact.city, seat=seat, by=AdministratorFactory(), at=now())
    assert new.user == seat.user
    assert not CitySeat.objects.filter(city=contact.city, state="active").exists()


def test_an_ended_place_of_someone_erased_ends_no_second_time(contact):
    gone = CitySeatFactory(city=contact.city, ended=True)
    until = gone.until
    erase_seats(users=[gone.user.uuid], by=None, at=now() + timedelta(days=1))
    gone.refresh_from_db()
    assert (gone.user, gone.until) == (None, until)


def test_nobody_stands_in_who_is_not_a_colleague_and_a_nameless_time_ends_too(contact):
    day = today()
    with pytest.raises(NotAColleague):
        appoint_stand_in(city=contact.city, seat=CitySeatFactory(), since=day, until=day, by=contact.user, at=now())
    standing = StandInFactory(city=contact.city, user=None)
    assert end_stand_in(stand_in=standing, by=contact.user, at=now()).until <= now()
