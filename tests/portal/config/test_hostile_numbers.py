"""Numbers nobody would type, in every form and every query: a sentence or nothing found, never an error of ours."""

import django_filters
import pytest
from django import forms
from django.core.validators import MaxValueValidator
from django.test import RequestFactory
from django.urls import reverse

from tests.factories.people import AdministratorFactory, ManagerFactory
from tests.portal.adminkit.test_lists_in_words import viewsets
from tests.support.forms import fields_of, form_classes

HOSTILE = [
    *("4512345678901234567", "9" * 20, "-" + "9" * 20, "9" * 400, "9" * 5000, "1e400", "-1e400", "1e10", "NaN"),
    *("Infinity", "-Infinity", "0x10", "1_000", "٣", "１２", "½", "²", "-1", "2147483648", "32768", "--1", "1.5"),
    *("\x00", "1\x00", "\ud800", "' OR 1=1", "0001-01-01", "9999-12-31", "99999-01-01", "2027-02-30", "01.01.0001"),
]
# Of those, the ones that a whole page is asked for with.
WORST = ["9" * 20, "9" * 5000, "1e400", "NaN", "-1", "\x00", "0001-01-01", "99999-01-01"]
# What each kind of column holds in PostgreSQL.
LARGEST = {"PositiveSmallIntegerField": 32_767, "SmallIntegerField": 32_767}
LARGEST_INTEGER = 2_147_483_647
NUMBERS = {
    name: (form, name.rpartition(".")[2], field)
    for form in form_classes()
    for name, field in fields_of(form)
    if isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField)
}


def test_every_form_is_walked():
    assert len(NUMBERS) > 25


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_of_a_form_has_a_bound_its_column_holds(name):
    form, field_name, field = NUMBERS[name]
    most = _largest_of(form, field_name)
    bounds = [validator.limit_value for validator in field.validators if isinstance(validator, MaxValueValidator)]
    assert most == LARGEST_INTEGER or (bounds and min(bounds) <= most)
    for typed in HOSTILE:
        try:
            read = field.clean(typed)
        except forms.ValidationError:
            continue
        assert read is None or abs(read) <= most, typed


def _largest_of(form, name) -> int:
    model = getattr(getattr(form, "_meta", None), "model", None)
    if model is None or name not in {field.name for field in model._meta.fields}:
        return LARGEST_INTEGER
    return LARGEST.get(type(model._meta.get_field(name)).__name__, LARGEST_INTEGER)


def filter_sets(top=django_filters.FilterSet):
    assert form_classes()
    for found in top.__subclasses__():
        ours = found.__module__.split(".")[0] in ("portal", "grants", "pioneers") and found._meta.model
        if ours and found.__name__ not in ("GalleryFilter", "StoryFilter"):  # asked on their pages, below
            yield found
        yield from filter_sets(found)


@pytest.mark.each_value
@pytest.mark.django_db
@pytest.mark.parametrize("filter_set", list(filter_sets()), ids=lambda found: found.__name__)
def test_a_filter_finds_something_or_nothing(filter_set):
    request = RequestFactory().get("/")
    request.user = ManagerFactory()
    for name in [*filter_set.base_filters, "ordering"]:
        for typed in HOSTILE:
            asked = dict.fromkeys((name, f"{name}_from", f"{name}_to", f"{name}_min", f"{name}_max"), typed)
            chosen = filter_set(asked, queryset=filter_set._meta.model._default_manager.all(), request=request)
            assert len(chosen.qs[:2]) >= 0


PAGES = ["/", "/pioneers/", "/grants/", "/search/", "/stories/", "/people/", "/grants/applications/", "/nominations/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asked_for_with_such_a_number_is_answered(client, path):
    client.force_login(ManagerFactory())
    for typed in WORST:
        asked = dict.fromkeys(("page", "p", "year", "q", "country", "call", "theme"), typed.encode("utf-8", "replace"))
        assert client.get(path, asked).status_code in (200, 302, 404), typed[:30]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "viewset",
    [found for found in viewsets() if hasattr(found, "model") and not found.__module__.startswith("tests.")],
    ids=lambda found: found.__name__,
)
def test_a_staff_list_asked_for_with_such_a_number_is_answered(client, viewset):
    client.force_login(AdministratorFactory())
    # The rows alone, as they are asked for while somebody types: without all that stands around them.
    address = reverse(viewset().get_url_name("index_results"))
    for typed in WORST:
        asked = dict.fromkeys(("p", "q", "ordering", "page"), typed.encode("utf-8", "replace"))
        assert client.get(address, asked).status_code in (200, 302, 404), typed[:30]
