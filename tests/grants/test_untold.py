"""Until a decision is announced, an applicant can infer nothing of it: not from a page, an answer, an order or what
they may do."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from grants.actions.awards import answer_award
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.receipts import send_receipt
from grants.actions.submission import withdraw_application
from grants.errors import NotEnoughMoney
from grants.models import Application, Award, Decision
from grants.queries.exports import applications_csv
from grants.retention import expire_unsuccessful
from portal.assessment.models import Entry
from portal.audit.models import AuditEvent
from portal.audit.retention import Expiry
from portal.core.clock import now
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.desk.actions.cases import assign_case
from portal.documents.models import PrivateFile
from portal.mail.models import Letter
from tests.factories.grants import CallFactory, announced, decided, eligible
from tests.factories.people import ManagerFactory
from tests.grants.pages import page_url, text_of, typed

pytestmark = pytest.mark.django_db

KINDS = [("award_full", None), ("award_part", Money(200_000_00, "NOK")), ("refuse", None), ("dismiss", None)]
each_kind = pytest.mark.parametrize(("kind", "sum"), KINDS)


def decide(application, kind="award_full", sum=None, by=None):
    return decide_application(
        application=application,
        kind=kind,
        sum=sum,
        reasons="LEAK of reasons.",
        override_reasons="The board read it itself.",
        by=by or ManagerFactory(),
        at=now(),
    )


def page(name, application):
    return reverse(f"grants:{name}", args=[application.uuid])


def all_an_applicant_gets(client, application, receipt) -> dict:
    """Every page and answer they can ask for, as it arrives, without the tokens that change each time."""
    found = {}
    for name in ("application", "edit", "submit", "reopen", "answer", "withdraw"):
        found[name] = client.get(page(name, application))
    found["list"] = client.get(reverse("grants:applications"))
    found["grants"] = client.get(reverse("grants:home"))
    found["call"] = client.get(reverse("grants:call", args=[application.call.uuid]))
    found["receipt"] = client.get(reverse("documents:open", args=[receipt.uuid]))
    found["autosave"] = client.post(page("autosave", application), typed(application))
    found["totals"] = client.post(page("totals", application), typed(application))
    found["submitting"] = client.post(page("submit", application), follow=True)
    found["taking back"] = client.post(page("reopen", application), follow=True)
    found["answering"] = client.post(page("answer", application), {"answer": "accept"}, follow=True)
    return {name: (got.status_code, address(got), comparable_body(got)) for name, got in found.items()}


def address(response) -> str:
    """Where it leads; what signs a file's address changes each time."""
    return response.get("Location", "").partition("?")[0]


