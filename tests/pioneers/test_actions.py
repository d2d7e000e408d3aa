"""What every action of the prize does: it locks what it changes, the candidacy before its nominees, and the audit log
says who did it."""

from datetime import timedelta

import pytest

from pioneers.actions.birth_dates import ask_birth_date_correction, correct_birth_date, reject_birth_date_correction
from pioneers.actions.candidates import expire_candidacies
from pioneers.actions.choosing import (
    choose_laureate,
    conclude_edition,
    send_results,
    shortlist_candidacy,
    unchoose_laureate,
    unshortlist_candidacy,
)
from pioneers.actions.consent import (
    ask_consent,
    decide_without_guardian,
)
from pioneers.actions.corrections import enter_late_candidacy, reopen_edition, take_up_nomination
from pioneers.actions.editions import (
    announce_edition,
    open_judging,
    plan_jury,
    update_category,
    update_ceremony,
    update_consent_age,
    update_edition,
)
from pioneers.actions.erasure import erase_candidacy, erase_nominator, erase_nominee
from pioneers.actions.matching import attach_nomination, split_nomination
from pioneers.actions.nominations import screen_nomination, submit_nomination, withdraw_nomination
from pioneers.actions.publication import correct_laureate, restore_laureate, withdraw_laureate
from pioneers.actions.recusals import lift_recusal_from_candidacy, recuse_staff_from_candidacy
from pioneers.actions.renewals import ask_renewal, remind_of_renewals
from pioneers.actions.reveal import hold_reveal, move_reveal, release_reveal
from pioneers.models import BirthDateCorrection
from pioneers.queries.jury import round_of
from pioneers.states import CandidacyState, NominationState, NomineeState
from portal.assessment.actions.rounds import open_round
from portal.core.clock import now
from tests.factories.people import ManagerFactory
from tests.factories.pioneers import (
    CandidacyFactory,
    CeremonyFactory,
    ConsentAgeFactory,
    EditionFactory,
    NominationFactory,
)
from tests.pioneers.scenes import OLDER, candidate, ending, judged, minor, request
from tests.support.actions import act_of, actors_of, locked_tables

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
EDITION, NOMINATION, CANDIDACY = "pioneers_edition", "pioneers_nomination", "pioneers_candidacy"
NOMINEE, REQUEST, PERSON = "pioneers_nominee", "pioneers_consentrequest", "people_person"


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-23T10:00:00Z")


def wished():
    asked = request(accepted=True)
    ask_birth_date_correction(request=asked, birth_date=OLDER, at=now())
    return asked.nominee


def one_of_two(**traits):
    candidacy = CandidacyFactory()
    made = [NominationFactory(edition=candidacy.edition, candidacy=candidacy, **traits) for _number in range(2)]
    return made[0]


def left():
    candidacy = judged()
    candidacy.left_by = ManagerFactory()
    recuse_staff_from_candidacy(candidacy=candidacy, reason="family", by=candidacy.left_by, at=now())
    return candidacy


def chosen():
    return CandidacyFactory(edition=EditionFactory(judging=True), laureate=True).edition


def closed_choice():
    return CandidacyFactory(edition=EditionFactory(decided=True), state=CandidacyState.NOT_CHOSEN).edition


def late():
    candidacy = candidate(judging=True, accepted=True)
    open_round(round=round_of(candidacy.edition), by=ManagerFactory(), at=now())
    return candidacy


def revealed(**traits):
    return CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True, **traits)


def turned_down():
    return NominationFactory(sent=True, state=NominationState.REFUSED)


def ready():
    return candidate(closed=True, accepted=True).edition


def manager(action, made, noun, **arguments):
    return act_of(action, made, noun, lambda record: ManagerFactory(), **arguments)


