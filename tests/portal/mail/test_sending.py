"""Handing letters to the mail server: one by one, tried again, refused, given up."""

import smtplib
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from portal.audit.queries.history import history_of
from portal.mail import attachments
from portal.mail.actions.sending import (
    GIVEN_UP_AFTER,
    LEASE,
    PAUSES,
    claim_letter,
    expire_letters,
    record_delivery,
    send_due_letters,
)
from portal.mail.attachments import Attachment, AttachmentGone, AttachmentNotNow
from portal.mail.models import Letter
from portal.mail.states import AttemptOutcome, LetterState
from portal.mail.transport import Answer, Verdict
from tests.factories.mail import BatchFactory, LetterFactory
from tests.portal.mail.servers import refused

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)


def waiting(**fields):
    return LetterFactory(**{"queued_at": AT, **fields})


def send(at=AT, **limits):
    return send_due_letters(at=at, **limits)


def reread(letter):
    letter.refresh_from_db()
    return letter


def test_a_sent_letter_carries_its_own_message_id_and_asks_for_no_holiday_answer(server):
    letter = waiting()
    assert send().sent == 1
    [message] = server.taken
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "is"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert reread(letter).state == LetterState.SENT
    assert letter.ended_at is not None
    [attempt] = letter.tries.all()
    assert attempt.outcome == AttemptOutcome.TAKEN


def test_a_sent_letter_is_not_sent_again(server):
    waiting()
    send()
    send()
    assert len(server.taken) == 1


def test_one_connection_carries_many_letters(server):
    for _ in range(3):
        waiting()
    assert send().sent == 3
    assert server.connections == 1


def test_the_urgent_go_first(server):
    batch = waiting(priority=Letter.Priority.BATCH, batch=BatchFactory())
    urgent = waiting(priority=Letter.Priority.NOW)
    ordinary = waiting()
    send()
    assert [message["Message-ID"] for message in server.taken] == [
        letter.message_id for letter in (urgent, ordinary, batch)
    ]


def test_a_refused_address_is_marked_at_once_with_the_servers_words(server):
    letter = waiting(to_email="gone@example.org")
    other = waiting()
    server.answers["gone@example.org"] = refused("gone@example.org")
    run = send()
    assert (run.sent, run.failed) == (1, 1)
    assert reread(letter).state == LetterState.REFUSED
    assert letter.last_words == "550 5.1.1 no such user"
    assert reread(other).state == LetterState.SENT
    assert [line.verb for line in history_of(letter)] == ["mail.refuse_letter"]


def test_a_letter_turned_away_for_now_is_tried_again_after_growing_pauses(server):
    letter = waiting(to_email="grey@example.org")
    server.answers["grey@example.org"] = refused("grey@example.org", 451, b"4.7.1 greylisted")
    at, pauses = AT, []
    for _ in range(6):
        send(at)
        assert reread(letter).state == LetterState.WAITING
        pauses.append(letter.next_at - at)
        at = letter.next_at
    assert [round(pause / timedelta(minutes=1)) for pause in pauses] == [1, 2, 5, 15, 30, 60]
    del server.answers["grey@example.org"]
    send(at)
    assert reread(letter).state == LetterState.SENT
    assert letter.attempts == 7


def test_a_letter_is_not_tried_before_its_pause_is_over(server):
    letter = waiting(next_at=AT + timedelta(seconds=1))
    assert send(AT).sent == 0
    assert send(AT + timedelta(seconds=1)).sent == 1
    assert reread(letter).attempts == 1


def test_after_a_day_a_letter_is_given_up_visibly(server):
    letter = waiting(to_email="full@example.org")
    server.answers["full@example.org"] = refused("full@example.org", 452, b"4.2.2 mailbox full")
    at, attempts = AT, 0
    while reread(letter).state == LetterState.WAITING:
        at = letter.next_at
        send(at)
        attempts += 1
    assert letter.state == LetterState.GIVEN_UP
    assert letter.last_words == "452 4.2.2 mailbox full"
    assert GIVEN_UP_AFTER <= at - AT < GIVEN_UP_AFTER + timedelta(minutes=1)
    assert 10 <= attempts <= 16
    assert letter.tries.count() == attempts
    assert [line.verb for line in history_of(letter)] == ["mail.give_up_letter"]


def test_a_worker_that_was_away_for_a_week_still_tries_each_letter_for_a_day(server):
    letter = waiting(to_email="full@example.org")
    server.answers["full@example.org"] = refused("full@example.org", 452, b"full")
    send(AT + timedelta(days=7))
    assert reread(letter).state == LetterState.WAITING


def test_while_the_server_is_out_of_reach_one_attempt_is_spent_not_all(server):
    letters = [waiting() for _ in range(3)]
    server.down = ConnectionRefusedError("nobody listens")
    run = send()
    assert (run.sent, run.failed, run.more) == (0, 1, False)
    assert sorted(reread(letter).attempts for letter in letters) == [0, 0, 1]
    server.down = None
    send(AT + PAUSES[0] + timedelta(seconds=5))
    assert {reread(letter).state for letter in letters} == {LetterState.SENT}


def test_a_server_that_hangs_up_first_does_not_spoil_what_was_sent(server):
    letter = waiting()
    server.hangs_up_rudely = True
    assert send().sent == 1
    assert reread(letter).state == LetterState.SENT


def test_after_trouble_a_new_connection_is_opened(server):
    bad, _good = waiting(to_email="bad@example.org", priority=0), waiting()
    server.answers["bad@example.org"] = smtplib.SMTPDataError(554, b"no")
    send()
    assert server.connections == 2
    assert reread(bad).state == LetterState.REFUSED


