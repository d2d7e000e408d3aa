"""What happens by the clock: reminders, overdue answers, terms that have passed; and erasure."""

from datetime import timedelta

import pytest

from grants.actions.erasure import erase_contact
from grants.erasure import AsApplicant
from grants.models import Application
from grants.queries.applications import ATTACHMENT
from grants.retention import expire_drafts, expire_unsuccessful
from grants.tasks import remind
from portal.adminkit.addresses import staff_url
from portal.assessment.models import Review
from portal.audit.actions.erasure import erase_person
from portal.audit.erasure import subject_of
from portal.audit.retention import Expiry, retention_source
from portal.core.clock import now
from portal.desk.queries.worklist import worklist_of
from portal.desk.worklist import worklist_sources
from portal.documents.actions.storing import store_upload
from portal.documents.queries.files import files_of
from portal.mail.models import Letter
from tests.factories.assessment import EntryFactory, ReviewFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundSeatFactory,
    RepresentativeFactory,
    announced,
    eligible,
    published,
    submitted,
)
from tests.factories.people import AdministratorFactory, ManagerFactory
from tests.grants.pages import page_url, text_of
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db


def waiting(kind, viewer):
    [source] = [source for source in worklist_sources() if source.kind == kind]
    return worklist_of(source, viewer, now())


def test_a_draft_is_reminded_once_three_days_before_the_call_closes(clock):
    soon = CallFactory(closes_at=now() + timedelta(days=6))
    draft = ApplicationFactory(call=soon)
    ApplicationFactory(call=CallFactory(closes_at=now() + timedelta(days=9)))
    submitted(soon)
    clock(soon.closes_at - timedelta(days=3, seconds=1))
    assert remind(now()) == 0
    clock(soon.closes_at - timedelta(days=3))
    assert remind(now()) == 1
    assert remind(now()) == 0
    letter = Letter.objects.get(template="grants/draft_reminder")
    assert letter.to_email == draft.contact.email
    assert letter.expires_at == soon.closes_at


def test_a_draft_without_a_title_is_reminded_too():
    ApplicationFactory(call=CallFactory(closes_at=now() + timedelta(days=1)), empty=True)
    assert remind(now()) == 1


def test_an_award_is_reminded_once_three_days_before_its_answer_is_due_and_overdue_after(clock):
    application = announced()
    assert remind(now()) == 0
    due = application.award.answer_due
    clock(due - timedelta(days=3, seconds=1))
    assert remind(now()) == 0
    clock(due - timedelta(days=3))
    assert remind(now()) == 1
    assert remind(now()) == 0
    assert Letter.objects.filter(template="grants/answer_reminder").count() == 1
    manager = ManagerFactory()
    assert not waiting("grants.answer_award", manager).exists()
    clock(due)
    assert waiting("grants.answer_award", manager).count() == 1


def test_calls_that_close_this_week_are_shown():
    CallFactory(closes_at=now() + timedelta(days=2))
    CallFactory(closes_at=now() + timedelta(days=20))
    assert waiting("grants.close_call", ManagerFactory()).count() == 1


def expiry(noun, before, country="", own=()):
    return Expiry(noun=noun, country=country, own_rules=own, before=before, at=now())


def test_old_drafts_go_and_young_ones_stay():
    old = ApplicationFactory(call=CallFactory(closed=True))
    ApplicationFactory()
    assert expire_drafts(expiry("grants.draft", now(), country="DK")) == 0
    assert expire_drafts(expiry("grants.draft", now(), own=("NO",))) == 0
    assert expire_drafts(expiry("grants.draft", now())) == 1
    assert not Application.objects.filter(pk=old.pk).exists()
    assert Application.objects.count() == 1


def test_words_of_refused_applications_go_and_their_sums_stay(client):
    call = CallFactory(closed=True)
    refused, kept = announced(call, kind="refuse"), published(call)
    for each in (refused, kept):
        store_upload(upload=upload(pdf(), "plan.pdf"), purpose=ATTACHMENT, about=each, by=each.contact, at=now())
    judged = [
        ReviewFactory(
            entry=EntryFactory(subject_kind="grants.application", subject_uuid=each.uuid),
            comment="Weak.",
        )
        for each in (refused, kept)
    ]
    assert expire_unsuccessful(expiry("grants.application", now())) == 1
    assert expire_unsuccessful(expiry("grants.application", now())) == 0
    refused.refresh_from_db()
    version = refused.versions.get()
    assert (refused.title, refused.answers, refused.contact) == ("", {}, None)
    assert "answers" not in version.snapshot
    assert version.snapshot["totals"]["sought_minor"] == 400_000_00
    assert len(version.sha256) == 64
    kept.refresh_from_db()
    assert kept.title
    assert [len(files_of(each, purpose=ATTACHMENT)) for each in (refused, kept)] == [0, 1]
    assert [Review.objects.get(pk=review.pk).comment for review in judged] == ["", "Weak."]
    client.force_login(ManagerFactory())
    assert refused.reference in text_of(client.get(staff_url(refused)))


def test_each_noun_has_its_rule():
    assert retention_source("grants.draft").expire
    countries = {term.country: term.months for term in retention_source("grants.award").defaults}
    assert (countries["NO"], countries["SE"], countries["FI"]) == (60, 84, 120)


def test_a_person_is_erased_and_the_bodys_application_stays(client):
    application = eligible()
    seat = RepresentativeFactory(user=application.contact)
    FundSeatFactory(user=application.contact)
    user = application.contact
    erase_contact(users=[user.uuid], by=None, at=now())
    application.refresh_from_db()
    assert application.contact is None
    assert application.versions.get().by is None
    assert not seat.__class__.objects.filter(pk=seat.pk).exists()
    client.force_login(ManagerFactory())
    assert client.get(staff_url(application)).status_code == 200


def test_the_portals_erasure_finds_them():
    seat = RepresentativeFactory()
    source, subject = AsApplicant(), subject_of(seat.user)
    assert source.held(subject) == 1
    assert source.erase(subject, by=AdministratorFactory(), at=now()) == 1
    assert source.held(subject) == 0
    assert erase_person


def test_what_was_submitted_can_be_read_by_its_applicant_in_every_state(client):
    application = published()
    client.force_login(application.contact)
    assert "the award as published" in text_of(client.get(page_url(application)))
