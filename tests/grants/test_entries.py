"""What reviewers read of an application, and who may open its files."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from grants.actions.calls import open_assessment
from grants.queries.entries import ApplicationEntries
from grants.queries.money import position_of
from grants.queries.ranking import ranked, ranked_lines
from grants.rules import may_open_attachment, may_open_receipt
from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import add_panel_member
from portal.assessment.actions.reviews import Answers, submit_review
from portal.assessment.models import Entry
from portal.core.clock import now
from tests.factories.assessment import AssignmentFactory, PanelMemberFactory
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    FundSeatFactory,
    RepresentativeFactory,
    decided,
    eligible,
    submitted,
)
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db
source = ApplicationEntries()


def present(*applications, language="en"):
    return source.present([a.uuid for a in applications], viewer=None, at=now(), language=language)


def test_the_entry_says_what_was_submitted_and_nobodys_address():
    application = eligible()
    view = present(application)[application.uuid]
    words = " ".join([view.title, *(f"{a} {b}" for a, b in view.facts), *(s.text for s in view.texts)]).replace(
        "\u00a0", " "
    )
    assert ANSWERS["need"] in words
    assert "Røde Kors Ungdom: Kurser frivillige" in words
    (budget,) = [section for section in view.texts if section.lines]
    first = budget.lines[0]
    assert (first.label, str(first.sum).replace("\u00a0", " "), first.note) == (
        "Koordinator 50 %",
        "NOK 400,000",
        "Staff · Applied for here",
    )
    assert dict(budget.totals)["Total"].minor == 550_000_50
    assert application.contact.email not in words
    assert application.contact.name not in words
    assert view.lang == "nb"


def test_a_later_change_of_the_draft_does_not_show():
    application = eligible()
    application.answers = {**application.answers, "need": "LEAK"}
    application.save()
    assert "LEAK" not in str(present(application))


def test_only_what_is_in_the_field_can_be_read():
    hidden = [ApplicationFactory(), submitted()]
    shown = [eligible(), decided()]
    assert set(present(*hidden, *shown)) == {application.uuid for application in shown}
    assert set(source.readable(now())) == {application.uuid for application in shown}
    assert source.titles([hidden[0].uuid], viewer=None, at=now(), language=None) == {}


def kinds_of(application):
    return {party.kind for party in source.parties([application.uuid], now())[application.uuid]}


def test_an_application_without_city_and_partners_reads_well():
    seat = RepresentativeFactory()
    application = eligible(
        organisation=seat.organisation, city=None, contact=seat.user, answers={**ANSWERS, "partners": []}
    )
    view = present(application, language=None)[application.uuid]
    assert ("City", "–") in view.facts
    assert kinds_of(application) == {"people.user", "cities.organisation"}


def test_applicant_city_and_writer_are_its_parties():
    application = eligible()
    assert kinds_of(application) >= {"people.user", "cities.organisation", "cities.city"}


def test_three_entries_cost_as_many_queries_as_one(cost):
    applications = [eligible() for _ in range(3)]
    with cost() as one:
        present(applications[0])
    with cost() as three:
        present(*applications)
    assert one.queries == three.queries


def test_attachments_open_for_those_who_may_read_the_application():
    application = eligible()
    entry = Entry.objects.get()
    reviewer = PanelMemberFactory(round=entry.round).user
    entry.round.__class__.objects.update(state="open", opened_at=now())
    stranger = PanelMemberFactory(round=entry.round).user
    AssignmentFactory(entry=entry, reviewer=reviewer)
    funder = FundSeatFactory(fund=application.call.fund).user
    may = {user: may_open_attachment(user, application, None, now()) for user in (
        application.contact, ManagerFactory(), funder, reviewer, stranger, UserFactory(), EditorFactory())}  # fmt: skip
    assert list(may.values()) == [True, True, True, True, False, False, False]
    assert not may_open_attachment(AnonymousUser(), application, None, now())
    assert not may_open_attachment(application.contact, None, None, now())


def test_a_drafts_attachments_open_for_its_applicant_alone():
    application = ApplicationFactory()
    assert may_open_attachment(application.contact, application, None, now())
    assert not may_open_attachment(ManagerFactory(), application, None, now())


def test_a_receipt_opens_for_applicant_and_secretariat_alone():
    application = eligible()
    funder = FundSeatFactory(fund=application.call.fund).user
    assert may_open_receipt(application.contact, application, None, now())
    assert may_open_receipt(ManagerFactory(), application, None, now())
    assert not may_open_receipt(funder, application, None, now())
    assert not may_open_receipt(AnonymousUser(), application, None, now())


def test_two_reviewers_judge_it_in_their_workspace_and_the_points_reach_the_ranking(client):
    """The same workspace as the jury's, which knows nothing of applications."""
    manager, application = ManagerFactory(), eligible()
    entry = Entry.objects.get()
    reviewers = [UserFactory(), UserFactory()]
    for reviewer in reviewers:
        add_panel_member(round=entry.round, user=reviewer, by=manager, at=now())
        assign_reviewer(entry=entry, reviewer=reviewer, by=manager, at=now())
    open_assessment(call=application.call, by=manager, at=now())
    client.force_login(reviewers[0])
    page = client.get(reverse("assessment:review", args=[entry.uuid])).content.decode()
    assert ANSWERS["need"] in page
    assert application.contact.name not in page
    for reviewer, value in zip(reviewers, (5, 3), strict=True):
        scores = {criterion.uuid: value for criterion in entry.round.criteria.all()}
        submit_review(
            entry=entry, answers=Answers(scores=scores, comment="Well told."), version=0, by=reviewer, at=now()
        )
    call = application.call
    (line,) = ranked_lines(ranked(call, manager, now()), call, position_of(call), manager, now())
    assert line.points.reviews == 2
    assert line.points.shown == Decimal("75.0")
