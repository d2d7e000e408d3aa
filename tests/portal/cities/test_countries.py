"""The eight countries and territories are there after each migration, in six languages."""

import pytest
from django.apps import apps
from django.utils.translation import override

from portal.cities.apps import _load_countries
from portal.cities.countries import NORDIC, load_countries
from portal.cities.models import Country

pytestmark = pytest.mark.django_db


def test_the_five_countries_and_three_territories_are_there():
    assert set(Country.objects.values_list("code", flat=True)) == {"DK", "NO", "SE", "FI", "IS", "GL", "FO", "AX"}


@pytest.mark.parametrize(("territory", "country"), [("GL", "DK"), ("FO", "DK"), ("AX", "FI")])
def test_a_territory_belongs_to_its_country(territory, country):
    assert Country.objects.get(code=territory).parent_id == country


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Greenland"), ("da", "Grønland"), ("nb", "Grønland"), ("sv", "Grönland"), ("fi", "Grönlanti"),
     ("is", "Grænland")],
)  # fmt: skip
def test_a_country_is_named_in_the_readers_language(language, name):
    with override(language):
        assert str(Country.objects.get(code="GL")) == name


def test_loading_again_changes_no_row_and_puts_right_what_differs():
    keys = dict(Country.objects.values_list("code", "uuid"))
    Country.objects.filter(code="DK").update(names={"en": "Danmurk"})

    load_countries(Country)

    assert dict(Country.objects.values_list("code", "uuid")) == keys
    assert Country.objects.get(code="DK").name == "Denmark"


def test_migrated_back_to_nothing_there_is_nothing_to_load(monkeypatch):
    monkeypatch.setattr(Country._meta, "db_table", "not_there_any_more")

    _load_countries(apps.get_app_config("cities"), "default")


def test_lists_show_a_territory_after_its_country():
    assert [country.code for country in Country.objects.all()] == list(NORDIC)
