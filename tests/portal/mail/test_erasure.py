"""What is let go of: words after their term, a person when they are erased."""

import uuid
from datetime import timedelta

import pytest

from portal.audit.actions.retention import apply_retention, install_default_rules
from portal.audit.erasure import Subject, erasure_source
from portal.core.clock import now
from portal.mail.actions.erasure import ERASED, erase_recipient, erase_texts
from portal.mail.models import Attempt, Code, Letter, Link
from portal.mail.states import LetterState
from tests.factories.mail import CodeFactory, LetterFactory, LinkFactory

pytestmark = pytest.mark.django_db


def held_of(letter):
    return "".join(str(value) for value in Letter.objects.filter(pk=letter.pk).values().get().values())


def test_words_of_old_letters_go_and_their_facts_stay():
    old = LetterFactory(sent=True, ended_at=now() - timedelta(days=400), secrets={"code": {"kind": "sealed"}})
    Attempt.objects.create(letter=old, number=1, begun_at=now(), words="550 no such user")
    young, unsent = LetterFactory(sent=True), LetterFactory(queued_at=now() - timedelta(days=400))
    assert erase_texts(ended_before=now() - timedelta(days=365), at=now()) == 1
    assert erase_texts(ended_before=now() - timedelta(days=365), at=now()) == 0
    old.refresh_from_db()
    assert (old.subject, old.text, old.html, old.secrets, old.state) == ("", "", "", {}, LetterState.SENT)
    assert old.tries.get().words == ""
    for letter in (young, unsent):
        letter.refresh_from_db()
        assert letter.text


def test_many_old_letters_go_some_at_a_time(monkeypatch):
    monkeypatch.setattr("portal.mail.actions.erasure.BATCH_SIZE", 2)
    LetterFactory.create_batch(5, sent=True, ended_at=now() - timedelta(days=2))
    assert erase_texts(ended_before=now() - timedelta(days=1), at=now()) == 5


def test_the_terms_are_rules_in_data():
    install_default_rules()
    old = LetterFactory(sent=True, ended_at=now() - timedelta(days=370))
    CodeFactory(issued_at=now() - timedelta(days=40))
    fresh = CodeFactory()
    gone = apply_retention(at=now())
    assert (gone["mail.letter"], gone["mail.code"]) == (1, 1)
    assert Letter.objects.get(pk=old.pk).is_erased
    assert Code.objects.get() == fresh


def test_an_erased_person_is_in_no_letter_link_or_code():
    person = uuid.uuid4()
    theirs = LetterFactory(to_uuid=person, to_email="thora@example.org", sent=True)
    waiting = LetterFactory(to_uuid=person, to_email="thora@example.org")
    on_its_way = LetterFactory(to_uuid=person, to_email="thora@example.org", cut_off=True)
    before_known = LetterFactory(to_email="thora@example.org", to_name="Thora", sent=True)
    link = LinkFactory(to_uuid=person, email="thora@example.org")
    CodeFactory(email="thora@example.org")
    guardian = LetterFactory(to_uuid=uuid.uuid4(), to_email="thora@example.org", sent=True)
    stranger, strangers_code = LetterFactory(), CodeFactory()

    subject = Subject("people.person", person)
    source = erasure_source("mail.letters")
    assert source.held(subject) == 4
    assert source.erase(subject, by=None, at=now()) == 4
    assert source.erase(subject, by=None, at=now()) == 0

    for letter in (theirs, waiting, on_its_way, before_known):
        letter.refresh_from_db()
        row = held_of(letter).lower()
        assert letter.to_email == ERASED
        assert "thora" not in row
        assert "þóra" not in row
        assert "nominator" not in row
    assert (waiting.state, on_its_way.state, theirs.state) == ("dropped", "dropped", "sent")
    link.refresh_from_db()
    assert (link.email, link.name, link.to_uuid) == (ERASED, "", None)
    assert link.revoked_at
    for letter in (guardian, stranger):
        letter.refresh_from_db()
        assert letter.text
    assert Code.objects.get() == strangers_code


def test_an_address_alone_can_be_erased_too():
    letter = LetterFactory(to_email="anna@example.org")
    LinkFactory(email="anna@example.org")
    assert erase_recipient(email=" Anna@Example.org", at=now()) == 1
    letter.refresh_from_db()
    assert letter.to_email == ERASED
    assert Link.objects.get().email == ERASED


def test_erasing_nobody_touches_nothing():
    letter = LetterFactory()
    assert erase_recipient(at=now()) == 0
    letter.refresh_from_db()
    assert letter.text
