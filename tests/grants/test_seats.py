"""Who applies for an organisation."""

import pytest
from django.urls import reverse

from grants.actions.seats import (
    ask_to_represent,
    confirm_representative,
    end_representative,
    register_applicant,
    turn_down_representative,
)
from grants.errors import IsMunicipality
from grants.models import Representative
from grants.queries.seats import acts_for
from grants.rules import applies
from portal.cities.models import Organisation
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.models import Letter
from tests.factories.cities import OrganisationFactory
from tests.factories.grants import MunicipalityFactory, RepresentativeFactory, contact_of
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory
from tests.grants.pages import text_of

pytestmark = pytest.mark.django_db
REGISTERING = {
    "kind": "voluntary",
    "name": "Røde Þór Ungdom",
    "country": "NO",
    "registration_number": "988 077 917",
    "city": "",
}


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("NO", "988 077 917"),
        ("NO", "NO 974760673 MVA"),
        ("DK", "DK-12345674"),
        ("SE", "556000-4615"),
        ("FI", "FI 01120389"),
        ("IS", "450401-3150"),
        ("GL", "24256790"),
        ("FO", "623 857"),
        ("AX", "FI 01120389"),
    ],
)
def test_who_registers_an_organisation_under_a_number_applies_once_staff_have_confirmed(client, country, number):
    user = UserFactory()
    client.force_login(user)
    url = reverse("grants:organisation")
    assert client.get(url).status_code == 200
    answered = client.post(url, {**REGISTERING, "country": country, "registration_number": number}, follow=True)
    assert "The secretariat checks that you can apply for Røde Þór Ungdom" in text_of(answered)
    body = Organisation.objects.get(name="Røde Þór Ungdom")
    assert not acts_for(user, body, now())
    seat = Representative.objects.get()
    client.force_login(ManagerFactory())
    assert "Røde Þór Ungdom" in text_of(client.get(reverse("desk_worklist")))
    confirm_representative(seat=seat, by=ManagerFactory(), at=now())
    assert acts_for(user, body, now())


def test_a_number_that_is_none_is_told_beside_the_field(client):
    client.force_login(UserFactory())
    answered = client.post(reverse("grants:organisation"), {**REGISTERING, "registration_number": "123"})
    assert answered.status_code == 200
    assert 'id="id_registration_number_error"' in text_of(answered)
    assert not Representative.objects.exists()


def test_a_number_that_is_known_asks_the_secretariat_and_opens_nothing(client):
    known = OrganisationFactory(numbered=True)
    user = UserFactory()
    client.force_login(user)
    answered = client.post(reverse("grants:organisation"), REGISTERING, follow=True)
    assert "The secretariat checks that you can apply" in text_of(answered)
    assert Organisation.objects.filter(registration_number="988077917").count() == 1
    assert not acts_for(user, known, now())
    assert "is checking that you can apply" in text_of(client.get(reverse("grants:applications")))
    assert applies(user)


def test_asked_twice_is_asked_once():
    organisation, user = OrganisationFactory(), UserFactory()
    first, second = (ask_to_represent(organisation=organisation, by=user, at=now()) for _ in range(2))
    assert first == second
    assert str(first)


def test_a_municipality_is_nobodys_to_register():
    with pytest.raises(IsMunicipality):
        ask_to_represent(organisation=MunicipalityFactory(), by=UserFactory(), at=now())
    with pytest.raises(IsMunicipality):
        register_applicant(**{**REGISTERING, "kind": "municipality", "city": None}, by=UserFactory(), at=now())


def test_confirmed_they_may_apply_and_are_told():
    seat = RepresentativeFactory(asked=True)
    for _ in range(2):
        confirm_representative(seat=seat, by=ManagerFactory(), at=now())
    assert acts_for(seat.user, seat.organisation, now())
    assert Letter.objects.filter(template="grants/seat_confirmed").count() == 1


def test_turned_down_they_may_not_and_are_told():
    seat = RepresentativeFactory(asked=True)
    turn_down_representative(seat=seat, by=ManagerFactory(), at=now())
    assert not acts_for(seat.user, seat.organisation, now())
    assert Letter.objects.get(template="grants/seat_turned_down")


def test_ended_they_no_longer_may():
    seat = RepresentativeFactory()
    end_representative(seat=seat, by=ManagerFactory(), at=now())
    assert not acts_for(seat.user, seat.organisation, now())
    with pytest.raises(TransitionRefused):
        confirm_representative(seat=seat, by=ManagerFactory(), at=now())


def test_only_managers_decide_it():
    with pytest.raises(NotAllowed):
        confirm_representative(seat=RepresentativeFactory(asked=True), by=EditorFactory(), at=now())


def test_a_contact_person_acts_for_the_municipality_only_while_in_place():
    body = MunicipalityFactory()
    user = contact_of(body)
    assert acts_for(user, body, now())
    body.city.contact_persons.update(until=now())
    assert not acts_for(user, body, now())


def test_who_has_nothing_to_apply_for_is_not_led_there():
    assert not applies(UserFactory())
