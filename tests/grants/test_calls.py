"""A call's course, by actions."""

import re
from datetime import timedelta

import pytest

from grants.actions.awards import answer_award
from grants.actions.calls import announce_call, cancel_call, conclude_call, create_call, open_assessment, update_call
from grants.actions.funds import add_funder, create_fund, remove_funder, update_fund
from grants.actions.programmes import create_programme, update_programme
from grants.actions.submission import withdraw_application
from grants.errors import CallFixed, CallNotSound, FundCommitted, NoRound, NotOpenedYet, Unfinished
from grants.queries.rounds import criteria_of, round_of
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from tests.factories.cities import OrganisationFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundFactory,
    ProgrammeFactory,
    accepted,
    announced,
    decided,
    eligible,
    submitted,
)
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory
from tests.grants.pages import text_of
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


def test_announced_twice_is_once(manager):
    call = CallFactory(draft=True)
    for _ in range(2):
        announce_call(call=call, by=manager, at=now())
    assert [line.verb for line in history_of(call)] == ["grants.announce_call"]


def test_a_call_whose_window_has_passed_is_not_announced(manager):
    with pytest.raises(CallNotSound):
        announce_call(call=CallFactory(draft=True, closed=True), by=manager, at=now())


def test_a_call_nobody_submitted_to_is_cancelled_once(manager):
    call = CallFactory()
    ApplicationFactory(call=call)
    for _ in range(2):
        assert cancel_call(call=call, by=manager, at=now()).state == "cancelled"
    assert not call.__class__.objects.get().is_public


def test_the_page_before_a_cancelling_offers_one_button_that_cancels(client, manager):
    client.force_login(manager)
    call = CallFactory()
    page = text_of(client.get(staff_url(call, "action", "cancel")))
    assert re.findall(r">(Cancel[^<]*|Back)</(?:button|a)>", page) == ["Cancel the call", "Back"]


def test_a_call_with_applications_is_not_cancelled(manager):
    with pytest.raises(CallFixed):
        cancel_call(call=submitted().call, by=manager, at=now())


@pytest.mark.parametrize(
    ("made", "kind", "said"),
    [
        (submitted, {}, "1 application is not decided."),
        (eligible, {}, "1 application is not decided."),
        (decided, {"kind": "award_full"}, "1 applicant has not been told of the decision."),
        (decided, {"kind": "refuse"}, "1 applicant has not been told of the decision."),
        (decided, {"kind": "dismiss"}, "1 applicant has not been told of the decision."),
        (announced, {"kind": "award_full"}, "1 award waits for an answer."),
    ],
)
def test_concluding_is_offered_only_when_it_would_be_done(client, manager, made, kind, said):
    call = made(CallFactory(closed=True), **kind).call
    client.force_login(manager)
    page = text_of(client.get(staff_url(call)))
    assert said in page
    assert staff_url(call, "action", "conclude") not in page
    with pytest.raises(Unfinished, match=said):
        conclude_call(call=call, by=manager, at=now())
    call.refresh_from_db()
    assert call.state == "announced"


@pytest.mark.parametrize("made", [accepted, lambda call: announced(call, kind="refuse"), lambda call: None])
def test_concluding_is_offered_when_nothing_is_left(client, manager, made):
    call = CallFactory(closed=True)
    made(call)
    ApplicationFactory(call=call)
    client.force_login(manager)
    page = text_of(client.get(staff_url(call)))
    assert "Before the call can be concluded" not in page
    assert staff_url(call, "action", "conclude") in page
    confirm(client, staff_url(call, "action", "conclude"))
    call.refresh_from_db()
    assert call.state == "concluded"


def test_one_withdrawn_before_it_was_told_keeps_no_call_open(manager):
    application = decided(CallFactory(closed=True))
    withdraw_application(application=application, by=application.contact, at=now())
    assert conclude_call(call=application.call, by=manager, at=now()).state == "concluded"


def test_an_open_call_does_not_offer_to_be_concluded(client, manager):
    call = CallFactory()
    client.force_login(manager)
    assert staff_url(call, "action", "conclude") not in text_of(client.get(staff_url(call)))