def comparable_body(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", body.decode(errors="replace"))


@each_kind
def test_every_page_and_answer_stays_the_same_to_the_letter(client, clock, kind, sum):
    clock(now())
    earlier = eligible()
    application = eligible(earlier.call, organisation=earlier.organisation, contact=earlier.contact)
    send_receipt(application=application, at=now())
    receipt = application_receipt(application)
    client.force_login(application.contact)
    before = all_an_applicant_gets(client, application, receipt)
    letters = Letter.objects.filter(to_email=application.contact.email).count()
    decide(earlier, kind, sum)
    decide(application, kind, sum)
    assert all_an_applicant_gets(client, application, receipt) == before
    assert Letter.objects.filter(to_email=application.contact.email).count() == letters


def application_receipt(application):
    return PrivateFile.objects.get(about_uuid=application.uuid, purpose="grants.receipt")


@each_kind
def test_it_can_be_withdrawn_with_the_answer_an_undecided_one_gets(client, clock, kind, sum):
    clock(now())
    undecided, application = eligible(), decided(kind=kind, sum=sum)
    seen = []
    for one in (undecided, application):
        client.force_login(one.contact)
        assert "Withdraw the application for good" in text_of(client.get(page_url(one)))
        seen.append(client.post(page("withdraw", one)))
        one.refresh_from_db()
        assert one.state == "withdrawn"
        told = text_of(client.get(page_url(one)))
        assert "Withdrawn" in told
        assert "The decision" not in told
        assert "A strong plan" not in told
    assert (seen[0].status_code, seen[0].url) == (seen[1].status_code, seen[1].url)
    assert {entry.state for entry in Entry.objects.all()} == {"withdrawn"}


def test_the_money_of_an_award_nobody_was_told_of_is_free_again():
    call = CallFactory(budget_minor=500_000_00)
    application = decided(call)
    with pytest.raises(NotEnoughMoney):
        decide(eligible(call))
    withdraw_application(application=application, by=application.contact, at=now())
    assert Award.objects.get().state == "released"
    decide(eligible(call))


def test_the_decision_is_void_and_stays_on_record(client):
    manager = ManagerFactory()
    application = decided(by=manager)
    for _twice in range(2):
        withdraw_application(application=application, by=application.contact, at=now())
    entry = AuditEvent.objects.get(verb="grants.withdraw_application")
    assert entry.data["voided"] == "award_full"
    assert entry.data["released_minor"] == 400_000_00
    assert Decision.objects.get().voided_at
    for act in (
        lambda: announce_decision(application=application, by=manager, at=now()),
        lambda: decide(application, by=manager),
        lambda: decide(application, "refuse", by=manager),
    ):
        with pytest.raises(TransitionRefused):
            act()
    assert not Letter.objects.filter(to_email=application.contact.email, template="grants/awarded").exists()


def test_staff_who_decided_are_told_and_see_that_it_is_void(client):
    manager, other, owner = ManagerFactory(), ManagerFactory(), ManagerFactory()
    application = decided(by=manager)
    assign_case(about=application, owner=owner, stand_in=None, by=owner, at=now())
    withdraw_application(application=application, by=application.contact, at=now())
    letters = Letter.objects.filter(template="grants/withdrawn_decided")
    assert {letter.to_email for letter in letters} == {manager.email, owner.email}
    words = letters.first().text.replace("\u00a0", " ")
    assert application.reference in words
    assert "NOK 400,000 can now be given to others." in words
    client.force_login(other)
    told = text_of(client.get(reverse("grants_application:inspect", args=[application.uuid])))
    assert "void: the applicant withdrew" in told
    assert "Tell the applicant" not in told
    assert "Decisions to announce to applicants" not in text_of(client.get("/admin/"))
    assert "Full award" not in "".join(applications_csv(Application.objects.all(), other, now()))


def test_when_whoever_decided_has_left_everyone_who_may_decide_is_told():
    manager, other = ManagerFactory(), ManagerFactory()
    application = decided(by=manager, kind="refuse")
    manager.is_active = False
    manager.save()
    withdraw_application(application=application, by=application.contact, at=now())
    letters = Letter.objects.filter(template="grants/withdrawn_decided")
    assert [letter.to_email for letter in letters] == [other.email]
    assert "can now be given to others" not in letters.get().text


@pytest.mark.parametrize("kind", ["award_full", "refuse", "dismiss"])
def test_once_told_nothing_is_withdrawn(client, kind):
    application = announced(kind=kind)
    with pytest.raises(TransitionRefused):
        withdraw_application(application=application, by=application.contact, at=now())
    client.force_login(application.contact)
    assert "Withdraw the application for good" not in text_of(client.get(page_url(application)))
    assert client.post(page("withdraw", application)).url == page_url(application)
    assert Decision.objects.get().voided_at is None


def test_an_answered_award_is_not_withdrawn():
    application = announced()
    answer_award(application=application, accept=True, by=application.contact, at=now())
    with pytest.raises(TransitionRefused):
        withdraw_application(application=application, by=application.contact, at=now())


def test_its_words_do_not_go_before_those_of_an_undecided_one():
    """A refusal nobody was told of is not let go with the told ones; what was withdrawn is, with its award's words."""
    call = CallFactory()
    untold, withdrawn = decided(call, kind="refuse"), decided(call)
    withdraw_application(application=withdrawn, by=withdrawn.contact, at=now())
    at = call.closes_at + timedelta(days=1)
    expiry = Expiry(noun="grants.application", before=at, at=at, country="", own_rules=())
    assert expire_unsuccessful(expiry) == 1
    untold.refresh_from_db()
    assert untold.title
    assert Award.objects.get().title == Award.objects.get().summary == ""
