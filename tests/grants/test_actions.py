"""What every action of the grants does: it locks what it changes, money first, and the audit log says who did it."""

from datetime import timedelta

import pytest

from grants.actions.applications import remove_draft, save_application_draft, start_application
from grants.actions.awards import answer_award, publish_award
from grants.actions.calls import (
    announce_call,
    cancel_call,
    conclude_call,
    create_call,
    reopen_call,
    restore_call,
    update_call,
)
from grants.actions.corrections import correct_decision, revise_decision, stop_announcement, take_back_decision
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.erasure import expire_application, expire_draft
from grants.actions.funds import add_funder, create_fund, remove_funder, update_fund
from grants.actions.programmes import create_programme, update_programme
from grants.actions.publication import correct_publication, republish_award, unpublish_award
from grants.actions.receipts import send_receipt
from grants.actions.recusals import lift_recusal_from_application, recuse_staff_from_application
from grants.actions.reminders import remind_answers, remind_drafts
from grants.actions.seats import ask_to_represent, confirm_representative, end_representative, turn_down_representative
from grants.actions.submission import reopen_application, submit_application, withdraw_application
from grants.models import Application
from portal.assessment.errors import Recused
from portal.core.clock import now
from tests.factories.cities import OrganisationFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundFactory,
    FundSeatFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    RepresentativeFactory,
    accepted,
    announced,
    assess,
    close_call,
    contact_of,
    decided,
    eligible,
    published,
    submitted,
)
from tests.factories.people import ManagerFactory, UserFactory
from tests.support.actions import act_of, actors_of, locked_tables
from tests.support.values import for_each

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
FUND, CALL, PROGRAMME = "grants_fund", "grants_call", "grants_programme"
APPLICATION, AWARD, SEAT = "grants_application", "grants_award", "grants_representative"
BODY = "cities_organisation"
ALL_THE_SAME = {"override_reasons": "The board read it itself."}


def applicant(action, made, **arguments):
    return act_of(action, made, "application", lambda application: application.contact, **arguments)


def manager(action, made, noun="application", **arguments):
    return act_of(action, made, noun, lambda record: ManagerFactory(), **arguments)


def left():
    """An application somebody of the secretariat left to their colleagues, and who."""
    application = submitted()
    application.left_by = ManagerFactory()
    recuse_staff_from_application(application=application, reason="family", by=application.left_by, at=now())
    return application


def in_closed_call():
    application = submitted()
    close_call(application.call)
    return application


def assessed():
    application = eligible()
    assess(application.call)
    return application


def about_to_be_told():
    application = decided()
    announce_decision(application=application, by=ManagerFactory(), at=now())
    return application


def off_site():
    award = published().award
    unpublish_award(award=award, public_reasons="A slip.", why="A slip.", by=ManagerFactory(), at=now())
    return award


def followed():
    return FundSeatFactory().fund


