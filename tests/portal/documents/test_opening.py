"""A page carries an address of ours. Whether it opens is asked each time, and it opens for five minutes only."""

import pytest
from django.urls import reverse

from portal.core.clock import now
from portal.documents.actions.removing import remove_file
from portal.documents.actions.scanning import refuse_file
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.documents.purposes import registered
from tests.factories.people import AdministratorFactory, ManagerFactory, UserFactory
from tests.portal.documents.conftest import ATTACHMENT
from tests.support import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(about, owner):
    sent = files.upload(files.pdf(), 'Søknad "endelig".pdf')
    return store_upload(upload=sent, purpose="tests.attachment", about=about, by=owner, at=now())


def address(file, **query):
    return reverse("documents:open", args=[file.uuid], query=query or None)


def body(response):
    return b"".join(response.streaming_content)


def test_the_owner_is_sent_on_and_reads_it(client, owner, file):
    client.force_login(owner)

    sent_on = client.get(address(file))

    assert sent_on.status_code == 302
    assert sent_on["Cache-Control"] == "no-store"
    assert file.key not in sent_on.url
    shown = client.get(sent_on.url)
    assert body(shown) == files.pdf()
    assert shown["Content-Type"] == "application/pdf"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"].startswith("sandbox")
    assert "private" in shown["Cache-Control"]
    assert shown["Content-Disposition"] == (
        "inline; filename=\"S_knad -endelig.pdf\"; filename*=UTF-8''S%C3%B8knad%20-endelig.pdf"
    )


def test_asked_to_save_it_the_browser_is_told_to(client, owner, file):
    client.force_login(owner)

    shown = client.get(client.get(address(file, download=1)).url)

    assert shown["Content-Disposition"].startswith("attachment")
    body(shown)


def test_an_office_file_is_always_saved_never_shown(client, owner, about):
    sent = files.upload(files.office(), "plan.docx")
    document = store_upload(upload=sent, purpose="tests.attachment", about=about, by=owner, at=now())
    client.force_login(owner)

    shown = client.get(client.get(address(document)).url)

    assert shown["Content-Disposition"].startswith("attachment")
    body(shown)


def test_someone_else_is_told_there_is_no_such_file(client, file):
    client.force_login(UserFactory())

    assert client.get(address(file)).status_code == 404


def test_staff_have_no_more_right_than_the_half_gives_them(client, file):
    client.force_login(ManagerFactory())

    assert client.get(address(file)).status_code == 404


@pytest.mark.parametrize("there", [True, False])
def test_a_visitor_is_asked_to_sign_in_whether_the_file_exists_or_not(client, file, there):
    wanted = address(file) if there else address(PrivateFile())

    response = client.get(wanted)

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={wanted}"


def test_someone_signed_in_learns_nothing_from_a_made_up_address(client, owner):
    client.force_login(owner)

    assert client.get(address(PrivateFile())).status_code == 404


def test_the_holder_of_a_link_opens_it_when_the_half_knows_them(client, about, file, monkeypatch):
    known = registered("tests.attachment")
    monkeypatch.setitem(
        __import__("portal.documents.purposes", fromlist=["_registered"])._registered,
        "tests.attachment",
        type(known)(ATTACHMENT, known.may_open, lambda request: [about]),
    )

    assert client.get(address(file)).status_code == 302
    assert "/files/local/" in client.get(address(file)).url


def test_the_address_ends_after_five_minutes(client, owner, file, clock):
    clock("2026-05-01T12:00:00Z")
    client.force_login(owner)
    local = client.get(address(file)).url

    clock.shift(299)
    body(client.get(local))
    clock.shift(2)

    assert client.get(local).status_code == 404


def test_an_altered_address_is_refused(client, owner, file):
    client.force_login(owner)
    local = client.get(address(file)).url

    assert client.get(local[:-5] + "AAAA/").status_code == 404


def test_an_address_of_a_file_taken_away_meanwhile_is_refused(client, owner, file, django_capture_on_commit_callbacks):
    client.force_login(owner)
    local = client.get(address(file)).url
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=file, by=owner, at=now())

    assert client.get(local).status_code == 404
    assert client.get(address(file)).status_code == 404


def test_a_card_gets_the_small_copy(client, owner, about):
    sent = files.upload(files.jpeg(2000, 2000), "me.jpg")
    portrait = store_upload(upload=sent, purpose="tests.portrait", about=about, by=owner, at=now())
    client.force_login(owner)

    small = body(client.get(client.get(address(portrait, size="small")).url))
    large = body(client.get(client.get(address(portrait)).url))

    assert len(small) < len(large)


@pytest.mark.parametrize("state", ["arrived", "refused"])
def test_what_is_not_accepted_opens_for_nobody_who_sent_it(client, owner, file, state):
    PrivateFile.objects.update(state=state)
    client.force_login(owner)

    assert client.get(address(file)).status_code == 404


def test_staff_look_at_a_refused_file_by_saving_it_where_the_half_lets_them(client, about):
    about.user = AdministratorFactory()
    about.save()
    sent = files.upload(files.pdf(), "plan.pdf")
    file = store_upload(upload=sent, purpose="tests.attachment", about=about, by=None, at=now())
    refuse_file(file=file, reason="Harmful.", by=about.user, at=now())
    client.force_login(about.user)

    shown = client.get(client.get(address(file)).url)

    assert shown["Content-Disposition"].startswith("attachment")
    body(shown)


def test_a_file_about_something_gone_opens_for_nobody(client, owner, about, file):
    about.delete()
    client.force_login(owner)

    assert client.get(address(file)).status_code == 404


@pytest.mark.parametrize("change", [{"purpose": "gone.purpose"}, {"about_kind": "gone.thing"}])
def test_a_file_nobody_answers_for_opens_for_nobody(client, owner, file, change):
    PrivateFile.objects.update(**change)
    client.force_login(owner)

    assert client.get(address(file)).status_code == 404


def test_files_are_only_read_at_their_address(client, owner, file):
    client.force_login(owner)

    assert client.post(address(file)).status_code == 405
