"""The demo's letter box: every letter with its links and codes, in local settings only."""

import subprocess
import sys
from uuid import uuid4

import pytest

from portal.core.clock import now
from portal.mail import attachments
from portal.mail.actions.queue import queue_letter
from portal.mail.attachments import Attachment, AttachmentGone
from portal.mail.codes import issue_code
from portal.mail.keys import code_for
from portal.mail.links import address_of, issue_link, revoke_links
from portal.mail.recipients import Recipient
from portal.mail.secrets import LinkSecret
from tests.factories.mail import LetterFactory
from tests.factories.people import PersonFactory
from tests.portal.mail.letters import ANSWER, CODE

pytestmark = pytest.mark.django_db

INBOX = "/dev/mail/"


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def linked(link_purposes):
    person = PersonFactory()
    reader = Recipient("anna@example.org", "Anna", "en")
    link = issue_link(purpose="tests.answer", about=person, to=reader, at=now())
    letter = queue_letter(
        reason="tests.answer:1",
        to=reader,
        kind=ANSWER,
        context={"nominee": "Anna", "words": "", "closes": now()},
        secrets={"link": LinkSecret(link)},
        at=now(),
    )
    return person, link, letter


def test_a_visitor_of_the_demo_follows_a_link_from_the_letter_box(client, linked):
    person, link, letter = linked
    assert "Anna, will you answer?" in page(client, INBOX)
    shown = page(client, f"{INBOX}{letter.uuid}/")
    assert f'<a href="{address_of(link)}">' in shown
    assert address_of(link) in page(client, f"{INBOX}{letter.uuid}/html/")
    followed = client.get(address_of(link).removeprefix("http://localhost:8000"), follow=True)
    assert followed.content.decode() == f"asked about {person.uuid}"


def test_a_code_can_be_read(client):
    code = issue_code(purpose="t", about=PersonFactory(), to=Recipient("a@example.org", "", "en"), at=now())
    letter = queue_letter(
        reason="c", to=Recipient("a@example.org", "", "en"), kind=CODE, secrets={"code": code}, at=now()
    )
    assert code_for(code.code.uuid) in page(client, f"{INBOX}{letter.uuid}/")


def test_where_a_link_was_withdrawn_the_letter_says_so(client, linked):
    person, _link, letter = linked
    revoke_links(about=person, at=now())
    assert "The link in it was withdrawn." in page(client, f"{INBOX}{letter.uuid}/")


def test_the_letters_html_opens_its_links_outside_the_frame_and_runs_nothing(client):
    letter = LetterFactory()
    response = client.get(f"{INBOX}{letter.uuid}/html/")
    assert '<base target="_top">' in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "frame-src 'self'" in client.get(f"{INBOX}{letter.uuid}/")["Content-Security-Policy"]


def test_letters_are_found_by_recipient(client):
    LetterFactory(to_name="Þóra Ŋ", subject="First")
    LetterFactory(to_name="Bo", subject="Second", html="")
    found = page(client, f"{INBOX}?q=thora")
    assert "First" in found
    assert "Second" not in found
    assert "No e-mails to that recipient." in page(client, f"{INBOX}?q=nobody")


class Drawer:
    kept = uuid4()

    def load(self, file):
        if file != self.kept:
            raise AttachmentGone("gone")
        return Attachment("receipt.html", "text/html", b"<script>alert(1)</script>")

    def names(self, files):
        return {self.kept: "receipt.html"}


def test_the_files_that_go_with_a_letter_can_be_had_and_run_nothing(client, monkeypatch):
    monkeypatch.setattr(attachments, "_providers", [Drawer()])
    letter = LetterFactory(attachments=[str(Drawer.kept), str(uuid4())])
    url = f"{INBOX}{letter.uuid}/"
    assert "receipt.html" in page(client, url)
    response = client.get(f"{url}file/1/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="receipt.html"'
    for number in (2, 3):
        assert client.get(f"{url}file/{number}/").status_code == 404


def test_a_subject_whose_link_was_withdrawn_is_masked(client, link_purposes):
    letter = LetterFactory(secrets={"link": {"kind": "link", "uuid": str(uuid4())}})
    letter.subject = f"Go to secret-link-{letter.uuid.hex}"
    letter.save()
    assert "Go to ••••••" in page(client, INBOX)


def test_an_empty_box_says_so(client):
    assert "No e-mails yet." in page(client, INBOX)


def test_the_box_comes_in_pages(client):
    for number in range(26):
        LetterFactory(subject=f"Letter {number:02}")
    assert "Page 1 of 2" in page(client, INBOX)
    assert "Letter 00" in page(client, f"{INBOX}?page=2")


def test_the_box_costs_the_same_for_one_and_for_three(client, cost):
    LetterFactory()
    page(client, INBOX)
    with cost() as one:
        page(client, INBOX)
    LetterFactory.create_batch(2)
    with cost() as three:
        page(client, INBOX)
    assert three.queries == one.queries
    assert three.rows - one.rows == 2


def test_nobody_writes_to_the_box(client):
    assert client.post(INBOX).status_code == 405


def test_there_is_no_such_address_outside_local_settings():
    program = (
        "import django; from django.conf import settings; "
        "from portal.config.settings import local; local.DEV_PAGES = False; django.setup(); "
        "from django.urls import resolve; print(resolve('/dev/mail/').url_name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"DJANGO_SETTINGS_MODULE": "portal.config.settings.local", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "wagtail_serve" in done.stdout, done.stderr
