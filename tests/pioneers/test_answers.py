"""What every answer of a nominee or guardian does: it locks candidacy and nominee, and is recorded as theirs."""

import pytest

from pioneers.actions.birth_dates import ask_birth_date_correction
from pioneers.actions.consent import (
    accept_nomination,
    answer_as_guardian,
    declare_no_safe_guardian,
    decline_nomination,
    name_guardian,
    withdraw_consent,
)
from pioneers.actions.files import remove_portrait, store_portrait
from pioneers.actions.renewals import renew_consent
from pioneers.actions.visibility import set_visibility
from pioneers.states import NomineeState
from portal.core.clock import now
from tests.pioneers.scenes import OLDER, ending, minor, request, with_portrait
from tests.support.actions import act_of, actors_of, locked_tables
from tests.support.files import jpeg, upload

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
CANDIDACY, NOMINEE = "pioneers_candidacy", "pioneers_nominee"


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-23T10:00:00Z")


def answer(action, made, **arguments):
    """An action of whoever holds the link to a request; it takes no `by`."""
    return act_of(lambda *, by, **given: action(**given), made, "request", lambda asked: asked.person, **arguments)


ANSWERS = {
    "accept_nomination": (
        [CANDIDACY, NOMINEE],
        answer(accept_nomination, lambda: request(asked=True), birth_date=None, language="nb"),
    ),
    "decline_nomination": ([CANDIDACY, NOMINEE], answer(decline_nomination, lambda: request(asked=True))),
    "withdraw_consent": ([CANDIDACY, NOMINEE], answer(withdraw_consent, lambda: request(accepted=True))),
    "name_guardian": (
        [CANDIDACY, NOMINEE],
        answer(
            name_guardian,
            lambda: minor(NomineeState.GUARDIAN_WANTED),
            name="Mor",
            email="mor@example.org",
            language="nb",
        ),
    ),
    "declare_no_safe_guardian": (
        [CANDIDACY, NOMINEE],
        answer(declare_no_safe_guardian, lambda: minor(NomineeState.GUARDIAN_WANTED), note="Please call."),
    ),
    "answer_as_guardian": (
        [CANDIDACY, NOMINEE],
        answer(
            answer_as_guardian,
            lambda: request("guardian", asked=True, nominee_state=NomineeState.GUARDIAN_ASKED),
            accept=True,
            language="nb",
        ),
    ),
    "set_visibility": (
        [CANDIDACY, NOMINEE],
        answer(set_visibility, lambda: request(accepted=True), shown_as="name", language="nb"),
    ),
    "renew_consent": ([CANDIDACY, NOMINEE], answer(renew_consent, ending, language="nb")),
    "ask_birth_date_correction": (
        [CANDIDACY, NOMINEE],
        answer(ask_birth_date_correction, lambda: request(accepted=True), birth_date=OLDER),
    ),
    "store_portrait": (
        [NOMINEE, NOMINEE],  # while the file is stored, and while it becomes the portrait
        answer(store_portrait, lambda: request(accepted=True), upload=lambda _: upload(jpeg(), "me.jpg")),
    ),
    "remove_portrait": ([NOMINEE], answer(remove_portrait, with_portrait)),
}


@pytest.mark.parametrize(("name", "locks", "prepare"), [(name, *action) for name, action in ANSWERS.items()])
def test_it_locks_what_it_changes_and_is_recorded_as_theirs(name, locks, prepare, cost):
    act, by = prepare()
    verb = f"pioneers.{name}"
    before = len(actors_of(verb))
    with cost() as spent:
        act(by=by, at=now())
    assert locked_tables(spent.statements, "pioneers_")[: len(locks)] == locks
    assert actors_of(verb)[before:] == [by.uuid]
