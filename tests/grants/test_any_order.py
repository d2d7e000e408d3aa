"""Whatever is done, in whatever order: decisions rest on something, money is right, e-mails are true."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum

from grants.actions.awards import answer_award, publish_award
from grants.actions.calls import conclude_call, reopen_call, update_call
from grants.actions.corrections import correct_decision, revise_decision, stop_announcement, take_back_decision
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.publication import republish_award, unpublish_award
from grants.actions.submission import withdraw_application
from grants.actions.windows import take_back_window
from grants.models import Application, Award, Call, Decision
from grants.queries.money import position_of
from grants.queries.rounds import assessment_gaps, round_of
from grants.states import AWARDING, COMMITTED, DecisionKind
from portal.assessment.actions.recusals import exclude_reviewer
from portal.assessment.actions.rounds import close_round, reopen_round
from portal.assessment.models import Entry, Recusal, Review, Round
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.money import Money
from portal.mail.actions.sending import send_due_letters
from portal.mail.models import Letter
from tests.factories.assessment import ReviewFactory
from tests.factories.grants import ApplicationFactory, CallFactory, submitted
from tests.factories.people import ManagerFactory

# Walks try the rules, long and often; each action has tests of its own on both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

STEPS = 150
SEEDS = range(3)
TELLING = {"grants/awarded", "grants/refused", "grants/dismissed"}


class Walk:
    """Some steps of a call with three applications, chosen by a seed; what is refused is refused, and that is all."""

    def __init__(self, seed: int, clock):
        self.choose, self.clock = random.Random(seed), clock
        self.manager = ManagerFactory()
        self.call = CallFactory(budget_minor=900_000_00, closes_at=now() + timedelta(hours=1))
        self.applications = [submitted(self.call) for _ in range(3)]
        self.closings = {}
        ApplicationFactory(call=self.call)
        Round.objects.update(state="open", opened_at=now())
        clock.shift(2 * 3600)

    def one(self) -> Application:
        return Application.objects.get(pk=self.choose.choice(self.applications).pk)

    def words(self) -> dict:
        kind = self.choose.choice(DecisionKind.values)
        sum = Money(self.choose.choice([60_000_00, 200_000_00, 350_000_00]), "NOK")
        return {
            "kind": kind,
            "sum": sum if kind == DecisionKind.AWARD_PART else None,
            "reasons": self.choose.choice(["Weak.", "Strong.", "Other plans."]),
            "override_reasons": self.choose.choice(["", "", "The board read it."]),
        }

    def act(self, step: str) -> bool:
        """Whether it was done."""
        done = False
        with suppress(Refused):
            getattr(self, step)(by=self.manager, at=now())
            done = True
        return done

    def check(self, **who):
        passed = self.choose.random() < 0.8
        check_eligibility(application=self.one(), passed=passed, points={}, reasons="No city.", **who)

    def review(self, **who):
        entries = list(Entry.objects.order_by("pk"))
        entry = self.choose.choice(entries) if entries else None
        if entry and round_of(self.call).takes_reviews(who["at"]):
            ReviewFactory(entry=entry, state="submitted", points=70_000, submitted_at=who["at"])
            Entry.objects.filter(pk=entry.pk).update(
                submitted=entry.reviews.filter(state="submitted").count(), points=70_000, spread=0
            )

    def exclude(self, **who):
        reviews = list(Review.objects.order_by("pk"))
        if reviews and self.choose.random() < 0.3:
            review = self.choose.choice(reviews)
            exclude_reviewer(entry=review.entry, reviewer=review.reviewer, reason="family", **who)

    def close(self, **who):
        close_round(round=round_of(self.call), **who)

    def reopen(self, **who):
        reopen_round(round=round_of(self.call), due_at=now() + timedelta(days=9), reasons="One is late.", **who)

    def decide(self, **who):
        decide_application(application=self.one(), **self.words(), **who)

    def revise(self, **who):
        revise_decision(application=self.one(), why="Misread.", **self.words(), **who)

    def take_back(self, **who):
        take_back_decision(application=self.one(), why="Misread.", **who)

    def correct(self, **who):
        correct_decision(application=self.one(), why="New facts.", **self.words(), **who)

    def announce(self, **who):
        announce_decision(application=self.one(), **who)

    def stop(self, **who):
        stop_announcement(application=self.one(), why="Misread.", **who)

    def answer(self, **who):
        application = self.one()
        accept = self.choose.random() < 0.8
        answer_award(application=application, accept=accept, by=application.contact, at=who["at"])

    def withdraw(self, **who):
        application = self.one()
        if self.choose.random() < 0.05:
            withdraw_application(application=application, by=application.contact, at=who["at"])

    def publish(self, **who):
        if award := Award.objects.filter(application=self.one()).first():
            publish_award(award=award, public_reasons="It works.", publish_at=who["at"], **who)

    def unpublish(self, **who):
        if award := Award.objects.filter(application=self.one()).first():
            unpublish_award(award=award, public_reasons="A slip.", why="A slip.", **who)

    def republish(self, **who):
        if award := Award.objects.filter(application=self.one()).first():
            republish_award(award=award, why="Set right.", **who)

    def move(self, **who):
        if self.choose.random() < 0.1:
            closes_at = now() + timedelta(hours=self.choose.choice([1, 2, 3]))
            update_call(call=Call.objects.get(pk=self.call.pk), closes_at=closes_at, why="A slip.", **who)
            self.closings[who["at"]] = closes_at

    def take_back_dates(self, **who):
        take_back_window(call=Call.objects.get(pk=self.call.pk), why="A slip.", **who)

    def conclude(self, **who):
        conclude_call(call=Call.objects.get(pk=self.call.pk), **who)

    def go_on(self, **who):
        reopen_call(call=Call.objects.get(pk=self.call.pk), why="A complaint.", **who)

    def wait(self, **who):
        self.clock.shift(self.choose.choice([60, 600, 900, 3600]))

    def send(self, **who):
        send_due_letters(at=now())


OFTEN = ["check", "decide", "decide", "revise", "correct", "announce", "wait", "send"]
ACTIONS = [name for name in vars(Walk) if not name.startswith("_") and name not in ("one", "words", "act")] + OFTEN


def rests_on_something(walk: Walk) -> None:
    """On a closed round in which nothing was missing, but for the reviews of who was recused since."""
    found = round_of(walk.call)
    for application in Application.objects.filter(decision__isnull=False, decision__voided_at=None):
        decision = application.decision
        if decision.kind == DecisionKind.DISMISS or decision.override_reasons:
            continue
        assert found.state == "closed", decision
        assert found.entries.filter(subject_uuid=application.uuid).exists(), decision
        lost = Recusal.objects.filter(entry__round=found, since__gte=decision.decided_at).exists()
        assert lost or not assessment_gaps(application, now()), decision


def money_is_right(walk: Walk) -> None:
    position = position_of(Call.objects.get(pk=walk.call.pk))
    assert position.left.minor >= 0
    assert position.fund_left.minor >= 0
    held = Award.objects.filter(state__in=COMMITTED).aggregate(held=Sum("sum_minor", default=0))["held"]
    assert position.awarded.minor == held
    for application in Application.objects.all():
        award = Award.objects.filter(application=application, state__in=COMMITTED).first()
        decision = application.decision
        stands = decision is not None and decision.voided_at is None and decision.kind in AWARDING
        if award:
            assert stands, "money is held for nothing"
            assert (award.decision_id, award.sum_minor) == (decision.pk, decision.sum_minor)
        elif stands:
            assert application.state == "declined", "an award holds no money"


def e_mails_are_true(walk: Walk) -> None:
    """What went out tells of a decision its applicant knows; what waits of one that stands and is announced."""
    for letter in Letter.objects.filter(template__in=TELLING):
        uuid = letter.reason.split(":")[1]
        decision = Decision.objects.get(uuid=uuid)
        if letter.state == "sent":
            assert decision.announced_at is not None
            assert decision.announced_at <= letter.ended_at
        elif letter.state == "waiting":
            application = Application.objects.get(pk=decision.application_id)
            assert application.decision_id == decision.pk
            assert decision.voided_at is None
            assert decision.announced_at == letter.next_at


def dates_are_true(walk: Walk) -> None:
    """A call never closes before anyone was told, and what waits tells the closing that stands."""
    call = Call.objects.get(pk=walk.call.pk)
    for letter in Letter.objects.filter(template="grants/window_moved"):
        told = walk.closings[letter.queued_at]
        if letter.state == "sent":
            assert call.closes_at >= told
        elif letter.state == "waiting":
            assert (told, letter.next_at) == (call.closes_at, call.window_told_at)


def test_whatever_is_done_in_whatever_order(clock):
    """What must hold is asked after each step that was done. Walks that are refused at every step would hold anything:
    together they come to each kind of decision, to one that replaces another and to one that is told."""
    done = set()
    for seed in SEEDS:
        clock("2026-11-20T10:00:00Z")
        before = transaction.savepoint()
        walk = Walk(seed, clock)
        for _step in range(STEPS):
            if not walk.act(walk.choose.choice(ACTIONS)):
                continue
            for holds in (rests_on_something, money_is_right, e_mails_are_true, dates_are_true):
                holds(walk)
        done |= set(Application.objects.values_list("decisions__kind", flat=True)) - {None}
        done |= {"replaced"} if Decision.objects.exclude(replaces=None).exists() else set()
        done |= {"told"} if Letter.objects.filter(template__in=TELLING, state="sent").exists() else set()
        transaction.savepoint_rollback(before)
    assert done >= {"replaced", "told", *DecisionKind.values}