def test_a_call_is_concluded_when_all_is_answered(manager):
    application = announced(CallFactory(closed=True))
    with pytest.raises(Unfinished):
        conclude_call(call=application.call, by=manager, at=now())
    answer_award(application=application, accept=True, by=application.contact, at=now())
    for _ in range(2):
        assert conclude_call(call=application.call, by=manager, at=now()).state == "concluded"
    with pytest.raises(TransitionRefused):
        cancel_call(call=application.call, by=manager, at=now())


def test_an_open_call_is_not_concluded(manager):
    with pytest.raises(Unfinished, match="The call is still open"):
        conclude_call(call=CallFactory(), by=manager, at=now())


def test_an_open_call_may_close_later_but_not_earlier(manager):
    call = CallFactory()
    with pytest.raises(CallFixed, match="may close later, but not earlier"):
        update_call(call=call, by=manager, at=now(), closes_at=call.closes_at - timedelta(days=1))
    later = call.closes_at + timedelta(days=3)
    assert update_call(call=call, by=manager, at=now(), closes_at=later).closes_at == later


def test_terms_stand_once_open_and_move_before(manager):
    with pytest.raises(CallFixed):
        update_call(call=CallFactory(), by=manager, at=now(), largest_minor=1)
    call = update_call(call=CallFactory(coming=True), by=manager, at=now(), largest_minor=600_000_00)
    assert call.largest_minor == 600_000_00


def test_saving_without_a_change_leaves_no_trace(manager):
    call = CallFactory()
    update_call(call=call, by=manager, at=now(), budget_minor=call.budget_minor)
    assert history_of(call) == []


def test_the_history_shows_the_budget_as_a_sum_of_money(client, manager):
    call = CallFactory(draft=True)
    update_call(call=call, by=manager, at=now(), budget_minor=9_000_000_00)
    client.force_login(manager)
    page = text_of(client.get(staff_url(call, "history")))
    assert "NOK 9,000,000" in page
    assert "900000000" not in page


def test_a_budget_is_never_less_than_what_was_awarded(manager):
    call = announced(CallFactory(smallest_minor=1, largest_minor=400_000_00)).call
    call.__class__.objects.update(largest_minor=1_00)
    with pytest.raises(CallNotSound, match="already been awarded"):
        update_call(call=call, by=manager, at=now(), budget_minor=399_999_99)
    assert update_call(call=call, by=manager, at=now(), budget_minor=400_000_00).budget_minor == 400_000_00


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"largest_minor": 399_999_99}, "largest"),
        ({"largest_minor": 500_000_01}, "budget"),
        ({"budget_minor": 600_000_01}, "budget"),
        ({"closes_at": now() - timedelta(days=400)}, "closes_at"),
    ],
)
def test_figures_that_do_not_fit_together_are_told_beside_the_one_to_change(manager, figures, field):
    call = CallFactory(
        draft=True,
        smallest_minor=400_000_00,
        largest_minor=400_000_00,
        budget_minor=500_000_00,
        fund__sum_minor=600_000_00,
    )
    with pytest.raises(CallNotSound) as refused:
        update_call(call=call, by=manager, at=now(), **figures)
    assert refused.value.field == field


def test_figures_may_just_fit_together(manager):
    same = 500_000_00
    call = CallFactory(draft=True, smallest_minor=1, largest_minor=2, budget_minor=3, fund__sum_minor=same)
    figures = {"smallest_minor": same, "largest_minor": same, "budget_minor": same}
    assert update_call(call=call, by=manager, at=now(), **figures).budget_minor == same


def test_a_call_without_a_round_has_no_assessment_to_open(manager):
    with pytest.raises(NoRound):
        open_assessment(call=CallFactory(round=False), by=manager, at=now())


def test_reviewers_do_not_begin_before_the_call_has_opened(client, manager):
    tomorrow = CallFactory(opens_at=now() + timedelta(days=1), closes_at=now() + timedelta(days=9))
    with pytest.raises(NotOpenedYet):
        open_assessment(call=tomorrow, by=manager, at=now())
    client.force_login(manager)
    assert "Open the assessment" not in client.get(staff_url(tomorrow)).content.decode()
    assert "Open the assessment" in client.get(staff_url(CallFactory())).content.decode()


