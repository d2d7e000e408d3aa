"""Putting letters in the outbox: once, in the reader's language, with nothing secret in them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction

from portal.core.clock import now
from portal.core.search import matching
from portal.mail import kinds, purposes
from portal.mail.actions.queue import queue_letter
from portal.mail.codes import LIFETIME, issue_code
from portal.mail.links import issue_link
from portal.mail.models import Attempt, Batch, Letter
from portal.mail.recipients import Recipient
from portal.mail.secrets import LinkSecret, SealedSecret
from portal.mail.states import LetterState
from tests.factories.mail import CodeFactory, LetterFactory, LinkFactory
from tests.factories.people import PersonFactory
from tests.portal.mail import letters
from tests.portal.mail.letters import ANSWER

pytestmark = pytest.mark.django_db

CLOSES = datetime(2026, 10, 3, 21, 59, tzinfo=UTC)


def written(**changes):
    letter = {
        "reason": "tests.answer:1",
        "to": Recipient("Thora@Example.org", "Þóra Ðagbjört Šćóŋ", "is"),
        "kind": ANSWER,
        "context": {"nominee": "Þóra", "words": "Hún er <hugrökk> & sterk", "closes": CLOSES},
        "secrets": {"link": SealedSecret("https://example.org/open-sesame/")},
        "at": now(),
    }
    return queue_letter(**{**letter, **changes})


def test_asked_twice_for_the_same_reason_one_letter_waits():
    assert written() == written(to=Recipient("other@example.org", "Other", "en"))
    assert Letter.objects.get().to_email == "thora@example.org"


def test_the_letter_and_the_change_it_tells_of_are_lost_together(django_capture_on_commit_callbacks):
    class Crash(Exception):
        pass

    @transaction.atomic
    def an_action_that_fails():
        written()
        raise Crash

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Crash):
        an_action_that_fails()
    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_nothing_is_sent_before_the_commit_and_everything_is_after_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        written()
        written(reason="tests.answer:2")
        assert mail.outbox == []
    assert len(mail.outbox) == 2
    assert len(callbacks) == 1
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "3 October 2026 at 23:59"),
        ("is", "3. október 2026"),
        ("nb", "3. oktober 2026"),
        ("fi", "3. lokakuuta 2026"),
    ],
)
@pytest.mark.usefixtures("every_language")
def test_a_letter_is_in_the_readers_language_with_the_instant_in_a_named_zone(language, date):
    letter = written(to=Recipient("a@example.org", "A", language))
    assert date in letter.text
    assert date in letter.html
    assert f'lang="{language}"' in letter.html


def test_a_reader_of_a_language_we_do_not_speak_gets_english():
    assert written(to=Recipient("a@example.org", "A", "de-AT")).language == "en"
    assert written(reason="2", to=Recipient("a@example.org", "A", "nb-NO")).language == "nb"
    assert written(reason="3", to=Recipient("a@example.org", "A", "")).language == "en"


def test_what_people_wrote_is_escaped_in_html_and_left_alone_in_text():
    letter = written()
    assert "Hún er <hugrökk> & sterk" in letter.text
    assert "Hún er &lt;hugrökk&gt; &amp; sterk" in letter.html


def test_a_script_in_a_name_stays_a_name():
    letter = written(to=Recipient("a@example.org", "<script>alert(1)</script>", "en"))
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html


def test_a_line_break_in_a_name_smuggles_no_header():
    letter = written(
        to=Recipient("a@example.org", "Ann\r\nBcc: all@example.org", "en"),
        context={"nominee": "Eve\nBcc: all@example.org\u2028x", "words": "", "closes": CLOSES},
    )
    assert letter.to_name == "Ann Bcc: all@example.org"
    assert "\n" not in letter.subject
    assert letter.subject.startswith("Eve Bcc: all@example.org x")


def test_a_direction_override_in_a_name_does_not_turn_the_subject_around():
    letter = written(context={"nominee": "\u202egnorw\u202c سارا", "words": "", "closes": CLOSES})
    assert letter.subject.startswith("gnorw سارا")


def test_a_very_long_subject_is_cut():
    letter = written(context={"nominee": "å" * 900, "words": "", "closes": CLOSES})
    assert len(letter.subject) == 300
    assert letter.subject.endswith("…")


def test_no_secret_is_stored():
    person, at = PersonFactory(), now()
    link = issue_link(purpose="mail.tests", about=person, to=Recipient("a@example.org", "A", "en"), at=at)
    code = issue_code(purpose="mail.tests", about=person, to=Recipient("a@example.org", "A", "en"), at=at)
    letters = [
        written(),
        written(reason="2", secrets={"link": LinkSecret(link)}),
        written(reason="3", secrets={"link": code}),
    ]
    for letter in letters:
        letter.refresh_from_db()
        assert f"secret-link-{letter.uuid.hex}" in letter.text
        assert "sesame" not in f"{letter.text}{letter.html}{letter.secrets}"


@pytest.fixture(autouse=True)
def _purpose(monkeypatch):
    monkeypatch.setattr(purposes, "_purposes", dict(purposes._purposes))
    purposes.register_link_purpose("mail.tests", url_name="mail:fresh_link")


def test_a_letter_with_a_code_is_of_no_use_after_the_codes_time():
    person, at = PersonFactory(), now()
    code = issue_code(purpose="mail.tests", about=person, to=Recipient("a@example.org", "A", "en"), at=at)
    assert written(secrets={"link": code}, at=at).expires_at == at + LIFETIME
    sooner = at + timedelta(minutes=1)
    assert written(reason="2", secrets={"link": code}, at=at, expires=sooner).expires_at == sooner


def test_a_letter_with_a_code_overtakes_a_batch():
    at = now()
    batch = written(batch="tests.batch")
    urgent = written(reason="2", expires=at + timedelta(minutes=15))
    ordinary = written(reason="3")
    assert urgent.priority < ordinary.priority < batch.priority


def test_a_held_letter_waits_for_a_look_and_is_not_announced(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        first = written(hold=True, batch="grants.decisions:1")
        second = written(reason="2", hold=True, batch="grants.decisions:1")
    assert callbacks == []
    assert first.state == second.state == LetterState.HELD
    assert first.batch == second.batch == Batch.objects.get()


def test_a_letter_remembers_what_it_is_about():
    person = PersonFactory()
    letter = written(about=person)
    assert (letter.about_kind, letter.about_uuid) == ("people.person", person.uuid)


@pytest.mark.both
def test_a_letter_is_found_by_a_recipient_typed_without_accents():
    letter = written()
    assert Letter.objects.filter(matching("thora dagbjort")).get() == letter
    assert not Letter.objects.filter(matching("thorgerdur")).exists()


def test_conditions_not_met_leave_no_holes_in_the_text():
    letter = written(context={"nominee": "A", "words": "", "closes": CLOSES, "nominators": []})
    assert "nominator" not in letter.text
    assert "\n\n\n" not in letter.text


def test_every_letter_of_the_site_is_declared_once_and_has_its_markdown():
    folder = Path(settings.BASE_DIR) / "templates" / "letters"
    written_down = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.md")}
    declared = {kind.key for kind in kinds.letter_kinds()}
    assert written_down == declared - {"django"}
    for kind in kinds.letter_kinds():
        assert str(kind.label)
        assert str(kind.purpose)
        assert str(kind.audience.label)


def test_rows_are_called_by_what_says_nothing_of_the_person():
    letter, link, code = LetterFactory(to_name="Anna"), LinkFactory(name="Anna"), CodeFactory(email="anna@example.org")
    attempt = Attempt.objects.create(letter=letter, number=1, begun_at=now())
    assert "Anna" not in f"{letter}{link}{attempt}"
    assert "anna" not in str(code)


def test_a_kind_of_letter_is_called_what_its_app_declared(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    assert kinds.letter_label("tests/answer") == "Answer"
    kinds.register_letters(letters)
    assert kinds.letter_label("tests/answer") == "Asking for an answer"
    assert ("tests/answer", "Asking for an answer") in kinds.letter_labels()
    assert ("mail/fresh_link", "New link") in kinds.letter_labels()
