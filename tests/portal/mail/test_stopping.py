"""E-mails that wait fifteen minutes before they go out, and are stopped meanwhile."""

from datetime import timedelta

import pytest

from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.release import drop_letter
from portal.mail.actions.sending import send_due_letters
from portal.mail.actions.stopping import stop_batch
from portal.mail.errors import NothingToStop
from portal.mail.grace import GRACE
from portal.mail.letters import FRESH_LINK
from portal.mail.recipients import Recipient
from portal.mail.secrets import SealedSecret
from portal.mail.states import LetterState
from tests.factories.people import EditorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


def queued(number=0, batch="tests.decisions"):
    return queue_letter(
        reason=f"tests.decision:{number}",
        to=Recipient(f"a{number}@example.org", "A", "en"),
        kind=FRESH_LINK,
        context={"label": ""},
        secrets={"link": SealedSecret("https://example.org/")},
        at=now(),
        batch=batch,
        not_before=now() + GRACE,
    )


def test_it_goes_out_after_fifteen_minutes_and_not_before(clock, mailoutbox):
    clock("2026-03-10T13:00:00Z")
    queued()
    clock("2026-03-10T13:14:59Z")
    send_due_letters(at=now())
    assert mailoutbox == []
    clock("2026-03-10T13:15:00Z")
    send_due_letters(at=now())
    assert len(mailoutbox) == 1


def test_a_batch_is_stopped_until_then(clock, manager, mailoutbox):
    clock("2026-03-10T13:00:00Z")
    batch = [queued(number) for number in range(3)][0].batch
    clock("2026-03-10T13:14:00Z")
    assert stop_batch(batch=batch, by=manager, at=now()) == 3
    clock("2026-03-10T13:20:00Z")
    send_due_letters(at=now())
    assert mailoutbox == []
    [line] = history_of(batch)
    assert (line.verb, line.data) == ("mail.stop_batch", {"letters": 3})


def test_what_is_due_is_not_stopped(clock, manager):
    clock("2026-03-10T13:00:00Z")
    batch = queued().batch
    clock("2026-03-10T13:15:00Z")
    with pytest.raises(NothingToStop):
        stop_batch(batch=batch, by=manager, at=now())
    assert batch.letters.get().state == LetterState.WAITING


def test_one_of_them_is_stopped_alone(clock, manager, mailoutbox):
    clock("2026-03-10T13:00:00Z")
    first, _second = queued(1), queued(2)
    drop_letter(letter=first, by=manager, at=now())
    send_due_letters(at=now() + GRACE)
    assert [mail.to for mail in mailoutbox] == [["A <a2@example.org>"]]


def test_only_those_who_send_stop(clock):
    with pytest.raises(NotAllowed):
        stop_batch(batch=queued().batch, by=EditorFactory(), at=now())


def test_the_pages_say_when_it_goes_and_offer_to_stop_it(client, clock, manager):
    clock("2026-03-10T13:00:00Z")
    letter = queued()
    client.force_login(manager)
    for address, button in ((staff_url(letter), "Drop it"), (staff_url(letter.batch), "Stop them")):
        page = " ".join(client.get(address).content.decode().split())
        assert "14:15" in page
        assert button in page
    clock(now() + GRACE + timedelta(minutes=1))
    page = client.get(staff_url(letter.batch)).content.decode()
    assert "Stop them" not in page
    assert "Until then" not in page
