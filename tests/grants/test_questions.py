"""A question added to the form is there on every page and in every file, whatever its type."""

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from grants.actions.receipts import receipt_pdf
from grants.domain import question_types as types
from grants.domain import questions
from grants.domain.questions import APPLICATION_FORM, Question, Section, questions_of
from grants.forms.question_fields import WIDGETS
from grants.queries.entries import ApplicationEntries
from grants.states import ApplicationState
from portal.adminkit.addresses import staff_url
from portal.core.clock import now
from tests.factories.grants import ANSWERS, ApplicationFactory, eligible
from tests.factories.people import ManagerFactory
from tests.grants.pages import edit_url, page_url, text_of, typed

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "grants"
AREAS = (("harbour", "The harbour"), ("centre", "The centre"), ("hills", "The hills"))
LABEL = "Asked anew"
HINT = "Only in this test."


@dataclass(frozen=True)
class Case:
    """A type with an answer that is sound and one that is not, and how the sound one is read, exported and told."""

    type: types.QuestionType
    sound: object
    wrong: object
    sentence: str
    display: str
    cell: object
    machine: object


CASES = [
    Case(types.ShortText(20), "Lys på øya", "x" * 21, "This is 21 characters long. It can be at most 20.",
         "Lys på øya", "Lys på øya", "Lys på øya"),
    Case(types.LongText(60), "Første dag.\nAndre dag.", "y" * 61, "This is 61 characters long. It can be at most 60.",
         "Første dag.\nAndre dag.", "Første dag.\nAndre dag.", "Første dag.\nAndre dag."),
    Case(types.Date(), "2027-05-17", "17. mai", "Write the day as year-month-day",
         "17 May 2027", "2027-05-17", "2027-05-17"),
    Case(types.WholeNumber(1, 500), " 120", "many", "Write a whole number", " 120", 120, 120),
    Case(types.SumOfMoney(), "25 000,50", "a lot", "Write the sum as a number",
         "NOK 25,000.50", 25000.5, {"amount": "25000.50", "currency": "NOK"}),
    Case(types.SingleChoice(AREAS), "harbour", "moon", "Choose an answer.",
         "The harbour", "The harbour", "harbour"),
    Case(types.SeveralChoices(AREAS), ["harbour", "hills"], ["moon"], "Choose from the answers shown.",
         "The harbour\nThe hills", "The harbour; The hills", ["harbour", "hills"]),
    Case(types.YesNo(), "yes", "perhaps", "Answer yes or no.", "Yes", "Yes", True),
    Case(types.Email(), "aud@havnsund.test", "aud at home", "Write an e-mail address",
         "aud@havnsund.test", "aud@havnsund.test", "aud@havnsund.test"),
    Case(types.WebAddress(), "https://havnsund.test/lys", "havnsund", "Write a web address",
         "https://havnsund.test/lys", "https://havnsund.test/lys", "https://havnsund.test/lys"),
]  # fmt: skip
EVERY_TYPE = pytest.mark.parametrize("case", CASES, ids=lambda case: type(case.type).__name__)


def concrete_types() -> set[type]:
    found, left = set(), [types.QuestionType]
    while left:
        below = left.pop().__subclasses__()
        found.update(below)
        left.extend(below)
    return found


@pytest.fixture
def ask(monkeypatch):
    """Adds a question of a type to the form, in a section of its own."""

    def add(question_type, **more) -> Question:
        question = Question("new", LABEL, question_type, HINT, **more)
        section = Section("anew", "A section of the test", (question,))
        monkeypatch.setattr(questions, "APPLICATION_FORM", (*APPLICATION_FORM, section))
        return question

    return add


@pytest.fixture
def draft(client):
    application = ApplicationFactory(empty=True, language="en")
    client.force_login(application.contact)
    return application


def values(answer) -> list[str]:
    return answer if isinstance(answer, list) else [answer]


