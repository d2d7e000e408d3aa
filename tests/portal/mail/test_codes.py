"""Six-digit codes: they confirm one address for one thing, once, within a quarter of an hour."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from portal.mail import keys
from portal.mail.codes import (
    A_DAY,
    AN_HOUR,
    LIFETIME,
    MAX_WRONG_TRIES,
    CodeExpired,
    CodeWrong,
    TooManyCodes,
    TooManyTries,
    check_code,
    issue_code,
)
from portal.mail.models import Code
from portal.mail.recipients import Recipient
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
ANNA = Recipient("Anna@Example.org", "Anna", "nb")


@pytest.fixture
def person():
    return PersonFactory()


def issued(person, at=AT, to=ANNA, purpose="tests.confirm"):
    return issue_code(purpose=purpose, about=person, to=to, at=at).code


def check(person, typed, at=AT, purpose="tests.confirm"):
    return check_code(purpose=purpose, about=person, typed=typed, at=at)


def digits(code):
    return keys.code_for(code.uuid)


def wrong(code):
    return f"{(int(digits(code)) + 1) % 1_000_000:06d}"


def test_the_right_code_confirms_the_address(person):
    assert check(person, digits(issued(person))) == "anna@example.org"


@pytest.mark.parametrize("way", ["{0}{1}{2} {3}{4}{5}", " {0}{1}{2}-{3}{4}{5}\u200f\n", "{0} {1} {2} {3} {4} {5}"])
def test_spaces_and_dashes_copied_along_do_no_harm(person, way):
    assert check(person, way.format(*digits(issued(person))))


def test_digits_of_another_script_are_digits(person):
    arabic = digits(issued(person)).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert check(person, arabic)


@pytest.mark.parametrize("typed", ["", "abcdef", "þþþþþþ", "1" * 5000, None])
def test_what_is_no_code_is_wrong(person, typed):
    issued(person)
    with pytest.raises(CodeWrong):
        check(person, typed)


def test_a_code_expires_at_the_very_instant(person):
    code = issued(person)
    with pytest.raises(CodeExpired):
        check(person, digits(code), at=AT + LIFETIME)
    assert check(person, digits(code), at=AT + LIFETIME - timedelta(seconds=1))


def test_after_five_wrong_tries_the_right_code_is_no_use(person):
    code = issued(person)
    for _ in range(MAX_WRONG_TRIES - 1):
        with pytest.raises(CodeWrong):
            check(person, wrong(code))
    with pytest.raises(TooManyTries):
        check(person, wrong(code))
    with pytest.raises(TooManyTries):
        check(person, digits(code))


def test_a_code_works_once_and_survives_a_double_click(person):
    code = issued(person)
    check(person, digits(code))
    check(person, digits(code), at=AT + timedelta(seconds=2))
    with pytest.raises(CodeExpired):
        check(person, digits(code), at=AT + timedelta(minutes=3))


def test_a_new_code_ends_the_one_before(person):
    first = issued(person)
    second = issued(person, at=AT + timedelta(minutes=1))
    with pytest.raises(CodeWrong):
        check(person, digits(first), at=AT + timedelta(minutes=1))
    assert check(person, digits(second), at=AT + timedelta(minutes=1))


def test_a_code_is_for_one_thing_and_one_purpose(person):
    code = issued(person)
    with pytest.raises(CodeExpired):
        check(PersonFactory(), digits(code))
    with pytest.raises(CodeExpired):
        check(person, digits(code), purpose="tests.other")


def test_codes_are_not_a_way_to_plague_someone(person):
    at = AT
    issued(person, at)
    with pytest.raises(TooManyCodes):
        issued(person, at + timedelta(seconds=10))
    for _ in range(AN_HOUR - 1):
        at += timedelta(minutes=1)
        issued(person, at)
    with pytest.raises(TooManyCodes):
        issued(PersonFactory(), at + timedelta(minutes=1))
    issued(person, at + timedelta(minutes=1), to=Recipient("other@example.org", "", "en"))
    at += timedelta(hours=1)
    for _ in range(A_DAY - AN_HOUR):
        at += timedelta(minutes=20)
        issued(person, at)
    with pytest.raises(TooManyCodes):
        issued(person, at + timedelta(minutes=20))
    assert issued(person, at + timedelta(days=1))


def test_no_code_is_stored(person):
    code = issued(person)
    row = Code.objects.values().get()
    assert digits(code) not in str({**row, "issued_at": "", "expires_at": "", "uuid": "", "about_uuid": ""})


def test_a_code_made_under_an_earlier_key_still_works(person, settings):
    typed = digits(issued(person))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-entirely"
    assert check(person, typed)


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_stays_counted_whatever_becomes_of_the_action(person):
    code = issued(person)
    with pytest.raises(RuntimeError), transaction.atomic():
        check(person, wrong(code))
    for _ in range(MAX_WRONG_TRIES - 1):
        with pytest.raises(CodeWrong):
            check(person, wrong(code))
    assert Code.objects.get().wrong_tries == MAX_WRONG_TRIES - 1
