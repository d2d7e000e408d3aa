"""Submitting: in time, complete, once; locked as a version, with a receipt."""

import io
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from grants.actions.applications import remove_draft
from grants.actions.receipts import receipt_pdf, send_receipt
from grants.actions.submission import (
    digest,
    reopen_application,
    submission_errors,
    submit_application,
    withdraw_application,
)
from grants.errors import CallNotOpen, ClosedAlready, SubmissionInvalid
from grants.models import Application, SubmittedVersion, SubmittedVersionFixed
from grants.tasks import send_receipt_of, send_receipts
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.documents.queries.files import files_of
from portal.mail.models import Letter
from tests.factories.grants import ANSWERS, ApplicationFactory, CallFactory, eligible, submitted
from tests.factories.people import UserFactory
from tests.grants.pages import page_url, text_of
from tests.support.actions import actors_of
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db


def submit_url(application):
    return reverse("grants:submit", args=[application.uuid])


def test_submitting_locks_a_version_with_its_digest():
    application = submitted()
    version = application.versions.get()
    assert application.state == "submitted"
    assert application.reference.endswith("-0001")
    assert version.snapshot["answers"]["title"] == ANSWERS["title"]
    assert version.snapshot["totals"] == {
        "currency": "NOK",
        "sought_minor": 400_000_00,
        "own_minor": 50_000_50,
        "other_minor": 0,
        "in_kind_minor": 100_000_00,
    }
    assert version.sha256 == digest(version.snapshot)


def test_a_locked_version_cannot_be_changed_or_deleted():
    version = submitted().versions.get()
    version.snapshot = {}
    with pytest.raises(SubmittedVersionFixed):
        version.save()
    with pytest.raises(SubmittedVersionFixed):
        version.delete()


def test_a_double_click_submits_once():
    application = ApplicationFactory()
    first, second = (submit_application(application=application, by=application.contact, at=now()) for _ in range(2))
    assert first == second
    assert SubmittedVersion.objects.count() == 1
    assert [line.verb for line in history_of(application)].count("grants.submit_application") == 1


def test_the_second_click_in_the_browser_finds_it_done(client):
    application = ApplicationFactory()
    client.force_login(application.contact)
    assert client.post(submit_url(application)).url == page_url(application)
    assert client.post(submit_url(application)).url == page_url(application)
    assert Letter.objects.filter(template="grants/receipt").count() == 1
    assert client.get(submit_url(application)).url == page_url(application)


def test_the_receipt_is_a_pdf_sent_by_letter_and_kept_on_the_page(client):
    application = ApplicationFactory()
    client.force_login(application.contact)
    client.post(submit_url(application))
    letter, file = Letter.objects.get(template="grants/receipt"), PrivateFile.objects.get(purpose="grants.receipt")
    assert letter.attachments == [str(file.uuid)]
    assert letter.to_email == application.contact.email
    assert file.content_type == "application/pdf"
    page = text_of(client.get(page_url(application)))
    assert reverse("documents:open", args=[file.uuid]) in page
    assert "Receipt 1 (PDF)" in page
    assert "You will find it here too." not in page
    assert "We received your application on" in page


def test_a_receipt_is_given_once():
    application = submitted()
    assert send_receipt(application=application, at=now()) is True
    assert send_receipt(application=application, at=now()) is False
    assert PrivateFile.objects.count() == 1


def test_a_receipt_comes_whatever_signs_were_typed():
    application = ApplicationFactory(
        language="en", answers=ANSWERS | {"need": "The square is empty at night 🌃. سلام, שלום, 世界"}
    )
    submit_application(application=application, by=application.contact, at=now())
    assert send_receipt(application=application, at=now()) is True
    receipt = receipt_pdf(application, application.versions.get())
    pages = "".join(page.extract_text() for page in PdfReader(io.BytesIO(receipt)).pages)
    assert "The square is empty at night" in pages
    assert "We have them as you wrote them." in " ".join(pages.split())


def test_the_receipt_says_how_much_is_applied_for():
    application = submitted(language="en")
    receipt = receipt_pdf(application, application.versions.get())
    page = " ".join(PdfReader(io.BytesIO(receipt)).pages[0].extract_text().split())
    assert "Amount applied for NOK 400,000" in page
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(receipt)).pages)
    assert "Koordinator 50 % Staff Applied for here NOK 400,000" in " ".join(pages.split())


