"""What the secretariat sees of files, what letters take along, and what an erasure takes away."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.audit.actions.erasure import erase_person
from portal.audit.erasure import subject_of
from portal.audit.queries.erasure import held_data_of
from portal.core.clock import now
from portal.desk.worklist import worklist_sources
from portal.documents.actions.scanning import refuse_file
from portal.documents.actions.storing import store_generated, store_upload
from portal.documents.models import PrivateFile
from portal.mail.attachments import AttachmentGone, AttachmentNotNow, attachment_names, load_attachment
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, PersonFactory
from tests.support import files

pytestmark = pytest.mark.django_db


def receive(about, by=None, body=b"", name="plan.pdf"):
    sent = files.upload(files.pdf(body=body), name)
    return store_upload(upload=sent, purpose="tests.attachment", about=about, by=by, at=now())


LIST = "documents_privatefile:index"


def test_managers_see_files_by_state_and_no_name_in_the_list(client, about):
    file = receive(about, name="kari-nordmann.pdf")
    client.force_login(ManagerFactory())

    page = client.get(reverse(LIST), {"state": "accepted"}).content.decode()

    assert str(file) in page
    assert "kari-nordmann" not in page


def test_editors_see_none_of_it(client, about):
    file = receive(about)
    client.force_login(EditorFactory())

    assert client.get(reverse(LIST)).status_code == 404
    assert client.get(reverse("documents_privatefile:inspect", args=[file.uuid])).status_code == 404


def test_the_list_costs_the_same_for_one_file_as_for_three(client, cost):
    client.force_login(ManagerFactory())
    receive(PersonFactory())
    client.get(reverse(LIST))
    with cost() as one:
        client.get(reverse(LIST))
    for number in range(2):
        receive(PersonFactory(), body=str(number).encode())

    with cost() as three:
        assert client.get(reverse(LIST)).content.decode().count("application/pdf") >= 3

    assert one.queries == three.queries
    assert three.rows - one.rows == 2, "one row for each file more"


def test_a_manager_takes_a_file_out_of_use_with_a_reason(client, about):
    file = receive(about)
    client.force_login(ManagerFactory())

    client.post(
        reverse("documents_privatefile:action", args=[file.uuid, "refuse"]), {"reason": "Somebody else's papers."}
    )

    file.refresh_from_db()
    assert (file.state, file.refusal) == ("refused", "Somebody else's papers.")


def test_a_manager_removes_a_file(client, about):
    file = receive(about)
    client.force_login(ManagerFactory())

    client.post(reverse("documents_privatefile:action", args=[file.uuid, "remove"]))

    assert PrivateFile.objects.get().state == "removed"


def test_a_files_page_says_what_is_known_of_it(client, about):
    file = receive(about)
    client.force_login(AdministratorFactory())

    page = client.get(reverse("documents_privatefile:inspect", args=[file.uuid])).content.decode()

    assert "plan.pdf" in page
    assert "Accepted" in page


def test_files_the_scanner_has_not_looked_at_wait_for_those_who_may_see_them(about, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    file = receive(about)
    (source,) = [source for source in worklist_sources() if source.kind == "documents.stuck_file"]
    later = now() + timedelta(hours=2)

    (stuck,) = source.queryset(ManagerFactory(), later)

    assert source.title(stuck) == str(file)
    assert str(file.uuid) in source.url(stuck)
    assert not source.queryset(EditorFactory(), later).exists()


class TestLetters:
    def test_a_letter_takes_the_file_along(self, about):
        file = receive(about, name="Kvittering.pdf")

        attachment = load_attachment(str(file.uuid))

        assert (attachment.name, attachment.content_type) == ("Kvittering.pdf", "application/pdf")
        assert attachment.content == files.pdf()
        assert attachment_names([str(file.uuid)]) == ["Kvittering.pdf"]

    def test_a_letter_does_not_go_without_a_file_that_was_refused(self, about):
        file = receive(about)
        refuse_file(file=file, reason="Harmful.", by=None, at=now())

        with pytest.raises(AttachmentGone, match="refused or removed"):
            load_attachment(str(file.uuid))

    def test_a_letter_waits_while_the_storage_is_away(self, about, settings):
        file = receive(about)
        settings.PRIVATE_ROOT = "/nowhere"

        with pytest.raises(AttachmentNotNow, match="can't be read"):
            load_attachment(str(file.uuid))

    def test_a_preview_names_what_is_gone_by_its_number(self):
        gone = str(uuid.uuid4())

        assert attachment_names([gone]) == [gone]


class TestErasure:
    def test_someone_erased_takes_their_files_and_their_portrait_along(self, about, owner):
        someone_elses_application = PersonFactory()
        receive(someone_elses_application, by=owner, body=b"submitted")
        receive(someone_elses_application, by=None, body=b"not theirs")
        sent = files.upload(files.jpeg(), "me.jpg")
        store_upload(upload=sent, purpose="tests.portrait", about=about, by=None, at=now())
        (holding,) = [held for held in held_data_of(subject_of(about), now()) if held.name == "documents.files"]
        assert holding.count == 2

        erase_person(person=about, by=AdministratorFactory(), at=now())

        assert PrivateFile.objects.filter(state="removed").count() == 2
        assert PrivateFile.objects.filter(state="accepted").count() == 1

    def test_an_agreement_they_signed_stays_until_its_day(self, about):
        store_generated(
            content=files.pdf(), name="agreement.pdf", purpose="tests.attachment", about=about, at=now(),
            kept_until=now() + timedelta(days=400),
        )  # fmt: skip

        erase_person(person=about, by=AdministratorFactory(), at=now())

        assert PrivateFile.objects.get().state == "accepted"