ACTIONS = {
    "start_application": (
        [BODY],
        act_of(
            start_application, MunicipalityFactory, "organisation", contact_of, call=lambda _: CallFactory(), city=None
        ),
    ),
    "save_application_draft": (
        [APPLICATION],
        applicant(save_application_draft, ApplicationFactory, answers={"title": "New"}, city=None, version=1),
    ),
    "remove_draft": ([APPLICATION], applicant(remove_draft, ApplicationFactory)),
    "submit_application": ([APPLICATION], applicant(submit_application, ApplicationFactory)),
    "reopen_application": ([APPLICATION], applicant(reopen_application, submitted)),
    "withdraw_application": ([FUND, APPLICATION], applicant(withdraw_application, decided)),
    "answer_award": ([FUND, APPLICATION, AWARD], applicant(answer_award, announced, accept=True)),
    "check_eligibility": (
        [APPLICATION],
        manager(check_eligibility, in_closed_call, passed=True, points={"complete": True}, reasons=""),
    ),
    "decide_application": (
        [FUND, APPLICATION],
        manager(decide_application, assessed, kind="award_full", sum=None, reasons="Good."),
    ),
    "announce_decision": ([APPLICATION], manager(announce_decision, decided)),
    "stop_announcement": ([APPLICATION], manager(stop_announcement, about_to_be_told, why="A wrong sum.")),
    "take_back_decision": ([FUND, APPLICATION, AWARD], manager(take_back_decision, decided, why="Misread.")),
    "revise_decision": (
        [FUND, APPLICATION, AWARD],
        manager(revise_decision, decided, kind="refuse", sum=None, reasons="Weak.", why="Misread.", **ALL_THE_SAME),
    ),
    "correct_decision": (
        [FUND, APPLICATION, AWARD],
        manager(correct_decision, accepted, kind="refuse", sum=None, reasons="Weak.", why="Facts.", **ALL_THE_SAME),
    ),
    "publish_award": (
        [AWARD],
        manager(
            publish_award, lambda: accepted().award, "award", public_reasons="It works.", publish_at=lambda _: now()
        ),
    ),
    "unpublish_award": (
        [AWARD],
        manager(unpublish_award, lambda: published().award, "award", public_reasons="A slip.", why="A slip."),
    ),
    "republish_award": ([AWARD], manager(republish_award, off_site, "award", why="Set right.")),
    "correct_publication": (
        [AWARD],
        manager(correct_publication, lambda: published().award, "award", public_reasons="Other.", why="A slip."),
    ),
    "recuse_staff": ([APPLICATION], manager(recuse_staff_from_application, submitted, reason="family")),
    "lift_staff_recusals": (
        [APPLICATION],
        manager(lift_recusal_from_application, left, user=lambda application: application.left_by),
    ),
    "expire_draft": ([APPLICATION], manager(expire_draft, ApplicationFactory)),
    "expire_application": ([APPLICATION], manager(expire_application, submitted)),
    "create_fund": (
        [],
        manager(create_fund, OrganisationFactory, "funder", name="New", currency="NOK", sum_minor=1),
    ),
    "create_programme": ([], manager(create_programme, lambda: "new", "slug")),
    "create_call": (
        [],
        manager(
            create_call,
            FundFactory,
            "fund",
            programme=lambda _: ProgrammeFactory(),
            reference_prefix="NEW27",
            budget_minor=3,
            smallest_minor=1,
            largest_minor=2,
            opens_at=lambda _: now(),
            closes_at=lambda _: now() + timedelta(days=9),
        ),
    ),
    "update_call": ([FUND, CALL], manager(update_call, CallFactory, "call", names={"en": "New"})),
    "announce_call": ([CALL], manager(announce_call, lambda: CallFactory(draft=True), "call")),
    "cancel_call": ([CALL], manager(cancel_call, CallFactory, "call")),
    "conclude_call": ([CALL], manager(conclude_call, lambda: CallFactory(closed=True), "call")),
    "reopen_call": ([CALL], manager(reopen_call, lambda: CallFactory(state="concluded"), "call", why="A complaint.")),
    "restore_call": ([CALL], manager(restore_call, lambda: CallFactory(state="cancelled"), "call", why="A slip.")),
    "update_fund": ([FUND], manager(update_fund, FundFactory, "fund", name="New")),
    "add_funder": ([FUND], manager(add_funder, FundFactory, "fund", user=lambda _: UserFactory())),
    "remove_funder": ([FUND], manager(remove_funder, followed, "fund", user=lambda fund: fund.seats.get().user)),
    "update_programme": ([PROGRAMME], manager(update_programme, ProgrammeFactory, "programme", slug="new")),
    "ask_to_represent": (
        [BODY],
        act_of(ask_to_represent, OrganisationFactory, "organisation", lambda _: UserFactory()),
    ),
    "confirm_representative": (
        [SEAT],
        manager(confirm_representative, lambda: RepresentativeFactory(asked=True), "seat"),
    ),
    "turn_down_representative": (
        [SEAT],
        manager(turn_down_representative, lambda: RepresentativeFactory(asked=True), "seat"),
    ),
    "end_representative": ([SEAT], manager(end_representative, RepresentativeFactory, "seat")),
}
UNRECORDED = {"save_application_draft"}


@pytest.mark.parametrize(("name", "locks", "prepare"), [(name, *action) for name, action in ACTIONS.items()])
def test_it_locks_what_it_changes_and_is_recorded_as_done_by_whoever_did_it(name, locks, prepare, cost):
    act, by = prepare()
    before = len(actors_of(f"grants.{name}"))
    with cost() as spent:
        act(by=by, at=now())
    assert locked_tables(spent.statements, "grants_", "cities_")[: len(locks)] == locks
    assert actors_of(f"grants.{name}")[before:] == ([] if name in UNRECORDED else [by.uuid])


# What says something of an application: not for who is recused from it. Tried in tests/grants/test_recusals.py on the
# way to a decision; these are the ways back from one.
JUDGING = (
    "stop_announcement",
    "take_back_decision",
    "revise_decision",
    "correct_decision",
    "unpublish_award",
    "republish_award",
    "correct_publication",
)


@for_each("name", JUDGING)
def test_whoever_is_recused_takes_no_way_back_but_a_colleague_does(name):
    act, by = ACTIONS[name][1]()
    recuse_staff_from_application(application=Application.objects.latest("pk"), reason="family", by=by, at=now())
    with pytest.raises(Recused):
        act(by=by, at=now())
    act(by=ManagerFactory(), at=now())


@pytest.mark.parametrize(
    ("made", "act", "locks"),
    [
        (
            lambda: ApplicationFactory(call=CallFactory(closes_at=now() + timedelta(days=1))),
            lambda _, at: remind_drafts(at=at),
            [APPLICATION],
        ),
        (announced, lambda application, at: remind_answers(at=application.award.answer_due), [AWARD]),
        (submitted, lambda application, at: send_receipt(application=application, at=at), [APPLICATION]),
    ],
)
def test_what_the_clock_does_locks_each_row_so_that_nobody_is_written_to_twice(made, act, locks, cost):
    record = made()
    with cost() as spent:
        assert act(record, now())
    assert set(locked_tables(spent.statements, "grants_")) == set(locks)
