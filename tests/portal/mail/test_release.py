"""Letters held for a look: looked at, then let go or dropped, once."""

import pytest

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.release import drop_batch, drop_letter, release_batch, release_letter
from portal.mail.errors import BatchChanged, NothingHeld
from portal.mail.letters import FRESH_LINK
from portal.mail.recipients import Recipient
from portal.mail.secrets import SealedSecret
from portal.mail.states import LetterState
from tests.factories.mail import BatchFactory, LetterFactory
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


def states(batch):
    return sorted(batch.letters.values_list("state", flat=True))


def test_a_released_batch_is_sent(manager, mailoutbox, django_capture_on_commit_callbacks):
    for number in range(3):
        letter = queue_letter(
            reason=f"tests.decision:{number}",
            to=Recipient(f"a{number}@example.org", "A", "en"),
            kind=FRESH_LINK,
            context={"label": ""},
            secrets={"link": SealedSecret("https://example.org/")},
            at=now(),
            hold=True,
            batch="tests.decisions",
        )
    with django_capture_on_commit_callbacks(execute=True):
        assert release_batch(batch=letter.batch, by=manager, at=now(), seen=3) == 3
    assert len(mailoutbox) == 3
    assert states(letter.batch) == [LetterState.SENT] * 3
    [line] = history_of(letter.batch)
    assert (line.verb, line.data) == ("mail.release_batch", {"letters": 3})


def test_only_what_is_held_is_released_or_dropped(manager):
    batch = BatchFactory()
    LetterFactory(batch=batch, sent=True)
    LetterFactory(batch=batch, held=True)
    LetterFactory(held=True)
    assert drop_batch(batch=batch, by=manager, at=now()) == 1
    assert states(batch) == [LetterState.DROPPED, LetterState.SENT]


def test_a_letter_that_joined_after_the_look_stops_the_release(manager):
    batch = BatchFactory()
    LetterFactory.create_batch(2, batch=batch, held=True)
    with pytest.raises(BatchChanged):
        release_batch(batch=batch, by=manager, at=now(), seen=1)
    assert states(batch) == [LetterState.HELD] * 2


def test_a_batch_released_twice_is_sent_once(manager):
    batch = BatchFactory()
    LetterFactory(batch=batch, held=True)
    release_batch(batch=batch, by=manager, at=now(), seen=1)
    with pytest.raises(NothingHeld):
        release_batch(batch=batch, by=manager, at=now(), seen=1)
    assert len(history_of(batch)) == 1


def test_one_letter_is_let_go_once(manager):
    letter = LetterFactory(held=True)
    release_letter(letter=letter, by=manager, at=now())
    assert release_letter(letter=letter, by=manager, at=now()).state == LetterState.WAITING
    assert len(history_of(letter)) == 1


def test_one_letter_is_dropped_once_and_never_sent(manager):
    letter = LetterFactory()
    drop_letter(letter=letter, by=manager, at=now())
    dropped = drop_letter(letter=letter, by=manager, at=now())
    assert dropped.state == LetterState.DROPPED
    assert dropped.ended_at
    assert len(history_of(letter)) == 1


@pytest.mark.parametrize("action", [release_letter, drop_letter])
def test_a_sent_letter_is_neither_let_go_nor_dropped(manager, action):
    with pytest.raises(TransitionRefused):
        action(letter=LetterFactory(sent=True), by=manager, at=now())


@pytest.mark.parametrize("factory", [EditorFactory, FinanceFactory])
def test_editors_and_finance_have_no_say_over_letters_of_others(factory):
    by = factory()
    letter, batch = LetterFactory(held=True), BatchFactory()
    for action, what in (
        (release_letter, {"letter": letter}),
        (drop_letter, {"letter": letter}),
        (release_batch, {"batch": batch}),
        (drop_batch, {"batch": batch}),
    ):
        with pytest.raises(NotAllowed):
            action(**what, by=by, at=now())


def test_finance_lets_letters_about_memberships_go():
    letter = LetterFactory(held=True, about_kind="membership.membership")
    assert release_letter(letter=letter, by=FinanceFactory(), at=now()).state == LetterState.WAITING
