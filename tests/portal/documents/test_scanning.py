"""With a virus scanner a file waits until it was looked at; the scanner may be away, and nothing waits for ever."""

from datetime import timedelta

import pytest

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.states import TransitionRefused
from portal.desk.warnings import warnings_for
from portal.documents.actions.scanning import accept_file, finish_scan, refuse_file
from portal.documents.actions.storing import store_upload
from portal.documents.errors import ScannerDown
from portal.documents.models import PrivateFile
from portal.documents.queries.files import files_of
from portal.documents.queries.leftovers import stuck_files
from portal.documents.scanning import scan
from portal.documents.signals import file_refused
from portal.documents.tasks import scan_file, scan_waiting
from tests.factories.people import AdministratorFactory
from tests.support import files
from tests.support.clamd import EICAR, Scanner

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(settings):
    server = Scanner()
    settings.CLAMD_URL = server.url
    yield server
    server.stop()


@pytest.fixture
def no_scanner(settings):
    """One that is set up and does not answer."""
    settings.CLAMD_URL = "tcp://127.0.0.1:9"


def receive(about, content=None):
    sent = files.upload(content or files.pdf(), "plan.pdf")
    return store_upload(upload=sent, purpose="tests.attachment", about=about, by=None, at=now())


def test_without_a_scanner_files_wait_for_none(about):
    assert receive(about).state == "accepted"


def test_a_file_is_scanned_as_soon_as_it_is_committed(about, scanner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = receive(about)
        assert file.state == "arrived"

    file.refresh_from_db()
    assert file.state == "accepted"
    assert scanner.scanned == [files.pdf()]
    assert [entry.verb for entry in history_of(file)] == ["documents.accept_file"]


def test_a_harmful_file_is_refused_and_its_sender_told_why(about, scanner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        receive(about, files.pdf(body=EICAR))

    (shown,) = files_of(about)
    assert shown.state == "refused"
    assert shown.refusal == "The virus scanner found something harmful in this file."
    assert not shown.is_open


def test_the_half_it_belongs_to_hears_of_a_refusal(about, scanner, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, file, at, **kwargs):
        heard.append(file.purpose)

    file_refused.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            receive(about, files.pdf(body=EICAR))
    finally:
        file_refused.disconnect(listen)

    assert heard == ["tests.attachment"]


def test_while_the_scanner_is_away_the_next_attempt_is_put_off_by_growing_pauses(about, no_scanner, clock):
    clock("2026-05-01T12:00:00Z")
    file = receive(about)
    pauses = []

    for _attempt in range(9):
        at = PrivateFile.objects.get().scan_next_at
        scan_waiting(at)
        pauses.append((PrivateFile.objects.get().scan_next_at - at) // timedelta(minutes=1))

    assert pauses == [1, 2, 5, 10, 20, 30, 60, 60, 60]
    assert PrivateFile.objects.get(pk=file.pk).state == "arrived"


def test_when_the_scanner_is_back_what_waited_is_accepted(about, no_scanner, settings):
    file = receive(about)
    scan_waiting(now())
    server = Scanner()
    settings.CLAMD_URL = server.url

    scan_waiting(now() + timedelta(minutes=2))
    server.stop()

    file.refresh_from_db()
    assert file.state == "accepted"


def test_a_file_that_waits_is_not_scanned_before_its_time(about, scanner):
    PrivateFile.objects.filter(pk=receive(about).pk).update(scan_next_at=now() + timedelta(minutes=5))

    scan_waiting(now())

    assert scanner.scanned == []


def test_a_scanner_that_answers_with_an_error_counts_as_away(about, scanner):
    scanner.answer = b"INSTREAM size limit exceeded. ERROR\n"
    file = finish_scan(file=receive(about), at=now())

    assert (file.state, file.scan_attempts) == ("arrived", 1)


@pytest.mark.parametrize("answer", [b"stream: Broken ERROR\n", b"nonsense\n", b"\n"])
def test_an_answer_nobody_understands_accepts_nothing(scanner, answer):
    scanner.answer = answer

    with pytest.raises(ScannerDown):
        scan(files.upload(b"x", "x"))


def test_a_scanner_at_a_socket_on_this_machine_is_spoken_to_there(settings):
    settings.CLAMD_URL = "unix:///nowhere/clamd.ctl"

    with pytest.raises(ScannerDown, match="nowhere"):
        scan(files.upload(b"x", "x"))


def test_a_decided_file_is_not_decided_again(about, scanner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = receive(about)
    file.refresh_from_db()

    scan_file.call(str(file.uuid))
    scan_file.call("00000000-0000-4000-8000-000000000000")

    assert len(scanner.scanned) == 1


def test_two_scanners_at_a_time_decide_it_once(about, scanner):
    """Both read `arrived`; the second finds it settled under the lock."""
    file = receive(about)
    again = PrivateFile.objects.get(pk=file.pk)

    finish_scan(file=file, at=now())
    finish_scan(file=again, at=now())

    assert len(history_of(file)) == 1


def test_putting_off_a_file_that_was_decided_meanwhile_changes_nothing(about, no_scanner):
    file = receive(about)
    PrivateFile.objects.update(state="accepted")

    assert finish_scan(file=file, at=now()).scan_attempts == 0


def test_staff_may_refuse_an_accepted_file_and_not_accept_it_again(about):
    administrator = AdministratorFactory()
    file = receive(about)

    refuse_file(file=file, reason="Not yours to send.", by=administrator, at=now())

    with pytest.raises(TransitionRefused):
        accept_file(file=file, by=administrator, at=now())
    assert files_of(about)[0].refusal == "Not yours to send."


def test_a_file_that_waited_an_hour_is_somebodys_matter(about, no_scanner):
    receive(about)

    assert not stuck_files(now()).exists()
    assert stuck_files(now() + timedelta(minutes=61)).exists()


def test_the_staff_home_says_that_nothing_scans(settings, db):
    administrator = AdministratorFactory()
    settings.CLAMD_URL = ""

    assert any("virus" in str(warning.text) for warning in warnings_for(administrator, now()))


def test_with_a_scanner_the_staff_home_is_silent(scanner, db):
    assert not any("virus" in str(warning.text) for warning in warnings_for(AdministratorFactory(), now()))
