"""Sending a letter again."""

from datetime import timedelta

import pytest

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.resending import resend_letter
from portal.mail.actions.sending import send_due_letters
from portal.mail.errors import LetterErased, LetterNotSent, LetterTooLate
from portal.mail.models import Letter
from portal.mail.recipients import Recipient
from portal.mail.secrets import SealedSecret
from portal.mail.states import LetterState
from tests.factories.mail import LetterFactory
from tests.factories.people import EditorFactory, ManagerFactory
from tests.portal.mail.letters import CODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.mark.parametrize("trait", ["refused", "given_up"])
def test_a_letter_that_failed_waits_again_as_itself(manager, trait, server):
    letter = LetterFactory(**{trait: True})
    again = resend_letter(letter=letter, by=manager, at=now())
    assert (again.pk, again.state, again.trying_since) == (letter.pk, LetterState.WAITING, None)
    assert resend_letter(letter=letter, by=manager, at=now()).pk == letter.pk
    assert len(history_of(letter)) == 1
    send_due_letters(at=now())
    assert [message["Message-ID"] for message in server.taken] == [letter.message_id]


def test_of_a_sent_letter_goes_a_copy_with_its_secrets_and_its_own_message_id(manager, server):
    letter = queue_letter(
        reason="tests.code:1",
        to=Recipient("a@example.org", "Anna", "nb"),
        kind=CODE,
        secrets={"code": SealedSecret("271828")},
        at=now(),
    )
    send_due_letters(at=now())
    copy = resend_letter(letter=letter, by=manager, at=now())
    assert copy.pk != letter.pk
    assert copy.message_id != letter.message_id
    send_due_letters(at=now())
    first, second = (message.get_payload()[0].get_payload(decode=True) for message in server.taken)
    assert b"271828" in first
    assert first == second
    assert [line.verb for line in history_of(letter)] == ["mail.resend_letter"]


@pytest.mark.both
def test_two_clicks_make_one_copy_and_a_later_wish_another(manager, clock):
    clock("2026-09-01T08:00:00Z")
    letter = LetterFactory(sent=True)
    first = resend_letter(letter=letter, by=manager, at=now())
    assert resend_letter(letter=letter, by=manager, at=now()) == first
    clock.shift(timedelta(minutes=6))
    assert resend_letter(letter=letter, by=manager, at=now()) != first
    assert Letter.objects.count() == 3


def test_a_letter_on_its_way_is_left_alone(manager):
    letter = LetterFactory()
    assert resend_letter(letter=letter, by=manager, at=now()) == letter
    assert history_of(letter) == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"sent": True, "erased_at": now()}, LetterErased),
        ({"sent": True, "expires_at": now()}, LetterTooLate),
        ({"held": True}, LetterNotSent),
    ],
)
def test_what_cannot_be_sent_again_says_why(manager, fields, refusal):
    with pytest.raises(refusal):
        resend_letter(letter=LetterFactory(**fields), by=manager, at=now())


def test_an_editor_sends_nothing():
    with pytest.raises(NotAllowed):
        resend_letter(letter=LetterFactory(sent=True), by=EditorFactory(), at=now())
