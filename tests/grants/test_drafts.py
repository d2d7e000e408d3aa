"""What is kept of a draft, and which draft somebody gets who starts an application."""

from datetime import timedelta

import pytest

from grants.actions.applications import save_application_draft, start_application, tidy
from grants.domain.drafts import draft_fields, joinable_fields, merged_answers
from grants.domain.question_types import LongText, SeveralChoices, ShortText
from grants.domain.questions import HARD_LIMIT, MAX_ROWS, Question, Section
from grants.errors import AlreadySubmitted, NotEligible, TooLong
from grants.models import Application
from portal.core.clock import now
from portal.core.errors import EditConflict
from portal.core.merge import Merged, Side
from tests.factories.cities import CityFactory
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    MunicipalityFactory,
    RepresentativeFactory,
    contact_of,
    submitted,
)
from tests.support.values import for_each

FORM = (
    Section(
        "about",
        "About",
        (
            Question("title", "Title", ShortText(200)),
            Question("need", "Need", LongText(HARD_LIMIT)),
            Question("areas", "Areas", SeveralChoices((("harbour", "The harbour"),))),
        ),
    ),
)


def kept(**answers):
    return tidy(answers, FORM)


def test_only_what_is_asked_is_kept():
    assert kept(title="Lys", unknown="x") == {"title": "Lys", "need": "", "areas": [], "partners": [], "budget": []}


def test_text_is_kept_without_what_a_database_cannot_hold_and_with_one_kind_of_line_end():
    assert kept(need="a\x00b\r\nc\nd")["need"] == "ab\nc\nd"
    assert kept(areas=["har\x00bour"])["areas"] == ["harbour"]


def partner(id, name):
    return {"id": id, "name": name, "role": ""}


def test_a_draft_is_compared_answer_by_answer_and_row_by_row():
    preset = {"id": "r1", "kind": "", "text": " ", "sum": "", "source": "sought"}
    answers = {"title": "Lys", "partners": [partner("r1", ""), partner("r2", "Havnen")], "budget": [preset]}
    assert draft_fields(answers, "a-city", FORM) == {
        "title": "Lys",
        "need": "",
        "areas": [],
        "city": "a-city",
        "partners.r1": None,
        "partners.r2": partner("r2", "Havnen"),
        "budget.r1": None,
    }


def test_long_texts_and_rows_can_both_be_kept():
    names = ["title", "need", "areas", "city", "partners.r1", "budget.r2"]
    assert joinable_fields(names, FORM) == {"need", "partners.r1", "budget.r2"}


# Rows of partners by id as two pages have them, whose row stands, and what is saved.
@for_each(
    "mine, theirs, sides, saved",
    [
        ({"r1": "A"}, {"r1": "B"}, {}, {"r1": "A"}),
        ({"r1": "A"}, {"r1": "B"}, {"r1": Side.THEIRS}, {"r1": "B"}),
        ({"r1": "A"}, {"r1": "B"}, {"r1": Side.BOTH}, {"r1": "A", "r2": "B"}),
        ({"r1": "A", "r2": "C"}, {"r1": "B", "r3": "D"}, {"r1": Side.BOTH, "r3": Side.THEIRS},
         {"r1": "A", "r2": "C", "r3": "D", "r4": "B"}),
        ({"r1": "A", "r2": "C"}, {"r1": "B", "r2": "D"}, {"r1": Side.BOTH, "r2": Side.BOTH},
         {"r1": "A", "r2": "C", "r3": "B", "r4": "D"}),
        ({"r2": "A"}, {"r2": "B"}, {"r2": Side.BOTH}, {"r2": "A", "r1": "B"}),
        ({"r1": "A"}, {}, {"r1": Side.THEIRS}, {}),
        ({}, {"r1": "B"}, {}, {}),
        ({}, {"r1": "B"}, {"r1": Side.BOTH}, {"r1": "B"}),
        ({"r1": "A"}, {}, {"r1": Side.BOTH}, {"r1": "A"}),
        ({"r2": "A"}, {"r1": "B"}, {"r1": Side.THEIRS}, {"r2": "A", "r1": "B"}),
    ],
)  # fmt: skip
def test_rows_of_two_pages_become_one_table(mine, theirs, sides, saved):
    one, other = ([partner(*row) for row in rows.items()] for rows in (mine, theirs))
    merged = Merged({f"partners.{id}": side for id, side in sides.items()})
    kept = merged_answers(merged, {"title": "Lys", "partners": one}, {"partners": other}, FORM)
    assert kept == {"title": "Lys", "partners": [partner(*row) for row in saved.items()], "budget": []}


