"""Once a night: what was cut off is finished, what nobody owns is thrown away, what somebody owns is left alone."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal.core.clock import now
from portal.documents.actions import removing
from portal.documents.actions.removing import remove_file, remove_files_about, remove_files_of_owner
from portal.documents.actions.scanning import refuse_file
from portal.documents.actions.storing import store_generated, store_upload
from portal.documents.errors import StorageFailed
from portal.documents.models import PrivateFile
from portal.documents.storage.serving import storage
from portal.documents.tasks import sweep
from tests.factories.people import PersonFactory
from tests.support import files

pytestmark = pytest.mark.django_db


def receive(about, by=None, body=b"", at=None):
    sent = files.upload(files.pdf(body=body), "plan.pdf")
    return store_upload(upload=sent, purpose="tests.attachment", about=about, by=by, at=at or now())


def written_at(settings, key, at):
    path = Path(settings.PRIVATE_ROOT) / "files" / key
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_an_object_without_a_row_is_removed_after_a_day(settings, about):
    yesterday = now() - timedelta(hours=30)
    kept = receive(about, at=yesterday)
    orphan = f"{yesterday:%Y/%m/%d}/{'0' * 32}.pdf"
    storage("private").store(orphan, b"left behind", "application/pdf")
    for key in (orphan, kept.key):
        written_at(settings, key, yesterday)

    sweep(now())

    assert not storage("private").exists(orphan)
    assert storage("private").exists(kept.key)


def test_an_object_of_work_under_way_is_left_alone(about):
    yesterday = now() - timedelta(hours=25)
    fresh = f"{yesterday:%Y/%m/%d}/{'1' * 32}.pdf"
    storage("private").store(fresh, b"being written just now", "application/pdf")

    sweep(now())

    assert storage("private").exists(fresh)


def test_files_about_something_gone_are_removed_after_a_day(django_capture_on_commit_callbacks):
    person, other = PersonFactory(), PersonFactory()
    receive(person), receive(other)
    person.delete()

    with django_capture_on_commit_callbacks(execute=True):
        sweep(now() + timedelta(hours=23))
    assert PrivateFile.objects.count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        sweep(now() + timedelta(hours=25))
    assert PrivateFile.objects.get().about_uuid == other.uuid


def test_what_was_signed_stays_until_its_day_though_its_thing_is_gone(about):
    store_generated(
        content=files.pdf(),
        name="a.pdf",
        purpose="tests.attachment",
        about=about,
        at=now(),
        kept_until=now() + timedelta(90),
    )
    about.delete()

    sweep(now() + timedelta(days=2))
    assert PrivateFile.objects.get().state == "accepted"

    sweep(now() + timedelta(days=91))
    assert PrivateFile.objects.get().state == "removed"


def test_files_of_an_app_switched_off_are_not_ours_to_throw_away(about):
    receive(about)
    PrivateFile.objects.update(about_kind="gone.thing")

    sweep(now() + timedelta(days=2))

    assert PrivateFile.objects.get().state == "accepted"


def test_a_refused_file_goes_after_a_month(about, django_capture_on_commit_callbacks):
    refuse_file(file=receive(about), reason="Harmful.", by=None, at=now())

    with django_capture_on_commit_callbacks(execute=True):
        sweep(now() + timedelta(days=29))
    assert PrivateFile.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        sweep(now() + timedelta(days=31))
    assert not PrivateFile.objects.exists()


def test_a_removal_cut_off_by_a_killed_process_is_finished(about):
    file = receive(about)
    remove_file(file=file, by=None, at=now())  # committed; the process dies before storage lets go
    assert storage("private").exists(file.key)

    sweep(now())

    assert not storage("private").exists(file.key)
    assert not PrivateFile.objects.exists()


def test_sweeping_stops_kindly_when_the_storage_is_away(about, monkeypatch):
    def away(name):
        raise StorageFailed()

    monkeypatch.setattr(removing, "storage", away)

    assert removing.sweep_keys(["a", "b"]) == 0


def test_everything_about_one_thing_goes_together(about):
    receive(about, body=b"1"), receive(about, body=b"2"), receive(PersonFactory())

    assert remove_files_about(about=about, by=None, at=now(), purpose="tests.portrait") == 0
    assert remove_files_about(about=about, by=None, at=now()) == 2
    assert PrivateFile.objects.filter(state="accepted").count() == 1


def test_erasing_someone_takes_what_they_submitted_and_forgets_whose_the_signed_was(owner, about):
    elsewhere = PersonFactory()
    receive(about, by=owner), receive(elsewhere, by=elsewhere)
    signed = store_generated(
        content=files.pdf(body=b"s"), name="a.pdf", purpose="tests.attachment", about=about, at=now(),
        kept_until=now() + timedelta(90),
    )  # fmt: skip
    PrivateFile.objects.filter(pk=signed.pk).update(owner_uuid=owner.uuid)

    assert remove_files_of_owner(owners=[owner.uuid], by=None, at=now()) == 1

    signed.refresh_from_db()
    assert (signed.state, signed.owner_uuid) == ("accepted", None)
    assert PrivateFile.objects.get(about_uuid=elsewhere.uuid).state == "accepted"