def test_a_claimed_letter_is_nobody_elses_until_the_lease_is_over():
    letter = waiting()
    assert claim_letter(at=AT) == letter
    assert claim_letter(at=AT) is None
    assert claim_letter(at=AT + LEASE - timedelta(seconds=1)) is None
    again = claim_letter(at=AT + LEASE)
    assert again == letter
    assert again.message_id == letter.message_id
    assert [attempt.outcome for attempt in letter.tries.all()] == [AttemptOutcome.CUT_OFF, AttemptOutcome.BEGUN]


def test_who_comes_back_after_the_lease_marks_nothing():
    waiting()
    slow = claim_letter(at=AT)
    claim_letter(at=AT + LEASE)
    assert record_delivery(letter=slow, answer=Answer(Verdict.REFUSED, "550"), at=AT + LEASE) is False
    assert reread(slow).state == LetterState.SENDING


def test_a_letter_whose_time_is_over_is_not_sent(server):
    late = waiting(expires_at=AT)
    held = waiting(held=True, expires_at=AT)
    in_time = waiting(expires_at=AT + timedelta(minutes=5))
    send()
    assert reread(late).state == reread(held).state == LetterState.EXPIRED
    assert reread(in_time).state == LetterState.SENT
    assert len(server.taken) == 1


def test_a_cut_off_letter_whose_time_is_over_is_let_be():
    letter = waiting(cut_off=True, claimed_until=AT, expires_at=AT)
    assert expire_letters(at=AT - timedelta(seconds=1)) == 0
    assert expire_letters(at=AT) == 1
    assert reread(letter).claim is None


def test_a_held_letter_is_not_sent(server):
    waiting(held=True)
    assert send().sent == 0


def test_a_run_stops_at_its_limit_and_says_there_is_more(server):
    for _ in range(3):
        waiting()
    first = send(at_most=2)
    assert (first.sent, first.more) == (2, True)
    assert send(at_most=2).more is False
    waiting()
    assert send(seconds=-1).more is True


def test_a_letter_that_cannot_be_put_together_does_not_stop_the_others(server):
    broken = waiting(secrets={"link": {"kind": "link"}}, text="x", priority=0)
    broken.text = f"secret-link-{broken.uuid.hex}"
    broken.save()
    fine = waiting()
    send()
    assert reread(broken).state == LetterState.WAITING
    assert "KeyError" in broken.last_words
    assert reread(fine).state == LetterState.SENT


class Drawer:
    """Holds one file; everything else was removed."""

    away = False

    def __init__(self, kept):
        self.kept = kept

    def load(self, file):
        if self.away:
            raise AttachmentNotNow("The storage does not answer.")
        if file != self.kept:
            raise AttachmentGone("The file was removed.")
        return Attachment("kvittering – ø.pdf", "application/pdf", b"%PDF-1.7 receipt")

    def names(self, files):
        return {self.kept: "kvittering – ø.pdf"}


@pytest.fixture
def drawer(monkeypatch):
    kept = LetterFactory.build().uuid
    monkeypatch.setattr(attachments, "_providers", [Drawer(kept)])
    return kept


def test_a_file_goes_with_the_letter(server, drawer):
    waiting(attachments=[str(drawer)])
    send()
    [message] = server.taken
    [file] = [part for part in message.walk() if part.get_filename()]
    assert file.get_filename() == "kvittering – ø.pdf"
    assert file.get_payload(decode=True) == b"%PDF-1.7 receipt"


def test_a_letter_does_not_go_without_its_file(server, drawer):
    letter = waiting(attachments=[str(LetterFactory.build().uuid)])
    send()
    assert reread(letter).state == LetterState.GIVEN_UP
    assert letter.last_words == "The file was removed."
    assert server.taken == []


def test_where_nothing_keeps_files_a_letter_with_one_is_given_up(server, monkeypatch):
    monkeypatch.setattr(attachments, "_providers", [])
    letter = waiting(attachments=[str(LetterFactory.build().uuid)])
    send()
    assert reread(letter).state == LetterState.GIVEN_UP


def test_while_the_files_storage_is_away_the_letter_waits(server, drawer, monkeypatch):
    monkeypatch.setattr(Drawer, "away", True)
    letter, other = waiting(attachments=[str(drawer)]), waiting()
    send()
    assert reread(letter).state == LetterState.WAITING
    assert letter.last_words == "The storage does not answer."
    assert reread(other).state == LetterState.SENT
    monkeypatch.setattr(Drawer, "away", False)
    send(letter.next_at)
    assert reread(letter).state == LetterState.SENT


def test_a_letter_of_text_alone_is_sent_as_such(server):
    waiting(html="")
    send()
    assert server.taken[0].get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ({"kind": "link", "uuid": str(uuid4())}, "The link in it was withdrawn."),
        ({"kind": "code", "uuid": str(uuid4())}, "The code in it was withdrawn."),
        ({"kind": "sealed", "value": "sealed-under-a-lost-key"}, "What it contains can't be opened any more."),
    ],
)
def test_a_letter_whose_secret_is_gone_is_given_up_with_the_reason(server, secret, words):
    letter = waiting(secrets={"it": secret})
    letter.text = f"here: secret-it-{letter.uuid.hex}"
    letter.save()
    send()
    assert reread(letter).state == LetterState.GIVEN_UP
    assert letter.last_words == words
    assert server.taken == []
