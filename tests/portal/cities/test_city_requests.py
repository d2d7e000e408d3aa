"""A city that is not listed, or that nobody speaks for, has a way in."""

import pytest
from django.urls import reverse

from portal.adminkit.addresses import staff_url
from portal.cities.actions.requests import answer_city_request, ask_for_city, erase_city_requests
from portal.cities.errors import AnswerMissing
from portal.cities.models import CityRequest
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from tests.factories.cities import CityFactory
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/cities/ask/"


@pytest.mark.parametrize("name", ["Hemmeligvåg", "  Åsmyr  nedre ", "Þórshöfn", "Qeqertarsuaq", "Jyväskylä"])
def test_a_city_that_is_not_listed_is_asked_for_and_answered_both_by_e_mail(client, name):
    user = UserFactory(email="kim@example.org")
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 200
    client.post(ADDRESS, {"city": "", "country": "NO", "name": name, "message": "We want to apply."})
    client.post(ADDRESS, {"city": "", "country": "NO", "name": name, "message": "We want to apply."})
    request = CityRequest.objects.get()
    assert request.name == " ".join(name.split())
    (told,) = Letter.objects.filter(template="cities/city_asked")
    assert told.to_email == "kim@example.org"
    manager = ManagerFactory()
    client.force_login(manager)
    assert request.name in client.get(reverse("desk_worklist")).content.decode()
    client.post(staff_url(request, "action", "answer"), {"answer": "It is listed now."})
    (answered,) = Letter.objects.filter(template="cities/city_answered")
    assert "It is listed now." in answered.text
    assert request.name not in client.get(reverse("desk_worklist")).content.decode()


def test_a_listed_city_without_a_contact_person_is_asked_about_by_choosing_it(client):
    city = CityFactory(name="Havnsund")
    client.force_login(UserFactory())
    client.post(ADDRESS, {"city": str(city.uuid), "country": "DK", "name": "", "message": ""})
    request = CityRequest.objects.get()
    assert (request.city, request.country_id, request.name) == (city, city.country_id, "Havnsund")


def test_neither_a_city_nor_a_name_is_said_beside_the_field(client):
    client.force_login(UserFactory())
    page = client.post(ADDRESS, {"city": "", "country": "NO", "name": " ", "message": ""}).content.decode()
    assert "id_name_error" in page
    assert not CityRequest.objects.exists()


def test_a_visitor_signs_in_first(client):
    assert client.get(ADDRESS).status_code == 302


def test_only_those_who_work_with_cities_answer_and_with_words():
    request = ask_for_city(country="NO", city=None, name="Åsmyr", message="", by=UserFactory(), at=now())
    with pytest.raises(NotAllowed):
        answer_city_request(request=request, answer="Yes.", by=EditorFactory(), at=now())
    with pytest.raises(AnswerMissing):
        answer_city_request(request=request, answer=" ", by=ManagerFactory(), at=now())


def test_the_way_in_stands_where_people_look_for_their_city(client):
    client.force_login(UserFactory())
    assert ADDRESS in client.get(reverse("grants:organisation")).content.decode()


def test_erasing_whoever_asked_takes_question_and_answer_along():
    user = UserFactory()
    ask_for_city(country="NO", city=None, name="Åsmyr", message="", by=user, at=now())
    assert erase_city_requests(users=[user.uuid]) == 1
    assert not CityRequest.objects.exists()
