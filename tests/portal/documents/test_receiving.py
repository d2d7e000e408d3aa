"""Files come in, once, within the limits, and lie where only we reach them."""

from pathlib import Path

import pytest

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.documents.actions import storing as receiving
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_generated, store_upload
from portal.documents.errors import FileLocked, FileRefused, StorageFailed
from portal.documents.models import PrivateFile
from portal.documents.queries.files import files_of, files_of_many
from portal.documents.storage.serving import storage
from tests.factories.people import PersonFactory
from tests.support import files

pytestmark = pytest.mark.django_db


def receive(about, content=None, name="plan.pdf", purpose="tests.attachment", by=None):
    sent = files.upload(files.pdf() if content is None else content, name)
    return store_upload(upload=sent, purpose=purpose, about=about, by=by, at=now())


def everything_stored(settings):
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_a_document_is_kept_as_it_was_sent(about, owner):
    file = receive(about, files.office(), "Søknad.docx", by=owner)

    assert file.state == "accepted"
    assert (file.name, file.size) == ("Søknad.docx", len(files.office()))
    assert storage("private").read(file.key) == files.office()
    assert file.owner_uuid == owner.uuid


def test_the_name_someone_chose_is_not_part_of_the_key(about):
    file = receive(about, name="kari-nordmann-diagnose.pdf")

    assert "kari" not in file.key


def test_only_the_owner_of_the_process_reads_files_on_disk(about, settings):
    receive(about)

    assert {oct(path.stat().st_mode)[-3:] for path in everything_stored(settings)} == {"600"}


def test_a_photograph_is_kept_without_what_it_tells_and_its_original_nowhere(about, owner, settings):
    file = receive(about, files.jpeg(4000, 3000, orientation=6), "IMG_1.jpeg", "tests.portrait", owner)

    assert (file.width, file.height, file.name) == (1200, 1600, "IMG_1.jpg")
    stored = everything_stored(settings)
    assert len(stored) == 2, "the bounded copy and the one for cards"
    assert not [leak for path in stored for leak in files.LEAKS if leak in path.read_bytes()]


def test_receiving_is_recorded_without_a_word_of_the_sender(about, owner):
    receive(about, name="kari-nordmann.pdf", by=owner)

    (entry,) = history_of(about)
    assert entry.verb == "documents.store_upload"
    assert entry.data["type"] == "application/pdf"
    assert "kari" not in str(entry.data)


def test_the_same_content_sent_twice_is_one_file(about):
    first = receive(about)
    again = receive(about, name="the same.pdf")

    assert first.pk == again.pk
    assert len(history_of(about)) == 1


def test_two_at_once_with_the_same_content_are_one_file(about, monkeypatch, settings):
    """The second was checked before the first was there, and meets it under the lock."""
    first = receive(about)
    really, asked = receiving._same, []

    def late(*args):
        asked.append(args)
        return really(*args) if len(asked) > 1 else None

    monkeypatch.setattr(receiving, "_same", late)

    assert receive(about).pk == first.pk
    assert len(everything_stored(settings)) == 1


def test_more_files_than_may_be_are_refused(about):
    receive(about, files.pdf(body=b"1"))
    receive(about, files.pdf(body=b"2"))

    with pytest.raises(FileRefused, match="There are already 2 files here"):
        receive(about, files.pdf(body=b"3"))


def test_where_one_file_may_be_the_next_has_to_wait_for_its_removal(about):
    portrait = receive(about, files.jpeg(), "me.jpg", "tests.portrait")
    with pytest.raises(FileRefused, match="Remove it first"):
        receive(about, files.png(), "me.png", "tests.portrait")

    remove_file(file=portrait, by=None, at=now())

    assert receive(about, files.png(), "me.png", "tests.portrait").state == "accepted"


def test_a_new_portrait_takes_the_place_of_the_one_before_only_if_it_is_good(about):
    first = receive(about, files.jpeg(), "me.jpg", "tests.portrait")
    bad = files.upload(b"no picture", "me.jpg")
    with pytest.raises(FileRefused):
        store_upload(upload=bad, purpose="tests.portrait", about=about, by=None, at=now(), replace=True)
    assert [file.uuid for file in files_of(about)] == [first.uuid]

    good = files.upload(files.png(), "me.png")
    second = store_upload(upload=good, purpose="tests.portrait", about=about, by=None, at=now(), replace=True)

    assert [file.uuid for file in files_of(about)] == [second.uuid]


def test_the_limit_counts_each_thing_for_itself(about):
    for other in (about, PersonFactory()):
        receive(other, files.jpeg(), "me.jpg", "tests.portrait")

    assert PrivateFile.objects.count() == 2


