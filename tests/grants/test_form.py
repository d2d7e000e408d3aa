"""The form as data: what is asked, how long answers may be, how they are read back."""

from grants.domain.criteria import DEFAULT_CRITERIA
from grants.domain.question_types import LongText, SeveralChoices, ShortText, SumOfMoney
from grants.domain.questions import (
    APPLICATION_FORM,
    MAX_ROWS,
    ROWS,
    Question,
    Section,
    answer_cells,
    answer_headings,
    answered_sections,
    machine_answers,
    questions_of,
)

FORM = (
    Section("about", "About", (Question("title", "Title", ShortText(65), "In a few words."),), part="city"),
    Section(
        "more",
        "More",
        (
            Question("rent", "Rent", SumOfMoney()),
            Question("areas", "Areas", SeveralChoices((("hills", "The hills"),))),
        ),
    ),
)
ANSWERS = {"title": "Lys", "rent": "99,50"}


def test_what_an_application_answers_is_read_section_by_section():
    told = [
        (
            section.id,
            section.title,
            section.part,
            [(answer.id, answer.label, answer.text) for answer in section.answers],
        )
        for section in answered_sections(FORM, ANSWERS, "NOK")
    ]
    assert told == [
        ("about", "About", "city", [("title", "Title", "Lys")]),
        ("more", "More", "", [("rent", "Rent", "NOK\u00a099.50"), ("areas", "Areas", "")]),
    ]


def test_a_table_has_a_column_for_each_question_but_the_title():
    assert answer_headings(FORM) == ["Rent", "Areas"]
    assert [str(cell) for cell in answer_cells(FORM, ANSWERS, "NOK")] == ["99.50", ""]
    assert answer_cells(FORM, ANSWERS, "ISK") == ["99,50", ""]


def test_machines_get_each_answer_by_its_question():
    amount = {"amount": "99.50", "currency": "NOK"}
    assert machine_answers(FORM, ANSWERS, "NOK") == {"title": "Lys", "rent": amount, "areas": []}
    assert machine_answers(FORM, {}, "ISK") == {"title": None, "rent": None, "areas": []}


def test_a_hint_ends_with_the_limit_where_there_is_one():
    title, rent, _areas = questions_of(FORM)
    assert (title.full_hint, rent.full_hint) == ("In a few words. At most 65 characters.", "")


def test_applicants_write_no_longer_than_they_were_told():
    asked = questions_of(APPLICATION_FORM)
    assert {each.id: each.type.max_length for each in asked if isinstance(each.type, LongText)} == {
        "title": 65,
        "summary": 500,
        "need": 3000,
        "target_group": 1000,
        "activities": 4000,
        "results": 2000,
        "continuation": 1500,
    }
    assert ROWS == {
        "partners": {"name": 120, "role": 300},
        "budget": {"kind": 20, "text": 120, "sum": 30, "source": 20},
    }
    assert MAX_ROWS == {"partners": 20, "budget": 60}


def test_the_weights_a_call_begins_with_come_to_a_hundred():
    assert [criterion["weight"] for criterion in DEFAULT_CRITERIA] == [25, 25, 20, 20, 10]