def test_a_draft_gets_no_receipt():
    assert send_receipt(application=ApplicationFactory(), at=now()) is False


def test_a_receipt_that_failed_is_given_by_the_clock(client, monkeypatch, caplog):
    application = ApplicationFactory()
    client.force_login(application.contact)

    def broken(**arguments):
        raise OSError("storage is away")

    monkeypatch.setattr("grants.tasks.send_receipt", broken)
    assert client.post(submit_url(application)).url == page_url(application)
    page = text_of(client.get(page_url(application)))
    assert "Your receipt is on its way by e-mail." in page
    assert "Receipt 1 (PDF)" not in page
    assert send_receipts(now()) == 0
    monkeypatch.setattr("grants.tasks.send_receipt", send_receipt)
    assert send_receipts(now()) == 1
    assert send_receipts(now()) == 0
    assert Letter.objects.filter(template="grants/receipt").count() == 1
    assert "Receipt 1 (PDF)" in text_of(client.get(page_url(application)))


def test_the_page_does_not_wait_for_the_receipt(client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    application = ApplicationFactory()
    client.force_login(application.contact)
    client.post(submit_url(application))
    assert not PrivateFile.objects.exists()
    assert DBTaskResult.objects.ready().get(task_path="grants.tasks.send_receipt_of").args_kwargs == {
        "args": [str(application.uuid)],
        "kwargs": {},
    }
    send_receipt_of.func(str(application.uuid))
    assert Letter.objects.filter(template="grants/receipt").count() == 1


def test_the_receipt_says_what_was_submitted_even_with_markup_and_odd_letters():
    answers = {**ANSWERS, "title": "#strong[x] *Þórs* ŋš $1$", "need": '"quoted" \\ backslash\n\nsecond #eval("1")'}
    application = submitted(answers=answers)
    content = receipt_pdf(application, application.versions.get())
    reader = PdfReader(BytesIO(content))
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "#strong[x] *Þórs*" in words
    assert '#eval("1")' in words.replace("“", '"').replace("”", '"')
    assert application.reference in words
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_one_minute_late_is_turned_away_with_the_instant_it_closed(client, clock):
    application = ApplicationFactory()
    client.force_login(application.contact)
    clock(application.call.closes_at + timedelta(minutes=1))
    page = text_of(client.post(submit_url(application)))
    assert "before this reached us" in page
    application.refresh_from_db()
    assert application.state == "draft"
    assert application.answers["title"] == ANSWERS["title"]


def test_the_window_ends_at_its_instant_and_not_after():
    application = ApplicationFactory()
    with pytest.raises(ClosedAlready):
        submit_application(application=application, by=application.contact, at=application.call.closes_at)
    at = application.call.closes_at - timedelta(microseconds=1)
    assert submit_application(application=application, by=application.contact, at=at)


def test_a_call_that_has_not_opened_takes_nothing():
    application = ApplicationFactory(call=CallFactory(coming=True))
    with pytest.raises(CallNotOpen):
        submit_application(application=application, by=application.contact, at=now())


def test_nobody_else_submits_it():
    application = ApplicationFactory()
    with pytest.raises(NotAllowed):
        submit_application(application=application, by=UserFactory(), at=now())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"summary": "x" * 501}, "summary"),
        ({"starts": "soon"}, "starts"),
        ({"ends": "2027-02-28"}, "ends"),
        ({"starts": "2020-01-01"}, "starts"),
        ({"starts": (now() + timedelta(days=9)).date().isoformat()}, "starts"),
        ({"budget": []}, "budget"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": "much"}]}, "budget-r1-sum"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": ""}]}, "budget-r1-sum"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": "33333,333"}]}, "budget-r1-sum"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": "9" * 20}]}, "budget-r1-sum"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": "500 001"}]}, "budget"),
        ({"budget": [{**ANSWERS["budget"][0], "sum": "49 999"}]}, "budget"),
        ({"budget": [{**ANSWERS["budget"][0], "text": ""}]}, "budget-r1-text"),
        ({"budget": [{**ANSWERS["budget"][0], "source": "thin air"}]}, "budget-r1-source"),
        ({"budget": [{**ANSWERS["budget"][0], "kind": "thin air"}]}, "budget-r1-kind"),
        ({"budget": [{**ANSWERS["budget"][0], "text": "x" * 121}]}, "budget-r1-text"),
        ({"partners": [{**ANSWERS["partners"][0], "name": "x" * 121}]}, "partners-r1-name"),
        ({"partners": [{**ANSWERS["partners"][0], "role": "x" * 301}]}, "partners-r1-role"),
    ],
)
def test_what_is_missing_or_too_much_is_named(change, field):
    application = ApplicationFactory(answers={**ANSWERS, **change})
    with pytest.raises(SubmissionInvalid) as refusal:
        submit_application(application=application, by=application.contact, at=now())
    assert list(refusal.value.faults) == [field]


