"""Every list that can be exported: one writer, headings in the reader's words, sums as a number and a currency."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from portal.core.spreadsheets import FORMULA
from tests.factories.content import StoryPageFactory
from tests.factories.grants import CallFactory, FundFactory, submitted
from tests.factories.people import AdministratorFactory, ManagerFactory
from tests.portal.adminkit.test_lists_in_words import viewsets
from tests.support.translations import texts

# Named and translated by Django.
OTHERS = {"last_login"}
EXPORTED = [
    viewset
    for viewset in viewsets()
    if hasattr(viewset, "model")
    and isinstance(getattr(viewset, "list_export", None), list)
    and viewset.__module__.split(".")[0] in ("portal", "grants", "pioneers")
]


def table(response) -> list[list[str]]:
    whole = b"".join(response.streaming_content).decode()
    assert whole.startswith("\ufeff")
    return list(csv.reader(StringIO(whole[1:], newline="")))


def test_every_list_is_walked():
    assert len(EXPORTED) >= 15


@pytest.mark.parametrize("viewset", EXPORTED, ids=lambda viewset: viewset.__name__)
def test_no_export_has_minor_units_or_a_heading_of_a_programmer(viewset):
    known, ready = {text for text in texts("nb") if text}, viewset()
    assert not [name for name in ready.list_export if name.endswith("_minor")]
    with translation.override("nb"):
        headings = {name: ready.export_heading(name) for name in ready.list_export}
    unknown = {
        name: heading
        for name, heading in headings.items()
        if not {heading, heading[:1].lower() + heading[1:]} & known and name not in OTHERS
    }
    assert unknown == {}


@pytest.mark.django_db
@pytest.mark.parametrize("viewset", EXPORTED, ids=lambda viewset: viewset.__name__)
def test_every_list_is_written_by_the_one_writer(client, viewset):
    client.force_login(AdministratorFactory())
    address = reverse(viewset().get_url_name("index"))
    as_text, as_book = client.get(address, {"export": "csv"}), client.get(address, {"export": "xlsx"})
    if as_text.status_code == 404:  # not an administrator's
        client.force_login(ManagerFactory())
        as_text, as_book = client.get(address, {"export": "csv"}), client.get(address, {"export": "xlsx"})
    assert as_text.status_code == as_book.status_code == 200
    assert "no-store" in as_text["Cache-Control"]
    assert "no-store" in as_book["Cache-Control"]
    lines = table(as_text)
    book = load_workbook(BytesIO(b"".join(as_book.streaming_content))).active
    assert [cell.value for cell in book[1]] == lines[0]
    assert {len(line) for line in lines} == {len(lines[0])}
    as_book.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("noun", "make", "heading", "number", "currency"),
    [
        ("fund", lambda: FundFactory(currency="EUR", sum_minor=2_000_000), "Sum", 20_000, "EUR"),
        ("fund", lambda: FundFactory(currency="ISK", sum_minor=2_000_000), "Sum", 2_000_000, "ISK"),
        ("call", lambda: CallFactory(budget_minor=1_000_000_50), "Budget", 1_000_000.5, "NOK"),
        ("application", lambda: submitted(), "Amount applied for", 400_000, "NOK"),
    ],
)
def test_a_sum_is_a_number_with_its_currency_beside_it(client, noun, make, heading, number, currency):
    make()
    client.force_login(ManagerFactory())
    response = client.get(reverse(f"grants_{noun}:index"), {"export": "xlsx"})
    book = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    response.close()
    headings, line = [[cell.value for cell in row] for row in book.iter_rows(max_row=2)]
    at = headings.index(heading)
    assert headings[at + 1] == "Currency"
    assert line[at : at + 2] == [number, currency]


@pytest.mark.django_db
def test_headings_are_in_the_readers_language(client):
    manager = ManagerFactory()
    UserProfile.objects.create(user=manager, preferred_language="nb")
    client.force_login(manager)
    FundFactory()
    assert "Valuta" in table(client.get(reverse("grants_fund:index"), {"export": "csv"}))[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "file_format"),
    [("index", "csv"), ("index", "xlsx"), ("scores", ""), ("scores_xlsx", ""), ("scores_json", "")],
)
def test_what_was_stored_before_stops_no_export(client, name, file_format):
    application = submitted()
    type(application).objects.update(title="=1+1\x0b\x07", applicant_name="A\x01B")
    client.force_login(ManagerFactory())
    response = client.get(reverse(f"grants_application:{name}"), {"export": file_format})
    assert response.status_code == 200
    whole = b"".join(response.streaming_content)
    assert whole
    assert b"\x0b" not in whole or name == "scores_xlsx" or file_format == "xlsx"
    response.close()


@pytest.mark.django_db
@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@A1", " =1", "\t=1"])
@pytest.mark.parametrize("name", ["wagtailredirects:index", "wagtailadmin_reports:site_history"])
def test_wagtails_own_lists_are_written_by_the_one_writer_too(client, name, formula):
    administrator = AdministratorFactory()
    administrator.is_superuser = True
    administrator.save()
    client.force_login(administrator)
    story = StoryPageFactory(title="Lanterns")
    Redirect.objects.create(old_path=f"/{formula}", redirect_link=f"{formula}x")
    log(instance=story, action="wagtail.edit", user=administrator, title=formula)
    ModelLogEntry.objects.update(label=formula)
    PageLogEntry.objects.update(label=formula)
    for file_format in ("csv", "xlsx"):
        response = client.get(reverse(name), {"export": file_format})
        assert "no-store" in response["Cache-Control"]
        if file_format == "csv":
            cells = [cell for line in table(response) for cell in line]
        else:
            book = load_workbook(BytesIO(b"".join(response.streaming_content))).active
            cells = [str(cell.value or "") for row in book.iter_rows() for cell in row]
            response.close()
        assert any(cell.startswith("'") for cell in cells)
        assert not [cell for cell in cells if cell.startswith(FORMULA)]
