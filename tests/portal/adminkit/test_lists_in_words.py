"""The lists of the staff screens speak the reader's language: every column, and a list with nothing in it."""

import pytest
from django.contrib.admin.utils import label_for_field
from django.urls import get_resolver
from django.utils import translation
from wagtail.users.models import UserProfile

from portal.adminkit.viewset import RecordViewSet
from tests.factories.cities import CityFactory
from tests.support.translations import texts


def viewsets(top=RecordViewSet):
    assert get_resolver().url_patterns  # the viewsets are registered when the addresses are read
    for viewset in top.__subclasses__():
        yield viewset
        yield from viewsets(viewset)


def test_every_column_of_a_list_has_a_name_in_bokmal():
    known = {text for text in texts("nb") if text}
    columns = [
        (viewset, column)
        for viewset in viewsets()
        if hasattr(viewset, "model")
        for column in viewset.list_display
        if isinstance(column, str)
    ]
    assert len(columns) > 30
    with translation.override("nb"):
        unnamed = {
            f"{viewset.__name__}: {column}"
            for viewset, column in columns
            if str(label_for_field(column, viewset.model)) not in known
        }
    assert unnamed == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/admin/mail/batch/", "Ingenting her ennå."),
        ("/admin/mail/batch/", "Hopp til hovedinnholdet"),
        ("/admin/grants/fund/?q=zzzz", "Ingen treff"),
        ("/admin/no-such-place/", "Fant ikke siden"),
    ],
)
def test_a_page_with_nothing_on_it_says_so_in_the_readers_language(client, sign_in, address, words):
    UserProfile.objects.create(user=sign_in("manager"), preferred_language="nb")
    page = client.get(address).content.decode()
    assert words in page
    assert '<html lang="nb"' in page
    assert "There are no" not in page


@pytest.mark.django_db
def test_a_form_left_unsaved_warns_in_the_readers_language(client, sign_in):
    UserProfile.objects.create(user=sign_in("manager"), preferred_language="nb")
    page = client.get("/admin/grants/fund/new/").content.decode()
    assert "<span>endringer som ikke er lagret</span>" in page
    assert "Lagre endringene før du går" in page
    assert "unsaved edits" not in page


@pytest.mark.django_db
def test_the_appearance_and_the_reports_are_named_in_the_readers_language(client, sign_in):
    sign_in("manager")
    assert '"Translations"' in client.get("/admin/account/").content.decode()
    UserProfile.objects.create(user=sign_in("manager"), preferred_language="nb")
    page = client.get("/admin/account/").content.decode()
    assert "Tetthet" in page
    assert "Density" not in page
    assert '"Oversettelser"' in page
    assert '"Translations"' not in page


@pytest.mark.django_db
def test_a_list_wider_than_a_phone_can_be_scrolled(client, sign_in):
    """The admin clips what is too wide, so the table stands in a region that scrolls, by keyboard too."""
    sign_in("manager")
    CityFactory()
    page = client.get("/admin/cities/city/").content.decode()
    assert '<div class="staff-listing" role="region" aria-label="Cities" tabindex="0">' in page
