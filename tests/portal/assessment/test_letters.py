"""What reviewers are written, and when they are reminded."""

from datetime import timedelta

import pytest

from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import finish_round
from portal.assessment.actions.reminders import remind_panel
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.actions.rounds import open_round
from portal.assessment.tasks import REMINDERS, remind_reviewers
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.mail.models import Letter
from tests.factories.assessment import AssignmentFactory, CriterionFactory, EntryFactory, PanelMemberFactory


def letters(to=None):
    found = Letter.objects.order_by("pk")
    return list(found.filter(to_email=to.email) if to else found)


@pytest.fixture
def planned(db, source):
    """A planned round with two entries for a Norwegian juror and none for an English one."""
    round = CriterionFactory(round__title={"en": "Jury", "nb": "Jury på norsk"}).round
    norwegian = PanelMemberFactory(round=round, user__language="nb", user__name="Åse").user
    english = PanelMemberFactory(round=round).user
    for number in range(2):
        entry = EntryFactory(round=round, subject_uuid=source.add(f"Secret name {number}"))
        AssignmentFactory(entry=entry, reviewer=norwegian)
    return round, norwegian, english


def test_opening_tells_each_juror_the_worklist_in_their_language(planned, manager):
    round, norwegian, english = planned
    open_round(round=round, by=manager, at=now())
    (letter,) = letters(norwegian)
    assert letter.language == "nb"
    assert "Jury på norsk" in letter.subject
    assert "/nb/review/" in letter.text
    assert "/nb/review/" in letter.html
    (letter,) = letters(english)
    assert "Jury" in letter.subject
    assert "We e-mail you when you get entries to review." in letter.text
    assert "Copenhagen time" in letter.text


def test_no_letter_says_whom_an_entry_is_about(planned, manager):
    round, norwegian, english = planned
    open_round(round=round, by=manager, at=now())
    assign_reviewer(entry=EntryFactory(round=round), reviewer=english, by=manager, at=now())
    remind_panel(round=round, before=REMINDERS, at=round.due_at - timedelta(days=1))
    assert len(letters()) == 4
    for letter in letters():
        assert "Secret name" not in letter.text + letter.html + letter.subject


def test_who_has_reviews_missing_is_reminded_a_week_and_two_days_before(scene):
    juror, idle = scene.panel[0], scene.panel[1]
    scene.entry("A", juror)
    for days, expected in ((8, 0), (7, 1), (6.9, 1), (3, 1), (2, 2), (1, 2)):
        remind_reviewers(scene.round.due_at - timedelta(days=days))
        remind_reviewers(scene.round.due_at - timedelta(days=days))
        assert len(letters(juror)) == expected, days
    assert letters(idle) == []
    letter = letters(juror)[0]
    assert "One of your reviews" in letter.text
    assert letter.expires_at == scene.round.due_at
    assert AuditEvent.objects.filter(verb="assessment.remind_panel").count() == 2


def test_who_is_done_or_was_given_it_just_now_is_spared(scene, clock):
    done, finished, fresh = scene.panel
    entry = scene.entry("A", done, finished)
    scene.submit(entry, done, 3, 3)
    scene.submit(entry, finished, 3, 3)
    finish_round(round=scene.round, by=finished, at=now())
    clock(scene.round.due_at - timedelta(days=6))
    scene.give(entry, fresh)
    remind_reviewers(now())
    assert letters() == []


def test_a_draft_is_not_yet_a_review(scene):
    juror = scene.panel[0]
    save_review_draft(entry=scene.entry("A", juror), answers=scene.answers(3, 3), version=0, by=juror, at=now())
    remind_reviewers(scene.round.due_at - timedelta(days=1))
    assert len(letters(juror)) == 1


def test_nobody_is_reminded_of_a_round_that_is_over_or_far_off(scene):
    scene.entry("A", scene.panel[0])
    assert remind_reviewers(scene.round.due_at) == 0
    assert remind_panel(round=scene.round, before=REMINDERS, at=scene.round.due_at - timedelta(days=9)) == 0
    assert remind_panel(round=scene.round, before=REMINDERS, at=scene.round.due_at + timedelta(minutes=1)) == 0
