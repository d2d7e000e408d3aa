"""The page before a step that reaches people: what it will do, what is missing, every e-mail, and nothing done yet."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django import forms
from django.db import transaction
from django.db.models import Q

from portal.adminkit import recusals
from portal.adminkit.preflight import Finding, Preflight, Quotation
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.rehearsal import rehearse
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.stopping import stop_letters
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.recipients import Recipient
from portal.people.models import Person
from tests.factories.people import PersonFactory
from tests.portal.adminkit import people_screens

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.adminkit.people_screens")]

LIST = "/admin/tests/people/"
NOTED = LetterKind("tests/noted", "Noted", Audience("Whoever is noted"), "Says so.")


@pytest.fixture(autouse=True)
def _letter(settings, tmp_path):
    """The one e-mail of these tests, beside the site's own."""
    (tmp_path / "letters" / "tests").mkdir(parents=True)
    (tmp_path / "letters" / "tests" / "noted.md").write_text("Subject: Noted\n\nYour note: {{ name }}.\n")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]


def told(*, person, by, at, note=""):
    """Notes a person and writes to them."""
    people_screens.note_person(person=person, by=by, at=at, note=note)
    to = Recipient(email=f"p{person.pk}@example.org", name=person.given_name, language="nb")
    queue_letter(reason=f"tests:{person.pk}", to=to, kind=NOTED, at=at, context={"name": note or "nobody"})


class NoteForm(forms.Form):
    note = forms.CharField(label="Note")


def look(records, answers, viewer, at):
    return Preflight(
        consequences=["They are told."],
        findings=[Finding("Without a country", sum(not person.country for person in records), serious=True)],
        typed_day=date(2027, 3, 1) if answers.get("note") == "late" else None,
    )


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", name="Mikkel")


@pytest.fixture
def steps(monkeypatch):
    """The screens' steps with a page before them: `note` asks something, `mark` asks nothing."""
    note, mark = people_screens.PersonViewSet.record_actions
    changed = (
        replace(note, action=told, form_class=NoteForm, preflight=look, shown=lambda person, at: True),
        replace(mark, action=told, preflight=look, argument="person"),
    )
    monkeypatch.setattr(people_screens.PersonViewSet, "record_actions", changed)


def text(response) -> str:
    return response.content.decode()


