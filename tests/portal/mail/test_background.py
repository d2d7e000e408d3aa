"""Letters of others in our outbox, the sweep, and two workers at once."""

import threading
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.db import connection
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from portal.core.clock import now
from portal.jobs.registry import all_jobs
from portal.mail import tasks
from portal.mail.actions.sending import Run, claim_letter
from portal.mail.models import Letter
from portal.mail.states import LetterState
from tests.factories.mail import LetterFactory

pytestmark = pytest.mark.django_db

OUTBOX = "portal.mail.backends.Outbox"


@pytest.fixture
def outbox(settings):
    settings.EMAIL_BACKEND = OUTBOX


def test_mail_of_the_editing_system_waits_in_our_outbox(outbox, mailoutbox, django_capture_on_commit_callbacks):
    with translation.override("nb"), django_capture_on_commit_callbacks(execute=True):
        sent = send_mail(
            "A page\nwaits", "Look", None, ["Åse <Ase@example.org>", "bo@example.org"], html_message="<b/>"
        )
    assert sent == 1
    letter = Letter.objects.get(to_email="ase@example.org")
    assert (letter.subject, letter.to_name, letter.language, letter.html) == ("A page waits", "Åse", "nb", "<b/>")
    assert letter.state == LetterState.SENT
    assert len(mailoutbox) == 2


def test_a_file_cannot_slip_through_the_outbox_for_others(outbox):
    message = EmailMultiAlternatives("s", "b", None, ["a@example.org"], attachments=[("a.txt", "x", "text/plain")])
    with pytest.raises(ValueError, match="private files"):
        message.send()


def test_without_a_mail_server_letters_count_as_delivered(settings):
    settings.MAIL_TRANSPORT = "portal.mail.backends.ReadInPortal"
    letter = LetterFactory()
    tasks.send_letters.call()
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert get_connection(settings.MAIL_TRANSPORT).send_messages([]) == 0


def sweep(at):
    [job] = [job for job in all_jobs() if job.name == "mail.send_due"]
    job.run(at)


def test_the_sweep_sends_what_a_lost_task_left_behind(mailoutbox):
    late, cut_off = LetterFactory(), LetterFactory(cut_off=True)
    LetterFactory(next_at=now() + timedelta(minutes=1))
    LetterFactory(held=True)
    sweep(now())
    assert {message.extra_headers["Message-ID"] for message in mailoutbox} == {late.message_id, cut_off.message_id}


def test_the_sweep_runs_twice_at_once_and_sends_once(mailoutbox):
    LetterFactory()
    sweep(now())
    sweep(now())
    assert len(mailoutbox) == 1


@pytest.fixture
def queue(settings):
    """Tasks wait in the database, as they do outside tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects


def test_the_sweep_enqueues_nothing_where_nothing_is_due(queue):
    sweep(now())
    assert not queue.exists()


def test_however_often_the_sweep_runs_one_task_waits(queue):
    LetterFactory()
    sweep(now())
    sweep(now())
    assert queue.get().task_path == "portal.mail.tasks.send_letters"


def test_a_task_that_has_begun_does_not_keep_the_next_from_waiting(queue):
    LetterFactory()
    sweep(now())
    queue.update(status="RUNNING")
    sweep(now())
    assert queue.count() == 2


def test_a_long_queue_is_worked_off_in_turns(monkeypatch):
    runs = iter([Run(sent=100, more=True), Run(sent=7)])
    monkeypatch.setattr(tasks, "send_due_letters", lambda at: next(runs))
    tasks.send_letters.enqueue()
    assert next(runs, None) is None


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_claim_each_letter_once():
    letters = LetterFactory.create_batch(12)
    claimed, lock = [], threading.Lock()
    start = threading.Barrier(4)

    def work():
        start.wait()
        while letter := claim_letter(at=now()):
            with lock:
                claimed.append(letter.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(claimed) == sorted(letter.pk for letter in letters)