def test_a_call_without_a_round_has_no_criteria():
    call = CallFactory(round=False)
    assert round_of(call) is None
    assert criteria_of(call) == []


def test_criteria_are_told_as_shares_of_the_whole():
    assert [line.percent for line in criteria_of(CallFactory())] == [25, 25, 20, 20, 10]


@pytest.mark.parametrize(
    "act",
    [
        lambda by: create_call(by=by, at=now(), programme=ProgrammeFactory(), fund=FundFactory()),
        lambda by: update_call(call=CallFactory(), by=by, at=now()),
        lambda by: announce_call(call=CallFactory(), by=by, at=now()),
        lambda by: cancel_call(call=CallFactory(), by=by, at=now()),
        lambda by: conclude_call(call=CallFactory(), by=by, at=now()),
        lambda by: open_assessment(call=CallFactory(round=False), by=by, at=now()),
        lambda by: create_fund(by=by, at=now()),
        lambda by: update_fund(fund=FundFactory(), by=by, at=now()),
        lambda by: add_funder(fund=FundFactory(), user=UserFactory(), by=by, at=now()),
        lambda by: remove_funder(fund=FundFactory(), user=UserFactory(), by=by, at=now()),
        lambda by: create_programme(by=by, at=now()),
        lambda by: update_programme(programme=ProgrammeFactory(), by=by, at=now()),
    ],
)
def test_editors_do_none_of_it(act):
    with pytest.raises(NotAllowed):
        act(EditorFactory())


def test_funds_and_programmes_saved_unchanged_leave_no_trace(manager):
    fund, programme = FundFactory(), ProgrammeFactory()
    update_fund(fund=fund, by=manager, at=now(), name=fund.name)
    update_programme(programme=programme, by=manager, at=now(), slug=programme.slug)
    remove_funder(fund=fund, user=UserFactory(), by=manager, at=now())
    assert history_of(fund) == history_of(programme) == []


def test_a_funds_name_and_sum_change_and_both_are_recorded(manager):
    fund = create_fund(name="Old", funder=OrganisationFactory(), currency="NOK", sum_minor=1_00, by=manager, at=now())
    update_fund(fund=fund, by=manager, at=now(), name="New", sum_minor=2_00)
    fund.refresh_from_db()
    assert (fund.name, fund.sum_minor) == ("New", 2_00)
    assert {line.verb for line in history_of(fund)} == {"grants.create_fund", "grants.update_fund"}


def test_a_fund_keeps_its_currency_once_it_has_a_call(manager):
    fund = FundFactory(currency="NOK")
    update_fund(fund=fund, by=manager, at=now(), currency="SEK")
    CallFactory(fund=fund)
    with pytest.raises(FundCommitted, match="can't change once the fund has calls"):
        update_fund(fund=fund, by=manager, at=now(), currency="DKK")
    fund.refresh_from_db()
    assert fund.currency == "SEK"


def test_a_funder_is_added_once(manager):
    fund, user = FundFactory(), UserFactory()
    for _ in range(2):
        add_funder(fund=fund, user=user, by=manager, at=now())
    assert len(history_of(fund)) == 1
    assert str(fund.seats.get())


def test_a_funder_who_is_removed_follows_nothing_and_it_is_recorded_once(manager):
    fund, user = FundFactory(), UserFactory()
    add_funder(fund=fund, user=user, by=manager, at=now())
    for _ in range(2):
        remove_funder(fund=fund, user=user, by=manager, at=now())
    assert not fund.seats.exists()
    assert [line.verb for line in history_of(fund)].count("grants.remove_funder") == 1


def test_things_are_called_by_name():
    call = CallFactory()
    assert str(call) == "Safe way home"
    assert str(CallFactory(names={})) != ""
    assert str(ProgrammeFactory(names={}, slug="bare")) == "bare"
    assert str(call.fund) == call.fund.name
