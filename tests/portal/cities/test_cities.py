"""Cities are found by any of their names, and added and corrected by those who look after them."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from portal.audit.queries.history import history_of
from portal.cities.actions.cities import add_city, update_city
from portal.cities.errors import CityExists
from portal.cities.models import City, Country
from portal.cities.queries.cities import cities, city_options
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.cities import CityFactory
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


def add(by, name="Tromsø", country="NO", **more):
    return add_city(country=Country.objects.get(pk=country), name=name, by=by, at=now(), **more)


def test_a_city_gets_its_short_name_from_its_name(manager):
    city = add(manager, "  Tromsø  ")

    assert (city.name, city.slug) == ("Tromsø", "tromso")
    assert [line.verb for line in history_of(city)] == ["cities.add_city"]


def test_the_same_short_name_may_stand_in_two_countries_and_not_in_one(manager):
    add(manager, "Nes")
    add(manager, "Nes", "IS")

    with pytest.raises(CityExists) as refused:
        add(manager, "nes")

    assert refused.value.field == "slug"


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, FinanceFactory])
def test_others_add_and_correct_no_city(factory):
    city = CityFactory()
    with pytest.raises(NotAllowed):
        add(factory())
    with pytest.raises(NotAllowed):
        update_city(city=city, name="Else", slug="", by=factory(), at=now())


def test_correcting_a_city_says_which_facts_changed_once(manager):
    city = CityFactory(name="Turku", country="FI")
    for _twice in range(2):
        update_city(
            city=city, name="Turku", slug="", names={"sv": " Åbo ", "da": ""}, latitude=60.45, longitude=22.27,
            by=manager, at=now(),
        )  # fmt: skip

    city.refresh_from_db()
    assert city.names == {"sv": "Åbo"}
    assert [line.data for line in history_of(city)] == [{"changed": ["latitude", "longitude", "names"]}]


def test_a_correction_cannot_take_another_citys_short_name(manager):
    CityFactory(name="Bodø", slug="bodo")
    other = CityFactory()

    with pytest.raises(CityExists):
        update_city(city=other, name="Bodø", slug="bodo", by=manager, at=now())


@pytest.mark.each_value
@pytest.mark.parametrize("typed", ["turku", "ÅBO", "abo", "Turku åbo", "åbo"])
def test_a_city_is_found_by_any_name_however_it_is_typed(typed):
    turku = CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI")
    CityFactory(name="Oslo")

    assert list(cities(search=typed)) == [turku]


def test_a_city_is_called_what_the_reader_calls_it():
    turku = CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI")

    with override("sv"):
        assert str(turku) == "Åbo"
        assert city_options("FI") == [(str(turku.uuid), "Åbo, Finland")]
    with override("da"):
        assert str(turku) == "Turku"


def test_cities_of_one_country_only():
    CityFactory(country="DK")
    here = CityFactory(country="IS")

    assert list(cities(country="IS")) == [here]


@pytest.mark.both
def test_both_coordinates_or_none_is_held_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        CityFactory(latitude=60.0)
    assert not City.objects.exists()


def test_offering_many_cities_costs_the_same_for_one_as_for_three(cost):
    CityFactory(country="IS")
    CityFactory.create_batch(3, country="DK")

    with cost() as one:
        assert len(city_options("IS")) == 1
    with cost() as three:
        assert len(city_options("DK")) == 3

    assert one.queries == three.queries == 1