BY_STAFF = {
    "screen_nomination": (
        [NOMINATION, CANDIDACY],
        manager(screen_nomination, lambda: NominationFactory(sent=True), "nomination", accept=True),
    ),
    "attach_nomination": (
        [EDITION, NOMINATION, CANDIDACY],
        manager(
            attach_nomination,
            lambda: NominationFactory(sent=True),
            "nomination",
            candidacy=lambda sent: CandidacyFactory(edition=sent.edition),
        ),
    ),
    "split_nomination": ([EDITION, NOMINATION], manager(split_nomination, lambda: one_of_two(sent=True), "nomination")),
    "ask_consent": ([CANDIDACY, NOMINEE], manager(ask_consent, CandidacyFactory, "candidacy")),
    "decide_without_guardian": (
        [CANDIDACY, NOMINEE],
        manager(
            decide_without_guardian,
            lambda: minor(NomineeState.NO_SAFE_GUARDIAN).nominee,
            "nominee",
            allow=True,
            reason="Known to us.",
        ),
    ),
    "correct_birth_date": (
        [CANDIDACY, NOMINEE, PERSON],
        manager(
            correct_birth_date,
            lambda: request(accepted=True).nominee,
            "nominee",
            birth_date=OLDER,
            reason="A passport was shown.",
        ),
    ),
    "reject_birth_date_correction": (
        [CANDIDACY, BirthDateCorrection._meta.db_table],
        manager(reject_birth_date_correction, wished, "nominee", reason="It stands."),
    ),
    "ask_renewal": ([REQUEST], manager(ask_renewal, lambda: ending().nominee, "nominee")),
    "recuse_staff": ([CANDIDACY], manager(recuse_staff_from_candidacy, judged, "candidacy", reason="family")),
    "lift_staff_recusals": (
        [CANDIDACY],
        manager(lift_recusal_from_candidacy, left, "candidacy", user=lambda candidacy: candidacy.left_by),
    ),
    "shortlist_candidacy": ([EDITION, CANDIDACY], manager(shortlist_candidacy, judged, "candidacy")),
    "unshortlist_candidacy": (
        [EDITION, CANDIDACY],
        manager(unshortlist_candidacy, lambda: judged(state=CandidacyState.SHORTLISTED), "candidacy"),
    ),
    "choose_laureate": (
        [EDITION, CANDIDACY],
        manager(choose_laureate, judged, "candidacy", reasons={"en": "They opened a door."}),
    ),
    "unchoose_candidacy": (
        [EDITION, CANDIDACY],
        manager(unchoose_laureate, lambda: judged(state=CandidacyState.LAUREATE), "candidacy"),
    ),
    "conclude_edition": (
        [EDITION, CANDIDACY],
        manager(conclude_edition, chosen, "edition", override_reasons="The jury met."),
    ),
    "reopen_edition": ([EDITION, CANDIDACY], manager(reopen_edition, closed_choice, "edition", why="A slip.")),
    "enter_late_candidacy": ([EDITION, CANDIDACY], manager(enter_late_candidacy, late, "candidacy")),
    "take_up_nomination": (
        [EDITION, NOMINATION, CANDIDACY],
        manager(take_up_nomination, turned_down, "nomination", why="Misread."),
    ),
    "withdraw_laureate": (
        [EDITION, CANDIDACY],
        manager(withdraw_laureate, revealed, "candidacy", public_reasons={"en": "A slip."}, why="A slip."),
    ),
    "restore_laureate": (
        [EDITION, CANDIDACY],
        manager(restore_laureate, lambda: revealed(unpublished_at=now()), "candidacy", why="It was right."),
    ),
    "correct_laureate": (
        [EDITION, CANDIDACY],
        manager(correct_laureate, revealed, "candidacy", reasons={"en": "Other words."}, why="Misspelt."),
    ),
    "update_edition": ([EDITION], manager(update_edition, EditionFactory, "edition", prize_minor=1)),
    "announce_edition": ([EDITION], manager(announce_edition, lambda: EditionFactory(draft=True), "edition")),
    "hold_reveal": ([EDITION], manager(hold_reveal, EditionFactory, "edition", reason="No power.")),
    "release_reveal": (
        [EDITION],
        manager(
            release_reveal,
            lambda: EditionFactory(reveal_held_at=now()),
            "edition",
            is_now=False,
            reason="Power again.",
        ),
    ),
    "move_reveal": (
        [EDITION],
        manager(
            move_reveal,
            EditionFactory,
            "edition",
            reveal_at=lambda edition: edition.reveal_at + timedelta(days=1),
            reason="Later.",
        ),
    ),
    "plan_jury": (
        [EDITION],
        manager(plan_jury, EditionFactory, "edition", due_at=lambda edition: edition.closes_at + timedelta(days=9)),
    ),
    "open_judging_edition": ([EDITION, CANDIDACY], manager(open_judging, ready, "edition")),
    "update_category": (
        ["pioneers_category"],
        manager(update_category, lambda: EditionFactory().categories.first(), "category", position=9),
    ),
    "update_ceremony": (
        ["pioneers_ceremony"],
        manager(update_ceremony, CeremonyFactory, "ceremony", place="The library"),
    ),
    "update_consentage": (
        ["pioneers_consentage"],
        manager(update_consent_age, ConsentAgeFactory, "consentage", age=16),
    ),
    "erase_candidacy": ([CANDIDACY, NOMINEE], manager(erase_candidacy, judged, "candidacy")),
    "erase_nominee": ([CANDIDACY, NOMINEE], manager(erase_nominee, lambda: judged().nominee.person, "person")),
    "erase_nominator": (
        [NOMINATION],
        manager(erase_nominator, lambda: NominationFactory(sent=True).nominator, "user"),
    ),
}
BY_NOMINATORS = {
    "submit_nomination": (
        [EDITION, NOMINATION],
        act_of(submit_nomination, NominationFactory, "nomination", lambda draft: draft.nominator),
    ),
    "withdraw_nomination": (
        [NOMINATION, CANDIDACY],
        act_of(withdraw_nomination, lambda: NominationFactory(sent=True), "nomination", lambda sent: sent.nominator),
    ),
}
ACTIONS = {**BY_STAFF, **BY_NOMINATORS}
# What moves a nomination to a candidacy of its own is recorded as what moves one to another.
VERBS = {"split_nomination": "attach_nomination"}


@pytest.mark.parametrize(("name", "locks", "prepare"), [(name, *action) for name, action in ACTIONS.items()])
def test_it_locks_what_it_changes_and_is_recorded_as_done_by_whoever_did_it(name, locks, prepare, cost):
    act, by = prepare()
    verb = f"pioneers.{VERBS.get(name, name)}"
    before = len(actors_of(verb))
    with cost() as spent:
        act(by=by, at=now())
    assert locked_tables(spent.statements, "pioneers_", PERSON)[: len(locks)] == locks
    assert actors_of(verb)[before:] == [by.uuid]


@pytest.mark.parametrize(
    ("made", "act", "locks"),
    [
        (ending, lambda _, at: remind_of_renewals(at=at), [REQUEST]),
        (
            lambda: candidate(asked=True),
            lambda candidacy, at: expire_candidacies(at=candidacy.answer_by),
            [CANDIDACY, NOMINEE],
        ),
        (
            lambda: CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True),
            lambda _, at: send_results(at=at),
            [EDITION],
        ),
    ],
)
def test_what_the_clock_does_locks_each_row_so_that_nobody_is_written_to_twice(made, act, locks, cost):
    record = made()
    with cost() as spent:
        assert act(record, now())
    assert locked_tables(spent.statements, "pioneers_") == locks
