"""Asked twice, done once; asked again otherwise, refused with a sentence that shows what stands. Every action is walked
whose reasons, notes or dates could be lost in between."""

from datetime import timedelta

import pytest

from grants.actions.decisions import decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.recusals import recuse_staff_from_application
from pioneers.actions.consent import declare_no_safe_guardian, name_guardian
from pioneers.actions.editions import plan_jury
from pioneers.actions.matching import join_candidacies, keep_candidacies_apart, split_candidacies
from pioneers.actions.nominations import screen_nomination
from pioneers.states import NomineeState
from portal.alliance.actions.publications import withdraw_publication
from portal.assessment.actions.recusals import exclude_reviewer, recuse_reviewer
from portal.core.clock import now
from portal.core.errors import AlreadyDone
from portal.core.money import Money
from portal.events.actions.events import cancel_event
from portal.membership.actions.applications import decline_membership_application
from portal.membership.actions.memberships import end_membership
from portal.payments.actions.invoices import credit_invoice
from portal.payments.actions.payments import record_payment, withdraw_payment
from portal.people.actions.invitations import invite_staff
from portal.people.errors import AlreadyInvited
from tests.factories.alliance import PublicationFactory
from tests.factories.assessment import EntryFactory, PanelMemberFactory
from tests.factories.events import EventFactory
from tests.factories.grants import assess, close_call, eligible, submitted
from tests.factories.membership import MembershipApplicationFactory, MembershipFactory
from tests.factories.payments import issued
from tests.factories.people import AdministratorFactory, FinanceFactory, ManagerFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, PossibleMatchFactory
from tests.pioneers.test_consent import request_of
from tests.portal.core.test_actions import MODULES, public_functions

pytestmark = pytest.mark.django_db


def decision(by):
    application = eligible()
    assess(application.call)
    told = {"application": application, "kind": "award_full", "sum": None}
    return decide_application, told, {"reasons": "Strong."}, {"reasons": "Weak."}, "Strong."


def formal_check(by):
    application = submitted()
    close_call(application.call)
    told = {"application": application, "passed": False, "points": {"complete": False}}
    return check_eligibility, told, {"reasons": "No budget."}, {"reasons": "Too late."}, "No budget."


def screening(by):
    told = {"nomination": NominationFactory(sent=True), "accept": False}
    return screen_nomination, told, {"reason": "Spam."}, {"reason": "Abuse."}, "Spam."


def jury(by):
    due = now() + timedelta(days=40)
    told = {"edition": EditionFactory()}
    return plan_jury, told, {"due_at": due}, {"due_at": due + timedelta(days=1)}, f"{due.year}"


def staff_recusal(by):
    return recuse_staff_from_application, {"application": submitted()}, {"reason": "family"}, {"reason": "other"}, ""


def exclusion(by):
    entry = EntryFactory()
    told = {"entry": entry, "reviewer": PanelMemberFactory(round=entry.round).user, "reason": "other"}
    return exclude_reviewer, told, {"note": "They are friends."}, {"note": "They are rivals."}, "They are friends."


def membership_end(by):
    membership = MembershipFactory()
    told = {"membership": membership, "ends": membership.starts + timedelta(days=90)}
    return end_membership, told, {"reason": "Merged."}, {"reason": "Left."}, "Merged."


def membership_declined(by):
    told = {"application": MembershipApplicationFactory()}
    return decline_membership_application, told, {"reasons": "Not now."}, {"reasons": "Never."}, "Not now."


def invoice_credited(by):
    return credit_invoice, {"invoice": issued()}, {"reason": "Wrong year."}, {"reason": "Wrong city."}, "Wrong year."


def payment_withdrawn(by):
    invoice = issued()
    told = {"amount": Money(100, "EUR"), "paid_on": now().date(), "reference": "R", "by": by, "at": now()}
    payment = record_payment(invoice=invoice, **told)
    return withdraw_payment, {"payment": payment}, {"reason": "Not ours."}, {"reason": "Twice."}, "Not ours."


def publication_withdrawn(by):
    told = {"publication": PublicationFactory()}
    return withdraw_publication, told, {"reason": "A wrong figure."}, {"reason": "Too old."}, "A wrong figure."


def match_apart(by):
    told = {"match": PossibleMatchFactory()}
    return keep_candidacies_apart, told, {"reason": "Two schools."}, {"reason": "Two towns."}, "Two schools."


def match_joined(by):
    told = {"match": PossibleMatchFactory()}
    return join_candidacies, told, {"reason": "One school."}, {"reason": "One town."}, "One school."


def match_split(by):
    told = {"match": PossibleMatchFactory()}
    join_candidacies(**told, reason="One school.", by=by, at=now())
    return split_candidacies, told, {"reason": "Two schools."}, {"reason": "Two towns."}, "Two schools."


