"""What each type of question makes of odd answers: empty, unreadable, just inside its bounds."""

from decimal import Decimal

import pytest

from grants.domain import question_types as types
from tests.support.values import for_each

AREAS = (("harbour", "The harbour"), ("hills", "The hills"))
LINE, NUMBER, SUM, DAY = types.ShortText(5), types.WholeNumber(1, 500), types.SumOfMoney(), types.Date()
ONE, SEVERAL, YES_NO = types.SingleChoice(AREAS), types.SeveralChoices(AREAS), types.YesNo()


@pytest.mark.parametrize(
    ("question_type", "answer"),
    [
        (LINE, "12345"),
        (LINE, " 12345 "),
        (NUMBER, "1"),
        (NUMBER, "500"),
        (NUMBER, "5 0 0"),
        (types.WholeNumber(-5, 5), "−5"),
        (SUM, "0"),
        (DAY, " 2027-03-01 "),
        (ONE, "hills"),
        (SEVERAL, ["hills", "harbour"]),
        (YES_NO, "no"),
        (types.Email(), " aud@havnsund.test "),
        (types.WebAddress(), " http://havnsund.test "),
    ],
)
def test_what_is_just_sound_is_taken(question_type, answer):
    assert question_type.error(answer, "NOK") == ""


@pytest.mark.parametrize(
    ("question_type", "answer"),
    [
        (LINE, "123456"),
        (NUMBER, "0"),
        (NUMBER, "501"),
        (SUM, "-1"),
        (DAY, "2027-02-30"),
        (ONE, "The hills"),
        (SEVERAL, ["hills", "moon"]),
        (YES_NO, "Yes"),
        (types.Email(), "aud@havnsund"),
        (types.Email(), "aud sund@havnsund.test"),
        (types.WebAddress(), "havnsund.test"),
    ],
)
def test_what_is_just_wrong_is_told(question_type, answer):
    assert question_type.error(answer, "NOK")


@pytest.mark.parametrize(
    ("question_type", "answer", "display", "cell", "machine"),
    [
        (LINE, "", "", "", None),
        (LINE, "  ", "  ", "  ", None),
        (DAY, "17. mai", "17. mai", "17. mai", "17. mai"),
        (DAY, " ", " ", "", None),
        (NUMBER, "many", "many", "many", "many"),
        (NUMBER, "", "", "", None),
        (NUMBER, "1 200", "1 200", 1200, 1200),
        (SUM, "a lot", "a lot", "a lot", "a lot"),
        (SUM, "", "", "", None),
        (DAY, "2027-05-17", "17 May 2027", "2027-05-17", "2027-05-17"),
        (ONE, "hills", "The hills", "The hills", "hills"),
        (ONE, "moon", "moon", "moon", "moon"),
        (ONE, "", "", "", None),
        (SEVERAL, ["moon", "hills"], "moon\nThe hills", "moon; The hills", ["moon", "hills"]),
        (SEVERAL, [], "", "", []),
        (YES_NO, "yes", "Yes", "Yes", True),
        (YES_NO, "no", "No", "No", False),
        (YES_NO, "perhaps", "perhaps", "perhaps", "perhaps"),
        (YES_NO, "", "", "", None),
    ],
)
def test_what_cannot_be_read_is_shown_as_it_was_typed(question_type, answer, display, cell, machine):
    assert question_type.display(answer, "NOK") == display
    assert question_type.cell(answer, "NOK") == cell
    assert question_type.machine(answer, "NOK") == machine


def test_a_sum_is_told_to_machines_with_its_currency():
    assert SUM.machine("25 000,50", "SEK") == {"amount": "25000.50", "currency": "SEK"}
    assert SUM.machine("25000", "ISK") == {"amount": "25000", "currency": "ISK"}


@for_each(
    "currency, display, cell, is_sound",
    [("NOK", "NOK 99.50", Decimal("99.50"), True), ("ISK", "99,50", "99,50", False)],
)
def test_a_sum_is_read_in_the_currency_of_its_call(currency, display, cell, is_sound):
    assert SUM.display("99,50", currency).replace("\u00a0", " ") == display
    assert SUM.cell("99,50", currency) == cell
    assert (SUM.error("99,50", currency) == "") == is_sound


@for_each("typed, is_sound", [("-1", False), ("0", True), ("1000000000", True), ("1000000001", False)])
def test_a_number_has_bounds_where_a_question_gives_none(typed, is_sound):
    assert (types.WholeNumber().error(typed, "NOK") == "") == is_sound


def test_what_is_wrong_with_a_sum_is_said():
    assert "as a number" in SUM.error("a lot", "NOK")


@for_each(
    "typed, number",
    [("9" * 18, 10**18 - 1), ("-" + "9" * 17, 1 - 10**17), ("9" * 19, None), ("- 5", -5), ("5-", None)],
)
def test_a_whole_number_has_at_most_eighteen_characters(typed, number):
    assert types.read_whole(typed) == number


def test_of_several_values_sent_the_last_counts_and_of_choices_each_once():
    assert (LINE.stored(["first", "second", "last"]), LINE.stored([])) == ("last", "")
    assert (SEVERAL.stored(["hills", "hills", "harbour"]), SEVERAL.stored([])) == (["hills", "harbour"], [])


def test_an_answer_is_kept_in_the_shape_of_its_type():
    assert (LINE.kept(5), SEVERAL.kept(["hills", 5]), SEVERAL.kept("hills")) == ("5", ["hills", "5"], [])


def test_empty_is_what_says_nothing():
    assert all([LINE.is_empty(" \n"), SEVERAL.is_empty([]), not LINE.is_empty("0"), not SEVERAL.is_empty(["hills"])])


def test_a_limit_is_said_before_anything_is_typed():
    assert LINE.limit() == "At most 5 characters."
    assert types.LongText(1).limit() == "At most 1 character."
    assert NUMBER.limit() == ""
