"""What keeps an application from being submitted, by what was typed."""

from datetime import date

import pytest

from grants.domain.completeness import answer_errors, budget_errors, row_errors
from grants.domain.eligibility import Applicant, EligibilityRule, eligibility_points, faults
from grants.domain.question_types import Date, ShortText, SumOfMoney
from grants.domain.questions import Question, Section
from portal.core.money import Money
from tests.support.values import for_each

FORM = (
    Section(
        "about",
        "About",
        (
            Question("title", "Title", ShortText(5)),
            Question("also", "Also", ShortText(5), required=False),
            Question("starts", "First day", Date()),
            Question("ends", "Last day", Date()),
        ),
    ),
)
SOUND = {"title": "Lys", "starts": "2027-03-01", "ends": "2027-03-01"}


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, {}),
        ({"title": " "}, {"title": "Answer this question."}),
        ({"also": "123456"}, {"also": "This is 6 characters long. It can be at most 5."}),
        ({"ends": "2027-02-28"}, {"ends": "The last day comes before the first."}),
        ({"starts": "soon"}, {"starts": "Write the day as year-month-day, for example 2027-03-01."}),
        ({"starts": "2027-01-16"}, {}),
        (
            {"starts": "2027-01-15"},
            {"starts": "The project can’t start before the call has closed. Choose a day after 15 January 2027."},
        ),
    ],
)
def test_each_answer_is_told_what_it_lacks(answers, found):
    assert answer_errors(FORM, {**SOUND, **answers}, "NOK", date(2027, 1, 15)) == found


@for_each("currency, is_sound", [("NOK", True), ("ISK", False)])
def test_an_answer_is_checked_in_the_currency_of_the_call(currency, is_sound):
    form = (Section("money", "Money", (Question("rent", "Rent", SumOfMoney()),)),)
    assert ("rent" not in answer_errors(form, {"rent": "99,50"}, currency, date(2027, 1, 15))) == is_sound


def test_columns_over_their_limits_are_named_as_the_page_names_them():
    partners = [{"id": "r1", "name": "x" * 120, "role": ""}, {"id": "r2", "name": "x" * 121, "role": "y" * 301}]
    budget = [{"id": "r7", "kind": "staff", "text": f" {'z' * 120} ", "sum": "5" * 31, "source": "own"}]
    assert row_errors({"partners": partners, "budget": budget}) == {
        "partners-r2-name": "This is 121 characters long. It can be at most 120.",
        "partners-r2-role": "This is 301 characters long. It can be at most 300.",
        "budget-r7-sum": "This is 31 characters long. It can be at most 30.",
    }
    assert row_errors({}) == {}


def line(sum, text="Room", kind="venue", source="sought"):
    return {"id": f"r{sum}", "sum": sum, "text": text, "kind": kind, "source": source}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line("100")], None),
        ([line("200")], None),
        ([line("100"), line("", text="")], None),
        ([line("100"), line("5", source="own")], None),
        ([line("much")], "Write the sum as a number"),
        ([line("100", text=" ")], "Say what the money is for"),
        ([line("100", kind="")], "Choose a type"),
        ([line("100", source="moon")], "Choose a funding source"),
        ([line("99,99")], "smallest award of this call is NOK 100"),
        ([line("200,01")], "largest award of this call is NOK 200"),
        ([], "You apply for NOK 0"),
    ],
)
def test_the_budget_keeps_within_the_bounds_of_the_call(lines, said):
    found = budget_errors(lines, Money(100_00, "NOK"), Money(200_00, "NOK"))
    assert {place.partition("-")[0] for place in found} <= {"budget"}
    assert bool(found) == bool(said)
    words = " ".join(found.values()).replace("\u00a0", " ")
    assert not said or said in words


@for_each(
    "more, place",
    [
        ({"sum": "much"}, "budget-r1-sum"),
        ({"sum": ""}, "budget-r1-sum"),
        ({"text": ""}, "budget-r1-text"),
        ({"kind": ""}, "budget-r1-kind"),
        ({"source": "moon"}, "budget-r1-source"),
    ],
)
def test_what_is_wrong_with_a_line_stands_beside_its_field(more, place):
    lines = [line("", text=""), {**line("100"), "id": "r1", **more}]
    found = budget_errors(lines, Money(1, "NOK"), Money(200_00, "NOK"))
    assert list(found) == [place]
    assert found[place].endswith(".")


def test_a_line_is_read_in_the_currency_of_the_call():
    assert "budget-r99,50-sum" in budget_errors([line("99,50")], Money(1, "ISK"), Money(200, "ISK"))


def test_something_is_applied_for_even_where_the_smallest_award_is_nothing():
    assert budget_errors([line("100", source="own")], Money(0, "NOK"), Money(200_00, "NOK"))
    assert not budget_errors([line("0,01")], Money(0, "NOK"), Money(200_00, "NOK"))


def test_each_point_of_a_rule_says_which_field_mends_it():
    rule = EligibilityRule.of({"kinds": ["municipality"], "countries": ["NO"], "members_only": True})
    applicant = Applicant("company", "DK", "Aarhus", is_member=False)
    assert [(point.key, point.field, point.met) for point in eligibility_points(rule, applicant)] == [
        ("kind", "organisation", False),
        ("country", "city", False),
        ("city", "city", True),
        ("member", "city", False),
    ]
    assert [str(point.label) for point in eligibility_points(rule, applicant)] == [
        "The applicant is of a type that can apply",
        "The project is in a country the call is for",
        "A city is named",
        "The city is a member of the alliance",
    ]
    assert [str(point.fault) for point in faults(rule, applicant)] == [
        "This call is not for organisations of this type.",
        "This call is for projects in other countries.",
        "Aarhus is not a member of Nordic Safe Cities on the last day of this call.",
    ]
    (unnamed,) = faults(rule, Applicant("municipality", "NO", None, is_member=False))
    assert (unnamed.key, str(unnamed.fault)) == ("city", "Choose the city the project is for.")


def test_a_rule_can_ask_for_a_city_of_any_kind():
    rule = EligibilityRule.of({"city_required": True})
    assert [point.key for point in faults(rule, Applicant("company", "DK", None, is_member=False))] == ["city"]
    assert EligibilityRule.of(rule.as_data()) == rule