def carried(response) -> dict:
    """The hidden answers of the page."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text(response)))


def test_shows_consequences_findings_and_each_e_mail_and_does_nothing(client, manager, steps):
    person = PersonFactory(given_name="Kari", family_name="Solheim")
    page = client.post(f"{LIST}{person.uuid}/action/note/", {"note": "kind"})
    assert "They are told." in text(page)
    assert "Without a country" in text(page)
    assert f"p{person.pk}@example.org" in text(page)
    assert '<pre class="letter-text" lang="nb"' in text(page)
    assert not Letter.objects.exists()
    assert Person.objects.get(pk=person.pk).family_name == "Solheim"
    assert not AuditEvent.objects.filter(verb="tests.note_person").exists()


def test_words_that_somebody_wrote_are_quoted_in_the_item_of_their_sentence(client, manager, monkeypatch):
    def quoting(records, answers, viewer, at):
        return Preflight(consequences=[Quotation("Everyone reads:", "<b>A</b> &\n\nB"), "Nobody is told."])

    mark = people_screens.PersonViewSet.record_actions[1]
    quoted = replace(mark, action=told, preflight=quoting, argument="person", shown=lambda person, at: True)
    monkeypatch.setattr(people_screens.PersonViewSet, "record_actions", (quoted,))
    page = text(client.get(f"{LIST}{PersonFactory().uuid}/action/mark/"))
    [first, second] = re.findall(
        r"<li>(.*?)</li>", page.split("preflight-consequences")[2].split("</ul>")[0], re.DOTALL
    )
    assert first.strip().startswith("Everyone reads:")
    assert "<blockquote" in first
    assert "<p>&lt;b&gt;A&lt;/b&gt; &amp;</p>" in first
    assert "<p>B</p>" in first
    assert second.strip() == "Nobody is told."


def test_confirmed_the_step_is_taken_with_the_answers_it_was_read_with(client, manager, steps):
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, {"note": "kind"})
    response = client.post(address, carried(page))
    assert response.status_code == 302
    assert Person.objects.get(pk=person.pk).given_name == "kind"
    assert Letter.objects.count() == 1


def test_what_changed_since_it_was_read_is_shown_again(client, manager, steps):
    person = PersonFactory(family_name="Solheim", country="NO")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, {"note": "kind"})
    Person.objects.filter(pk=person.pk).update(country="")
    again = client.post(address, carried(page))
    assert "Something changed since you opened this page" in text(again)
    assert not Letter.objects.exists()
    assert client.post(address, carried(again)).status_code == 302


def test_e_mails_that_are_stopped_are_shown_in_their_words_and_none_is_written(client, manager, monkeypatch):
    def hush(*, person, by, at):
        stop_letters(letters=Letter.objects.filter(reason=f"tests:{person.pk}"), at=at)

    person = PersonFactory(given_name="Kari", family_name="Solheim")
    with transaction.atomic():
        told(person=person, by=manager, at=now(), note="a slip")
    mark = people_screens.PersonViewSet.record_actions[1]
    quiet = replace(mark, action=hush, preflight=look, argument="person", shown=lambda person, at: True)
    monkeypatch.setattr(people_screens.PersonViewSet, "record_actions", (quiet,))
    page = client.get(f"{LIST}{person.uuid}/action/mark/")
    written, stopped = text(page).split('id="preflight-stopped"')
    assert "Nobody gets an e-mail." in written
    assert f"p{person.pk}@example.org" in stopped
    assert "Your note: a slip." in stopped
    assert Letter.objects.get().state == "waiting"
    client.post(f"{LIST}{person.uuid}/action/mark/", carried(page))
    assert Letter.objects.get().state == "dropped"


def test_other_answers_than_those_read_are_shown_first(client, manager, steps):
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, {"note": "kind"})
    assert client.post(address, carried(page) | {"note": "other"}).status_code == 200
    assert not Letter.objects.exists()


def test_one_can_go_back_and_change_what_one_typed(client, manager, steps):
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, carried(client.post(address, {"note": "kind"})) | {"change": "1"})
    assert 'value="kind"' in text(page)
    assert "They are told." not in text(page)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("01.03.2027", True), ("1.3.2027", True), ("2027-03-01", True), (" 1. 3. 2027 ", True), ("1/3/2027", True),
        ("", False), ("02.03.2027", False), ("01.03.2026", False), ("yes", False), ("March", False),
    ],
)  # fmt: skip
def test_a_day_that_has_to_be_typed_is(client, manager, steps, typed, goes_on):
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, {"note": "late"})
    said = " ".join(text(page).split())
    assert "type this day in numbers: Monday 1 March 2027" in said
    assert "3 February 2001 is typed 03.02.2001" in said
    answer = client.post(address, carried(page) | {"typed_day": typed})
    assert Letter.objects.exists() is goes_on
    assert ("That is not this day" in text(answer)) is not goes_on


@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_on_the_page_can_be_copied_as_the_day(client, manager, steps, language):
    manager.language = language
    manager.save()
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/note/"
    page = client.post(address, {"note": "late"}, HTTP_ACCEPT_LANGUAGE=language)
    figures = set(re.findall(r"[0-9]+[./ -]+[0-9]+[./ -]+[0-9]+", re.sub(r"<[^>]*>", " ", text(page))))
    assert figures
    for one in figures:
        client.post(address, carried(page) | {"typed_day": one})
    assert not Letter.objects.exists()


def test_e_mails_about_what_the_viewer_is_recused_from_are_not_among_them(client, manager, monkeypatch):
    """Not of the first, whoever it is; the page says that it is not all."""
    mine, other = PersonFactory(family_name="Solheim"), PersonFactory(family_name="Berg")

    def tell_both(*, person, by, at):
        for one in (mine, other):
            to = Recipient(email=f"p{one.pk}@example.org", name=one.given_name, language="en")
            queue_letter(reason=f"tests:{one.pk}", to=to, kind=NOTED, at=at, context={"name": "x"}, about=one)

    _note, mark = people_screens.PersonViewSet.record_actions
    step = replace(mark, action=tell_both, preflight=look, argument="person")
    monkeypatch.setattr(people_screens.PersonViewSet, "record_actions", (step,))
    monkeypatch.setitem(recusals._known, "people.person", lambda viewer, at, path: Q(**{path: mine.uuid}))
    address = f"{LIST}{other.uuid}/action/mark/"
    page = client.get(address)
    assert f"p{other.pk}@example.org" in text(page)
    assert f"p{mine.pk}@example.org" not in text(page)
    assert "is neither shown nor counted on this page" in text(page)
    assert client.post(address, carried(page)).status_code == 302
    assert Letter.objects.count() == 2


def test_what_the_step_refuses_stands_beside_the_field_before_anything_is_shown(client, manager, steps):
    person = PersonFactory(family_name="Noted")
    page = text(client.post(f"{LIST}{person.uuid}/action/note/", {"note": "kind"}))
    assert "This person was noted already." in page
    assert "They are told." not in page


def test_a_step_that_asks_nothing_shows_its_page_at_once(client, manager, steps):
    person = PersonFactory(family_name="Solheim")
    address = f"{LIST}{person.uuid}/action/mark/"
    page = client.get(address)
    assert "They are told." in text(page)
    assert not Letter.objects.exists()
    assert client.post(address, carried(page)).status_code == 302
    assert Letter.objects.count() == 1


def test_of_many_it_shows_each_e_mail_and_who_is_refused_and_why(client, manager, steps):
    first, second, noted = (PersonFactory(family_name=name) for name in ("Solheim", "Berg", "Noted"))
    address = f"{LIST}bulk/mark/?id={first.uuid}&id={second.uuid}&id={noted.uuid}"
    page = client.get(address)
    for person in (first, second):
        assert f"p{person.pk}@example.org" in text(page)
    assert f"p{noted.pk}@example.org" not in text(page)
    assert "<strong>Noted</strong><br>This person was noted already." in text(page)
    assert not Letter.objects.exists()
    client.post(address, carried(page))
    assert Letter.objects.count() == 2


def test_a_change_of_a_record_can_have_one_too(client, manager, monkeypatch):
    person = PersonFactory(given_name="Kari", family_name="Solheim", country="NO")
    monkeypatch.setattr(
        people_screens.PersonViewSet,
        "get_update_preflight",
        lambda self, record, answers, viewer, at: (
            Preflight(consequences=[f"{record.family_name} becomes {answers['family_name']}."])
            if answers["family_name"] != record.family_name
            else None
        ),
    )
    address = f"{LIST}{person.uuid}/edit/"
    answers = {"given_name": "Kari", "family_name": "Berg", "country": "NO"}
    page = client.post(address, answers)
    assert "Solheim becomes Berg." in text(page)
    assert Person.objects.get(pk=person.pk).family_name == "Solheim"
    assert 'value="Berg"' in text(client.post(address, carried(page) | {"change": "1"}))
    assert client.post(address, carried(page)).status_code == 302
    assert Person.objects.get(pk=person.pk).family_name == "Berg"


class TestRehearsal:
    def test_leaves_nothing_behind_and_sends_nothing(self, django_capture_on_commit_callbacks):
        person = PersonFactory(family_name="Solheim")
        with django_capture_on_commit_callbacks() as callbacks:
            messages = rehearse(lambda: told(person=person, by=None, at=now()))
        assert [message.address for message in messages] == [f"p{person.pk}@example.org"]
        assert callbacks == []
        assert not Letter.objects.exists()

    def test_of_something_refused_raises_it_and_leaves_nothing_behind(self):
        def half():
            PersonFactory(family_name="Half")
            raise ValueError("half")

        with pytest.raises(ValueError, match="half"):
            rehearse(half)
        assert not Person.objects.filter(family_name="Half").exists()

    def test_an_e_mail_written_outside_one_is_not_remembered(self):
        person = PersonFactory()
        with transaction.atomic():
            told(person=person, by=None, at=now())
        assert rehearse(lambda: None) == []