def test_a_refused_file_leaves_nothing_behind(about, settings):
    with pytest.raises(FileRefused):
        receive(about, b"MZ\x90 a program")

    assert not PrivateFile.objects.exists()
    assert not everything_stored(settings)


def test_a_file_whose_row_fails_is_taken_out_of_storage_again(about, settings, monkeypatch):
    def failing(**kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("portal.documents.actions.storing.log_event", failing)

    with pytest.raises(RuntimeError):
        receive(about)

    assert not everything_stored(settings)


def test_a_limit_reached_while_the_file_was_checked_is_held_under_the_lock(about, settings, monkeypatch):
    """Two at once: both found room, the second finds none any more, and what it stored is taken back."""
    receive(about, files.jpeg(), "me.jpg", "tests.portrait")
    really, asked = receiving._check_count, []

    def late(*args):
        asked.append(args)
        if len(asked) > 1:
            really(*args)

    monkeypatch.setattr(receiving, "_check_count", late)

    with pytest.raises(FileRefused, match="Remove it first"):
        receive(about, files.png(), "me.png", "tests.portrait")
    assert len(everything_stored(settings)) == 2


def test_a_storage_folder_that_cannot_be_emptied_is_tried_again(about, monkeypatch):
    file = receive(about)

    def failing(path):
        raise PermissionError(path)

    monkeypatch.setattr("os.remove", failing)

    with pytest.raises(StorageFailed):
        storage("private").discard(file.key)


def test_a_full_disk_is_told_in_plain_words(about, settings):
    Path(settings.PRIVATE_ROOT).parent.mkdir(parents=True, exist_ok=True)
    Path(settings.PRIVATE_ROOT).write_text("a file where the folder should be")

    with pytest.raises(StorageFailed, match="Nothing you wrote is lost"):
        receive(about)


def test_removing_takes_content_name_and_row_away(about, settings, django_capture_on_commit_callbacks):
    file = receive(about, files.jpeg(900, 900), "me.jpg", "tests.portrait")

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=file, by=None, at=now())
        remove_file(file=file, by=None, at=now())

    assert not everything_stored(settings)
    assert not PrivateFile.objects.exists()
    assert [entry.verb for entry in history_of(file)] == ["documents.remove_file"]
    remove_file(file=file, by=None, at=now())


def test_a_file_removed_is_out_of_sight_before_storage_lets_go_of_it(about):
    file = receive(about, name="secret.pdf")

    remove_file(file=file, by=None, at=now())

    assert files_of(about) == []
    assert PrivateFile.objects.get().name == ""


def test_a_receipt_we_made_is_kept_once_and_beyond_the_limit(about):
    for body in (b"1", b"2", b"2", b"3"):
        store_generated(content=files.pdf(body=body), name="receipt", purpose="tests.attachment", about=about, at=now())

    assert [file.name for file in files_of(about)] == ["receipt.pdf"] * 3


def test_what_was_signed_cannot_be_removed_before_its_day(about, clock):
    clock("2026-03-01T12:00:00Z")
    until = now().replace(year=2031)
    signed = store_generated(
        content=files.pdf(), name="agreement.pdf", purpose="tests.attachment", about=about, at=now(), kept_until=until
    )

    with pytest.raises(FileLocked, match="2031"):
        remove_file(file=signed, by=None, at=now())

    assert signed.storage == "locked"
    remove_file(file=signed, by=None, at=until)
    assert files_of(about) == []


def test_files_are_listed_by_purpose_and_without_others(about):
    receive(about)
    receive(about, files.jpeg(), "me.jpg", "tests.portrait")
    receive(PersonFactory(), files.pdf(body=b"other"))

    assert [file.name for file in files_of(about)] == ["plan.pdf", "me.jpg"]
    assert [file.name for file in files_of(about, "tests.portrait")] == ["me.jpg"]
    (portrait,) = files_of(about, "tests.portrait", accepted_only=True)
    assert portrait.is_picture
    assert portrait.is_open
    assert portrait.small_url.endswith("?size=small")


def test_a_list_costs_the_same_for_one_thing_as_for_three(cost):
    people = [PersonFactory() for _ in range(3)]
    for person in people:
        receive(person, files.pdf(body=str(person.pk).encode()))

    with cost() as one:
        files_of_many("people.person", [people[0].uuid])
    with cost() as three:
        found = files_of_many("people.person", [person.uuid for person in people])

    assert one.queries == three.queries == 1
    assert [len(files) for files in found.values()] == [1, 1, 1]