def control(page: str) -> str:
    """The field of the new question as the page draws it."""
    return page.split('id="id_new_field"')[1].split("</section>")[0]


def check(client, application, **more) -> str:
    application.refresh_from_db()
    return text_of(client.post(edit_url(application), typed(application, do="check", **more), follow=True))


def test_every_type_has_a_form_field_and_a_case_here():
    assert set(WIDGETS) == {type(case.type) for case in CASES} == concrete_types()


@EVERY_TYPE
def test_it_is_asked_with_its_hint_in_a_section_the_menu_leads_to(client, draft, ask, case):
    ask(case.type)
    page = text_of(client.get(edit_url(draft)))
    assert LABEL in control(page)
    assert HINT in control(page)
    assert 'name="new"' in control(page)
    assert '<h2 id="anew">A section of the test</h2>' in page
    assert '<a href="#anew">A section of the test</a>' in page


@EVERY_TYPE
@pytest.mark.parametrize("which", ["sound", "wrong"])
def test_a_draft_keeps_it_as_it_was_typed_and_shows_it_again(client, draft, ask, case, which):
    ask(case.type)
    answer = getattr(case, which)
    told = client.post(reverse("grants:autosave", args=[draft.uuid]), typed(draft, new=answer)).json()
    assert told["saved"] is True
    draft.refresh_from_db()
    assert draft.answers["new"] == answer
    shown = control(text_of(client.get(edit_url(draft))))
    if isinstance(case.type, types.LongText) and not isinstance(case.type, types.ShortText):
        assert f"{answer}</textarea>" in shown
    elif isinstance(case.type, types.SingleChoice | types.SeveralChoices | types.YesNo):
        marked = re.findall(r'value="([^"]*)"[^>]* (?:checked|selected)', shown)
        assert marked == (values(answer) if which == "sound" else [])
    else:
        assert f'value="{answer}"' in shown


@EVERY_TYPE
def test_left_empty_it_is_said_to_be_beside_the_field_and_is_not_submitted(client, draft, ask, case):
    ask(case.type)
    assert "Answer this question." in control(check(client, draft))


@EVERY_TYPE
def test_what_is_wrong_is_said_beside_the_field_and_not_submitted(client, draft, ask, case):
    ask(case.type)
    assert case.sentence in control(check(client, draft, new=case.wrong))
    client.post(reverse("grants:submit", args=[draft.uuid]))
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT


@EVERY_TYPE
def test_an_optional_one_may_be_left_empty(client, draft, ask, case):
    ask(case.type, required=False)
    client.post(edit_url(draft), typed(draft, do="check"))
    client.post(reverse("grants:submit", args=[draft.uuid]))
    draft.refresh_from_db()
    assert draft.state == ApplicationState.SUBMITTED


@EVERY_TYPE
def test_it_is_read_once_more_submitted_and_on_the_receipt(client, draft, ask, case):
    ask(case.type)
    client.post(edit_url(draft), typed(draft, new=case.sound, do="check"))
    before = text_of(client.get(reverse("grants:submit", args=[draft.uuid])))
    client.post(reverse("grants:submit", args=[draft.uuid]))
    draft.refresh_from_db()
    assert draft.state == ApplicationState.SUBMITTED
    after = text_of(client.get(page_url(draft)))
    pages = PdfReader(io.BytesIO(receipt_pdf(draft, draft.versions.get()))).pages
    receipt = " ".join(page.extract_text() for page in pages).replace("\u00a0", " ")
    for text in (before, after, receipt):
        assert LABEL in text
        for line in case.display.split("\n"):
            assert line.strip() in text.split(LABEL)[-1]


