"""Whatever is done, in whatever order: a choice rests on something, nobody is public before the reveal or while it is
held, and e-mails are true when they leave."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction

from pioneers.actions.candidates import expire_candidacies
from pioneers.actions.choosing import (
    choose_laureate,
    conclude_edition,
    send_results,
    shortlist_candidacy,
    unchoose_laureate,
)
from pioneers.actions.consent import accept_nomination, ask_consent, decline_nomination, withdraw_consent
from pioneers.actions.corrections import enter_late_candidacy, reopen_edition, take_up_nomination
from pioneers.actions.editions import open_judging, plan_jury, update_edition
from pioneers.actions.nominations import screen_nomination
from pioneers.actions.publication import correct_laureate, restore_laureate, withdraw_laureate
from pioneers.actions.reveal import hold_reveal, move_reveal, release_reveal
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee, RevealChange
from pioneers.queries.consents import may_answer
from pioneers.queries.jury import review_gaps, round_of
from pioneers.queries.laureates import published, withdrawn_pioneer
from portal.assessment.actions.recusals import exclude_reviewer
from portal.assessment.actions.rounds import close_round, reopen_round
from portal.assessment.models import Entry, Review
from portal.core.clock import now
from portal.core.errors import Refused
from portal.mail.actions.sending import send_due_letters
from portal.mail.models import Letter
from tests.factories.assessment import ReviewFactory
from tests.factories.people import ManagerFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory

# Walks try the rules, long and often; each action has tests of its own on both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

STEPS = 120
SEEDS = (3, 4, 5)
WHY = "A vote was counted twice."


class Walk:
    """Some steps of an edition whose window is about to close, chosen by a seed; what is refused is refused, and that
    is all. What is due is sent after each step, as it is when a request ends."""

    def __init__(self, seed: int, clock):
        self.choose, self.clock, self.sent = random.Random(seed), clock, set()
        self.manager = ManagerFactory()
        closes_at, reveal_at = now() + timedelta(minutes=30), now() + timedelta(days=2)
        self.edition = EditionFactory(closes_at=closes_at, laureate_limit=2, reveal_at=reveal_at)
        plan_jury(edition=self.edition, due_at=now() + timedelta(days=9), min_reviews=1, by=self.manager, at=now())
        for trait in ("accepted", "accepted", "accepted", "asked", "asked"):
            candidacy = CandidacyFactory(edition=self.edition, **{trait: True})
            NominationFactory(edition=self.edition, screened=True, candidacy=candidacy)
        for _number in range(2):
            NominationFactory(edition=self.edition, sent=True)

    def now(self) -> Edition:
        return Edition.objects.get(pk=self.edition.pk)

    def one(self) -> Candidacy:
        return self.choose.choice(list(self.edition.candidacies.select_related("edition").order_by("pk")))

    def laureate(self) -> Candidacy:
        """One of the chosen where there are any."""
        chosen = self.edition.candidacies.filter(state="laureate").select_related("edition").order_by("pk")
        return self.choose.choice(list(chosen) or [self.one()])

    def asked(self) -> ConsentRequest:
        asked = ConsentRequest.objects.filter(role="nominee", nominee__candidacy__edition=self.edition)
        return self.choose.choice(list(asked.order_by("pk")))

    def sent_one(self) -> Nomination:
        """One of those that have to be screened, or were turned down."""
        found = self.edition.nominations.filter(candidacy__state__in=("screening", "dropped")).order_by("pk")
        return self.choose.choice(list(found) or list(self.edition.nominations.order_by("pk")))

    def seldom(self) -> bool:
        return self.choose.random() < 0.15

    def act(self, step: str) -> bool:
        """Whether it was done."""
        done = False
        self.clock.shift(1)
        with suppress(Refused):
            getattr(self, step)(by=self.manager, at=now())
            done = True
        send_due_letters(at=now())
        return done

    def leaving(self) -> list[Letter]:
        """The e-mails that left since they were asked for last."""
        found = Letter.objects.filter(state="sent").exclude(pk__in=self.sent)
        self.sent |= {letter.pk for letter in found}
        return list(found)

    def open(self, **who):
        open_judging(edition=self.now(), **who)

    def review(self, **who):
        entries = list(Entry.objects.filter(round=round_of(self.edition)).order_by("pk"))
        entry = self.choose.choice(entries) if entries else None
        if entry and round_of(self.edition).takes_reviews(who["at"]):
            ReviewFactory(entry=entry, state="submitted", points=70_000, submitted_at=who["at"])
            Entry.objects.filter(pk=entry.pk).update(
                submitted=entry.reviews.filter(state="submitted").count(), points=70_000, spread=0
            )

    def exclude(self, **who):
        reviews = list(Review.objects.filter(entry__round=round_of(self.edition)).order_by("pk"))
        if reviews and self.seldom():
            review = self.choose.choice(reviews)
            exclude_reviewer(entry=review.entry, reviewer=review.reviewer, reason="family", **who)

    def close(self, **who):
        close_round(round=round_of(self.edition), **who)

    def reopen_round(self, **who):
        reopen_round(round=round_of(self.edition), due_at=now() + timedelta(days=5), reasons="One is late.", **who)

    def shortlist(self, **who):
        shortlist_candidacy(candidacy=self.one(), **who)

    def elect(self, **who):
        choose_laureate(candidacy=self.one(), reasons={"en": self.choose.choice(["Brave.", "Steady."])}, **who)

    def unelect(self, **who):
        unchoose_laureate(candidacy=self.one(), **who)

    def conclude(self, **who):
        override = self.choose.choice(["", "", "", "The jury met."])
        conclude_edition(edition=self.now(), override_reasons=override, **who)

    def reopen(self, **who):
        reopen_edition(edition=self.now(), why=WHY, **who)

    def accept(self, **who):
        accept_nomination(request=self.asked(), birth_date=None, language="en", at=who["at"])

    def decline(self, **who):
        if self.seldom():
            decline_nomination(request=self.asked(), at=who["at"])

    def withdraw_yes(self, **who):
        if self.seldom():
            withdraw_consent(request=self.asked(), at=who["at"])

    def ask(self, **who):
        ask_consent(candidacy=self.one(), **who)

    def enter_late(self, **who):
        enter_late_candidacy(candidacy=self.one(), **who)

    def screen(self, **who):
        passed = self.choose.random() < 0.4
        reason = "" if passed else "Advertising."
        screen_nomination(nomination=self.sent_one(), accept=passed, reason=reason, **who)

    def take_up(self, **who):
        take_up_nomination(nomination=self.sent_one(), why=WHY, **who)

    def withdraw_from_site(self, **who):
        withdraw_laureate(candidacy=self.laureate(), public_reasons={"en": "A slip."}, why=WHY, **who)

    def restore(self, **who):
        restore_laureate(candidacy=self.laureate(), why=WHY, **who)

    def correct(self, **who):
        reasons = {"en": self.choose.choice(["Brave.", "Kind."])}
        correct_laureate(candidacy=self.laureate(), reasons=reasons, why=WHY, **who)

    def move_closing(self, **who):
        if self.seldom():
            update_edition(edition=self.now(), closes_at=now() + timedelta(hours=2), **who)

    def hold(self, **who):
        hold_reveal(edition=self.now(), reason=WHY, **who)

    def release(self, **who):
        release_reveal(edition=self.now(), reason=WHY, is_now=self.choose.random() < 0.3, **who)

    def move(self, **who):
        days = self.choose.choice([-2, -1, 1, 3])
        move_reveal(edition=self.now(), reveal_at=now() + timedelta(days=days), reason=WHY, **who)

    def wait(self, **who):
        self.clock.shift(self.choose.choice([60, 600, 900, 3600, 86_400]))

    def clockwork(self, **who):
        expire_candidacies(at=who["at"])
        send_results(at=who["at"])


NO_STEPS = ("now", "one", "laureate", "asked", "sent_one", "seldom", "act", "leaving")
ACTIONS = [name for name in vars(Walk) if not name.startswith("_") and name not in NO_STEPS]
OFTEN = ["open", "review", "review", "elect", "conclude", "conclude", "accept", "wait", "clockwork", "take_up"]
OFTEN += ["close", "release", "release", "wait", "wait", "correct", "withdraw_from_site", "restore"]
KINDS = ("answering_closed", "screening_closed", "result_laureate", "laureate_withdrawn")


def choices_rest_on_something(walk: Walk) -> None:
    edition = walk.now()
    if edition.state in ("judging", "decided"):
        assert edition.closes_at <= now()
    if edition.state == "decided" and not edition.override_reasons:
        assert not review_gaps(edition, now())
    if edition.state == "decided":
        assert not edition.candidacies.filter(state__in=("in_field", "shortlisted")).exists()
    if edition.state == "judging":
        assert not edition.candidacies.filter(state="not_chosen").exists()


def the_site_is_true(walk: Walk) -> None:
    """Nobody is public before the reveal, while it is held, or by a choice that rests on nothing."""
    edition, shown = walk.now(), set(published(now()))
    has_come = edition.state == "decided" and edition.reveal_held_at is None and edition.reveal_at <= now()
    if shown and not edition.override_reasons:
        assert not review_gaps(edition, now())
    for candidacy in Candidacy.objects.all():
        may_be_shown = has_come and candidacy.state == "laureate"
        if candidacy in shown:
            assert may_be_shown
            assert candidacy.unpublished_at is None
        if withdrawn_pioneer(candidacy.uuid, now()):
            assert may_be_shown
            assert candidacy not in shown


def nobody_waits(walk: Walk) -> None:
    """A decided edition owes nobody an answer, nominators whose nomination nobody screened among them, without having
    told them, or being about to."""
    if walk.now().state != "decided":
        return
    for nominee in Nominee.objects.filter(state="asked", candidacy__state="asked"):
        [request] = ConsentRequest.objects.filter(nominee=nominee, ended_at=None)
        told = Letter.objects.filter(about_uuid=request.uuid, template="pioneers/answering_closed")
        assert told.filter(state__in=("sent", "waiting")).exists()
    for nomination in walk.edition.nominations.filter(state="submitted"):
        told = Letter.objects.filter(about_uuid=nomination.uuid, template="pioneers/screening_closed")
        assert told.filter(state__in=("sent", "waiting")).exists()


def _candidacy(letter: Letter) -> Candidacy:
    """Of an e-mail about somebody who was asked, or about a nomination."""
    if nomination := Nomination.objects.filter(uuid=letter.about_uuid).first():
        return nomination.candidacy
    return _nominee(letter).candidacy


def _nominee(letter: Letter) -> Nominee:
    asked = ConsentRequest.objects.get(uuid=letter.about_uuid)
    return Nominee.objects.select_related("candidacy__edition").get(pk=asked.nominee_id)


def _is_true(letter: Letter) -> bool:
    """Of an e-mail as it leaves."""
    kind = letter.template.removeprefix("pioneers/")
    if kind == "nomination_refused":
        return Nomination.objects.get(uuid=letter.about_uuid).state == "refused"
    if kind == "nomination_taken_up":
        return Nomination.objects.get(uuid=letter.about_uuid).state == "submitted"
    if kind.startswith("screening_"):
        nomination = Nomination.objects.select_related("edition").get(uuid=letter.about_uuid)
        expected = {"screening_closed": "decided", "screening_reopened": "judging"}[kind]
        return nomination.edition.state == expected and nomination.state in ("submitted", "refused")
    if kind not in ("consent_asked", "answering_closed", "answering_reopened") and not kind.startswith(
        ("result_", "laureate_")
    ):
        return True
    candidacy = _candidacy(letter)
    edition = candidacy.edition
    revealed = edition.state == "decided" and edition.reveal_held_at is None and edition.reveal_at <= now()
    return {
        "consent_asked": lambda: may_answer(_nominee(letter), candidacy),
        "answering_closed": lambda: (
            not may_answer(_nominee(letter), candidacy) and candidacy.edition.state == "decided"
        ),
        "answering_reopened": lambda: candidacy.edition.state == "judging",
        "result_laureate": lambda: revealed and candidacy.state == "laureate",
        "result_guardian": lambda: revealed and candidacy.state == "laureate",
        "result_nominator": lambda: revealed and candidacy.state == "laureate",
        "result_not_chosen": lambda: revealed and candidacy.state == "not_chosen",
        "laureate_withdrawn": lambda: revealed and candidacy.unpublished_at is not None,
        "laureate_restored": lambda: revealed and candidacy.unpublished_at is None,
        "laureate_corrected": lambda: revealed and candidacy.corrected_at is not None,
    }[kind]()


def e_mails_are_true(walk: Walk) -> None:
    for letter in walk.leaving():
        assert _is_true(letter), letter.template


def test_whatever_is_done_in_whatever_order(clock):
    """What must hold is asked after each step that was done. Walks that are refused at every step would hold anything:
    together they take each step at least once, and tell what there is to tell."""
    done, told = set(), set()
    for seed in SEEDS:
        clock("2026-11-20T10:00:00Z")
        before = transaction.savepoint()
        walk = Walk(seed, clock)
        for _step in range(STEPS):
            step = walk.choose.choice(ACTIONS + OFTEN)
            if not walk.act(step):
                continue
            done.add(step)
            for holds in (choices_rest_on_something, the_site_is_true, nobody_waits, e_mails_are_true):
                holds(walk)
        done |= {"hold in public"} if RevealChange.objects.filter(step="hold", was_public=True).exists() else set()
        told |= set(Letter.objects.filter(state="sent").values_list("template", flat=True))
        transaction.savepoint_rollback(before)
    assert done == {*ACTIONS, "hold in public"}
    assert told >= {f"pioneers/{kind}" for kind in KINDS}