def test_no_more_rows_are_saved_than_the_part_takes():
    rows = [partner(f"r{number}", "A") for number in range(MAX_ROWS["partners"] + 1)]
    assert merged_answers(Merged({}), {"partners": rows}, {}, FORM)["partners"] == rows[:-1]


def test_of_single_answers_each_stands_as_it_was_chosen():
    merged = Merged({"title": Side.THEIRS, "need": Side.BOTH})
    kept = merged_answers(merged, {"title": "A", "need": "B", "areas": ["harbour"]}, {"title": "C", "need": "D"}, FORM)
    assert (kept["title"], kept["need"], kept["areas"]) == ("C", "B\n\nD", ["harbour"])


@pytest.mark.parametrize("answers", [{"need": "x" * HARD_LIMIT}, {"areas": ["x" * (HARD_LIMIT - 1), "y"]}])
def test_the_hard_limit_is_the_longest_answer_that_is_kept(answers):
    assert kept(**answers)
    longer = {name: f"{value}x" if isinstance(value, str) else [*value, "x"] for name, value in answers.items()}
    with pytest.raises(TooLong):
        kept(**longer)


def test_of_rows_only_their_columns_are_kept_and_no_more_than_the_part_takes():
    row = {"id": "r" * 41, "name": "Røde Kors", "role": "Helps", "secret": "x"}
    rows = kept(partners=[row] * (MAX_ROWS["partners"] + 1), budget=[{}] * (MAX_ROWS["budget"] + 1))
    assert len(rows["partners"]) == MAX_ROWS["partners"]
    assert rows["partners"][0] == {"id": "r" * 40, "name": "Røde Kors", "role": "Helps"}
    assert len(rows["budget"]) == MAX_ROWS["budget"]
    assert rows["budget"][0] == {"id": "", "kind": "", "text": "", "sum": "", "source": ""}


def save(application, version=1, city=None, at=None, **answers):
    return save_application_draft(
        application=application,
        answers={**ANSWERS, **answers},
        city=city,
        version=version,
        by=application.contact,
        at=at or now(),
    )


@pytest.mark.django_db
def test_saving_keeps_the_title_the_sum_and_when_it_was():
    application, later = ApplicationFactory(empty=True), now() + timedelta(minutes=5)
    saved = save(application, 0, application.city, later, title="T" * 250)
    application.refresh_from_db()
    assert (saved.version, saved.at) == (application.draft_revision, application.changed_at) == (1, later)
    assert application.title == "T" * 200
    assert application.sought_minor == 400_000_00


@pytest.mark.django_db
def test_another_city_alone_is_a_change_and_the_same_words_are_none():
    application, other = ApplicationFactory(), CityFactory()
    first = save(application, 1, other)
    assert first.version == 2
    assert save(application, 1, other) == first
    with pytest.raises(EditConflict) as conflict:
        save(application, 1, other, need="Of an older page.")
    assert conflict.value.revision == 2
    application.refresh_from_db()
    assert application.city == other
    assert save(application, 2, None).version == 3


@pytest.mark.django_db
def test_what_was_submitted_is_written_no_more():
    with pytest.raises(AlreadySubmitted):
        save(submitted(), need="Changed.")


def start(call, body, by=None, city=None, language="nb"):
    return start_application(
        call=call, organisation=body, city=city, by=by or contact_of(body), at=now(), language=language
    )


@pytest.mark.django_db
def test_a_draft_begins_with_who_applies_for_whom_and_in_which_language():
    body, city = MunicipalityFactory(), CityFactory()
    draft = Application.objects.get(pk=start(CallFactory(), body, city=city).pk)
    assert (draft.contact, draft.applicant_name, draft.city, draft.language) == (
        contact_of(body),
        body.name,
        city,
        "nb",
    )


@pytest.mark.django_db
def test_an_untouched_draft_is_answered_only_in_its_call_and_for_its_body():
    body, call = MunicipalityFactory(), CallFactory()
    draft = start(call, body)
    assert start(CallFactory(), body) != draft
    assert start(call, MunicipalityFactory()) != draft
    Application.objects.filter(pk=draft.pk).update(draft_revision=1)
    assert start(call, body) != draft


@pytest.mark.django_db
def test_without_a_city_what_choosing_one_can_mend_is_not_refused():
    seat = RepresentativeFactory()
    call = CallFactory(eligibility={"countries": ["DK"], "city_required": True})
    assert start(call, seat.organisation, seat.user).city is None
    with pytest.raises(NotEligible):
        start(call, seat.organisation, seat.user, city=CityFactory())
    assert start(call, seat.organisation, seat.user, city=CityFactory(country="DK"))
