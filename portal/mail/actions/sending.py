"""Empty the outbox: claim a letter, hand it to the mail server, mark what became of it; then the next.

Each of the three is on its own, so a process killed anywhere loses nothing: a claim lapses, and the one letter whose
sending was cut off goes again under the same Message-ID. No other letter is touched.
"""

import logging
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from portal.audit.actions.events import log_event
from portal.mail.models import Attempt, Letter
from portal.mail.states import AttemptOutcome, LetterState
from portal.mail.transport import Answer, Transport, Verdict

logger = logging.getLogger("portal.mail")

# Longer than the slowest exchange with a server (EMAIL_TIMEOUT bounds each step of it).
LEASE = timedelta(minutes=5)
# Growing pauses between attempts; the last one repeats until a day has passed (RFC 5321 4.5.4.1 asks for 4 to 5 days
# of mail servers; ours stands behind one, and after a day a person should know).
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240))
GIVEN_UP_AFTER = timedelta(days=1)


@dataclass(slots=True)
class Run:
    """What one emptying of the outbox did. `more`: it stopped for its limits, not for want of letters."""

    sent: int = 0
    failed: int = 0
    more: bool = False


def send_due_letters(*, at: datetime, at_most: int = 100, seconds: float = 45) -> Run:
    """Send what is due at `at`, the urgent first, one by one. Safe to run in many processes at once.

    When the server itself is out of reach the run ends there, so that an outage costs one letter an attempt, not all.
    """
    run, begun = Run(), time.monotonic()
    expire_letters(at=at)
    with Transport() as transport:
        while True:
            moment = at + timedelta(seconds=time.monotonic() - begun)
            if run.sent + run.failed >= at_most or moment - at > timedelta(seconds=seconds):
                run.more = due_letters(at=moment).exists()
                return run
            letter = claim_letter(at=moment)
            if letter is None:
                return run
            answer = transport.send(letter)
            record_delivery(letter=letter, answer=answer, at=at + timedelta(seconds=time.monotonic() - begun))
            if answer.verdict == Verdict.TAKEN:
                run.sent += 1
            else:
                run.failed += 1
            if answer.verdict == Verdict.OUT_OF_REACH:
                return run


def due_letters(*, at: datetime) -> QuerySet[Letter]:
    """What a run may pick up: waiting and due, or claimed by a process that never came back."""
    return Letter.objects.filter(
        Q(state=LetterState.WAITING, next_at__lte=at) | Q(state=LetterState.SENDING, claimed_until__lte=at)
    ).order_by("priority", "next_at", "id")


def claim_letter(*, at: datetime) -> Letter | None:
    """Take the next due letter for this process alone, or None. Others skip it until the lease has passed."""
    if not due_letters(at=at).exists():
        return None
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        letter = due_letters(at=at).select_for_update(skip_locked=skip).first()
        if letter is None:
            return None
        if letter.state == LetterState.SENDING:
            _close_attempt(letter, AttemptOutcome.CUT_OFF, at, "")
        letter.state = LetterState.after("claim", letter.state)
        letter.claim, letter.claimed_until = uuid.uuid4(), at + LEASE
        letter.attempts += 1
        letter.trying_since = letter.trying_since or at
        letter.save(update_fields=["state", "claim", "claimed_until", "attempts", "trying_since"])
        Attempt.objects.create(letter=letter, number=letter.attempts, begun_at=at)
    return letter


def record_delivery(*, letter: Letter, answer: Answer, at: datetime) -> bool:
    """Mark what became of an attempt. False when the claim had lapsed and another process has the letter now."""
    step, outcome = _STEPS[answer.verdict]
    given_up_at = (letter.trying_since or at) + GIVEN_UP_AFTER
    if step == "postpone" and at >= given_up_at:
        step = "give_up"
    with transaction.atomic():
        changes: dict[str, object] = {"claim": None, "claimed_until": None, "last_words": answer.words}
        changes["state"] = LetterState.after(step, LetterState.SENDING)
        if step == "postpone":
            changes["next_at"] = min(at + _pause(letter.attempts), given_up_at)
        else:
            changes["ended_at"] = at
        mine = Letter.objects.filter(pk=letter.pk, claim=letter.claim, state=LetterState.SENDING)
        if not mine.update(**changes):
            return False
        _close_attempt(letter, outcome, at, answer.words)
        if step in ("refuse", "give_up"):
            data = {"template": letter.template, "attempts": letter.attempts}
            log_event(verb=f"mail.{step}_letter", by=None, about=letter, at=at, data=data)
            logger.warning("letter %s: %s after %d attempts", letter.uuid, step, letter.attempts)
    return True


def expire_letters(*, at: datetime) -> int:
    """End every letter that would come too late to be of use. Returns how many."""
    unsent = Q(state__in=(LetterState.WAITING, LetterState.HELD))
    cut_off = Q(state=LetterState.SENDING, claimed_until__lte=at)
    late = Letter.objects.filter(unsent | cut_off, expires_at__lte=at)
    if not late.exists():
        return 0
    return late.update(state=LetterState.EXPIRED, ended_at=at, claim=None, claimed_until=None)


_STEPS = {
    Verdict.TAKEN: ("mark_sent", AttemptOutcome.TAKEN),
    Verdict.REFUSED: ("refuse", AttemptOutcome.REFUSED),
    Verdict.USELESS: ("give_up", AttemptOutcome.REFUSED),
    Verdict.LATER: ("postpone", AttemptOutcome.FAILED),
    Verdict.OUT_OF_REACH: ("postpone", AttemptOutcome.FAILED),
}


def _pause(attempts: int) -> timedelta:
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def _close_attempt(letter: Letter, outcome: str, at: datetime, words: str) -> None:
    Attempt.objects.filter(letter=letter, number=letter.attempts).update(outcome=outcome, ended_at=at, words=words)