@EVERY_TYPE
def test_reviewers_and_staff_read_it(client, ask, case):
    ask(case.type)
    manager = ManagerFactory()
    application = eligible(by=manager, answers={**ANSWERS, "new": case.sound})
    view = ApplicationEntries().present([application.uuid], viewer=None, at=now(), language="en")[application.uuid]
    read = {section.heading: section.text.replace("\u00a0", " ") for section in view.texts}
    assert read[LABEL] == case.display
    client.force_login(manager)
    page = text_of(client.get(staff_url(application)))
    for line in case.display.split("\n"):
        assert line.strip() in page.split(LABEL)[-1]


@EVERY_TYPE
def test_it_is_in_every_export(client, ask, case):
    ask(case.type)
    manager = ManagerFactory()
    eligible(by=manager, answers={**ANSWERS, "new": case.sound})
    client.force_login(manager)
    content = b"".join(client.get(reverse("grants_application:scores")).streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert row[LABEL].replace("\u00a0", " ") in (str(case.cell), f"{case.cell}0")
    book = b"".join(client.get(reverse("grants_application:scores_xlsx")).streaming_content)
    heading, first = load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
    assert dict(zip(heading, first, strict=True))[LABEL] == case.cell
    told = json.loads(b"".join(client.get(reverse("grants_application:scores_json")).streaming_content))
    assert told[0]["answers"]["new"] == case.machine


def test_an_answer_that_looks_like_a_formula_is_text_in_the_exports(client, ask):
    ask(types.ShortText(40))
    manager = ManagerFactory()
    eligible(by=manager, answers={**ANSWERS, "new": "=1+1"})
    client.force_login(manager)
    book = b"".join(client.get(reverse("grants_application:scores_xlsx")).streaming_content)
    assert "'=1+1" in [cell.value for row in load_workbook(io.BytesIO(book)).active for cell in row]


def test_a_control_character_someone_typed_stops_no_workbook(client, ask):
    ask(types.ShortText(40))
    manager = ManagerFactory()
    eligible(by=manager, answers={**ANSWERS, "new": "pasted\x0bfrom elsewhere"})
    client.force_login(manager)
    book = b"".join(client.get(reverse("grants_application:scores_xlsx")).streaming_content)
    assert "pasted\nfrom elsewhere" in [cell.value for row in load_workbook(io.BytesIO(book)).active for cell in row]


def test_an_application_submitted_before_the_question_was_asked_still_shows(client, ask):
    manager = ManagerFactory()
    application = eligible(by=manager)
    ask(types.SeveralChoices(AREAS))
    client.force_login(manager)
    assert LABEL in text_of(client.get(staff_url(application)))
    told = json.loads(b"".join(client.get(reverse("grants_application:scores_json")).streaming_content))
    assert told[0]["answers"]["new"] == []


@pytest.mark.parametrize(
    ("typed_by_someone", "bounds"), [("0", (1, 500)), ("501", (1, 500)), ("-3", (0, 9)), ("9" * 5000, (0, 10**18))]
)
def test_a_number_outside_its_bounds_is_told_them(typed_by_someone, bounds):
    assert types.WholeNumber(*bounds).error(typed_by_someone, "NOK")


@pytest.mark.parametrize("typed_by_someone", ["ftp://a.test", "https://", "https://a b.test", "https://["])
def test_what_is_no_web_address_is_none(typed_by_someone):
    assert types.WebAddress().error(typed_by_someone, "NOK")


def test_no_template_names_a_question():
    names = {question.id for question in questions_of(APPLICATION_FORM)} - {"title", "summary"}
    for path in TEMPLATES.rglob("*"):
        if path.suffix in (".html", ".typ") and "applications" in path.parts:
            text = path.read_text()
            assert not [name for name in names if re.search(rf"""(\.|["']){name}\b""", text)], path
    edit = (TEMPLATES / "applications" / "edit.html").read_text()
    assert "answers.title" not in edit
    assert "answers.summary" not in edit


def test_a_whole_number_of_eighteen_digits_is_the_longest_that_is_read():
    assert types.read_whole("9" * 18) == 10**18 - 1
    assert types.read_whole("9" * 19) is None