def test_the_page_before_submitting_links_to_what_is_missing(client):
    application = ApplicationFactory(answers={**ANSWERS, "need": ""})
    client.force_login(application.contact)
    page = text_of(client.get(submit_url(application)))
    assert f"{reverse('grants:edit', args=[application.uuid])}#id_need" in page
    assert "The need: Answer this question.</a>" in page
    assert "Submit</button>" not in page
    assert client.post(submit_url(application)).url == submit_url(application)


def test_eligibility_is_checked_again_when_submitting():
    application = ApplicationFactory(call=CallFactory(eligibility={"members_only": True}))
    assert "not a member" in submission_errors(application)["city"]


def test_taking_back_makes_a_draft_and_submitting_again_a_second_version(client):
    application = submitted()
    reference = application.reference
    client.force_login(application.contact)
    url = reverse("grants:reopen", args=[application.uuid])
    assert "Make it a draft again?" in text_of(client.get(url))
    client.post(url)
    client.post(url)
    application.refresh_from_db()
    assert application.state == "draft"
    submit_application(application=application, by=application.contact, at=now())
    application.refresh_from_db()
    assert application.reference == reference
    assert [version.number for version in application.versions.all()] == [1, 2]
    assert Letter.objects.filter(template="grants/reopened").count() == 1
    send_receipt(application=application, at=now())
    assert Letter.objects.filter(template="grants/receipt").count() == 1


def test_nothing_is_reopened_after_the_call_closed(client, clock):
    application = submitted()
    client.force_login(application.contact)
    clock(application.call.closes_at)
    client.post(reverse("grants:reopen", args=[application.uuid]), follow=True)
    application.refresh_from_db()
    assert application.state == "submitted"


@pytest.mark.parametrize("someone", [UserFactory, AnonymousUser])
def test_nobody_else_reopens_it(someone):
    with pytest.raises(NotAllowed):
        reopen_application(application=submitted(), by=someone(), at=now())


def test_a_withdrawn_application_leaves_the_assessment(client):
    application = eligible()
    client.force_login(application.contact)
    url = reverse("grants:withdraw", args=[application.uuid])
    assert "Withdraw it" in text_of(client.get(url))
    client.post(url)
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert Entry.objects.get().state == "withdrawn"
    assert withdraw_application(application=application, by=application.contact, at=now()).state == "withdrawn"


def test_nobody_else_withdraws_it():
    with pytest.raises(NotAllowed):
        withdraw_application(application=submitted(), by=UserFactory(), at=now())


def test_a_draft_never_submitted_is_removed_with_its_words_and_files(client):
    application = ApplicationFactory()
    by = application.contact
    store_upload(upload=upload(pdf(), "plan.pdf"), purpose="grants.attachment", about=application, by=by, at=now())
    client.force_login(by)
    url = reverse("grants:withdraw", args=[application.uuid])
    assert "Delete the draft for good?" in text_of(client.get(url))
    client.post(url)
    assert not Application.objects.exists()
    assert files_of(application) == []
    assert actors_of("documents.remove_file") == [by.uuid]


def test_a_draft_that_was_submitted_before_is_not_thrown_away():
    application = submitted()
    reopen_application(application=application, by=application.contact, at=now())
    with pytest.raises(TransitionRefused):
        remove_draft(application=application, by=application.contact, at=now())


def test_nobody_else_removes_a_draft():
    with pytest.raises(NotAllowed):
        remove_draft(application=ApplicationFactory(), by=UserFactory(), at=now())


def test_answering_pages_send_back_who_has_nothing_to_answer(client):
    application = submitted()
    client.force_login(application.contact)
    assert client.get(reverse("grants:answer", args=[application.uuid])).url == page_url(application)