def event_cancelled(by):
    return cancel_event, {"event": EventFactory()}, {"reason": "Storm."}, {"reason": "Snow."}, "Storm."


STAFF = (
    *(decision, formal_check, screening, jury, staff_recusal, exclusion, membership_end, membership_declined),
    *(invoice_credited, payment_withdrawn, event_cancelled),
    *(match_apart, match_joined, match_split, publication_withdrawn),
)


BOOKS = (invoice_credited, payment_withdrawn)


@pytest.mark.each_value
@pytest.mark.parametrize("case", STAFF, ids=lambda case: case.__name__)
def test_the_second_of_two_equal_steps_says_what_stands(case):
    by = (FinanceFactory if case in BOOKS else ManagerFactory)(name="Solveig Haug")
    action, told, first, other, stands = case(by)
    at = now()
    action(**told, **first, by=by, at=at)
    action(**told, **first, by=by, at=at)
    with pytest.raises(AlreadyDone) as refused:
        action(**told, **other, by=by, at=at)
    sentence = str(refused.value)
    assert stands in sentence
    assert "Nothing was changed" in sentence
    assert "Solveig Haug already did this on" in sentence or case is staff_recusal


def test_an_invitation_that_says_something_else_is_refused():
    by, at = AdministratorFactory(), now()
    told = {"email": "ny@example.org", "roles": ["editor"], "by": by, "at": at}
    assert invite_staff(**told, name="Ny") == invite_staff(**told, name="Ny")
    with pytest.raises(AlreadyInvited):
        invite_staff(**told, name="Gammel")


@pytest.fixture
def minor(clock):
    clock("2026-11-23T10:00:00Z")
    return CandidacyFactory(edition=EditionFactory(), asked=True, nominee_state=NomineeState.GUARDIAN_WANTED)


def test_a_guardian_of_another_name_at_the_same_address_is_said(minor):
    told = {"request": request_of(minor), "email": "parent@example.org", "language": "nb", "at": now()}
    for _time in range(2):
        name_guardian(**told, name="Kari Lund")
    with pytest.raises(AlreadyDone, match="Kari Lund"):
        name_guardian(**told, name="Per Lund")


def test_more_words_about_no_safe_guardian_are_not_lost_silently(minor):
    for _time in range(2):
        declare_no_safe_guardian(request=request_of(minor), note="He would hurt me.", at=now())
    with pytest.raises(AlreadyDone, match="He would hurt me"):
        declare_no_safe_guardian(request=request_of(minor), note="And he reads my mail.", at=now())


def test_a_reviewer_who_declares_another_reason_is_told_which_stands():
    entry = EntryFactory()
    juror = UserFactory()
    exclude_reviewer(entry=entry, reviewer=juror, reason="other", note="", by=ManagerFactory(), at=now())
    with pytest.raises(AlreadyDone):
        recuse_reviewer(entry=entry, reason="family", by=juror, at=now())


# Where a second call is no repetition: it decides anew, or refuses by the state (the staff page adds who did it last).
ANEW = {
    "add_vat_rule",
    "correct_laureate",
    "agree_team_limit",
    "ask_birth_date_correction",
    "choose_laureate",
    "correct_decision",
    "deactivate_account",
    "declare_tie",
    "decide_without_guardian",
    "refuse_file",
    "reopen_round",
    "reset_second_factor",
    "return_membership_application",
    "revise_decision",
    "hold_reminders",
    "start_membership",
    "update_vat_rule",
}
WALKED = {
    "cancel_event",
    "check_eligibility",
    "credit_invoice",
    "correct_birth_date",  # tests/pioneers/test_birth_dates.py
    "decide_application",
    "decline_membership_application",
    "withdraw_publication",
    "declare_no_safe_guardian",
    "end_membership",
    "exclude_reviewer",
    "hold_reveal",  # tests/pioneers/test_reveal.py
    "join_candidacies",
    "keep_candidacies_apart",
    "move_reveal",  # tests/pioneers/test_reveal.py
    "recuse_reviewer",
    "recuse_staff",
    "recuse_staff_from_application",
    "recuse_staff_from_candidacy",
    "reject_birth_date_correction",  # tests/pioneers/test_birth_dates.py
    "release_reveal",  # tests/pioneers/test_reveal.py
    "screen_nomination",
    "split_candidacies",
    "withdraw_payment",
}


def test_no_action_that_takes_reasons_is_forgotten():
    found = set()
    for name in MODULES:
        found |= {
            title for title, told in public_functions(name) if {"reason", "reasons", "note"} & told.parameters.keys()
        }
    # The last is the part that deciding and revising share, which are walked themselves.
    assert found - {"queue_letter", "take_decision"} == ANEW | WALKED
