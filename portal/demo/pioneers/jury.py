"""The demo's juries: one that has finished, and one at work, with everything that can happen on the way."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pioneers.actions.editions import open_judging, plan_jury
from pioneers.models import Candidacy, Edition
from portal.assessment.actions.assignments import spread_assignments
from portal.assessment.actions.panel import add_panel_member, finish_round, remove_panel_member
from portal.assessment.actions.recusals import exclude_reviewer, recuse_reviewer
from portal.assessment.actions.reviews import Answers, save_review_draft, submit_review
from portal.assessment.actions.rounds import close_round
from portal.assessment.models import Entry, Round
from portal.assessment.queries.entries import open_assignments_in
from portal.demo.scores import scores_on
from portal.people.actions.persons import create_person
from portal.people.actions.ties import declare_tie
from portal.people.models import Person, User

JURY = tuple(f"juror{number}@demo.test" for number in range(1, 6))
WORDS = tomllib.loads(Path(__file__).with_name("jury.toml").read_text("utf-8"))


def judge_to_the_end(edition: Edition, chosen: list[Candidacy], *, by: User, at: datetime) -> None:
    """Two reviews of everyone within a month; the round closed. Those to be chosen come out on top."""
    round = _seated(edition, due_at=at + timedelta(days=36), min_reviews=2, by=by, at=at)
    open_judging(edition=edition, by=by, at=at + timedelta(days=1))
    spread_assignments(round=round, per_entry=2, by=by, at=at + timedelta(days=2))
    best = {candidacy.uuid for candidacy in chosen}
    for days, juror in enumerate(_jurors(), 5):
        for assignment in _assignments(round, juror, at + timedelta(days=days)):
            scores = (5, 4, 5, 4) if assignment.entry.subject_uuid in best else (3, 4, 3, 3)
            _submit(assignment.entry, juror, scores, days, at=at + timedelta(days=days))
        finish_round(round=round, by=juror, at=at + timedelta(days=days, hours=1))
    close_round(round=round, by=by, at=at + timedelta(days=36))


def judge_half_way(edition: Edition, tied: Candidacy, *, by: User, at: datetime) -> Round:
    """Three readers each: one juror has finished, one has declared a conflict, one is tied, one was excluded, one
    left."""
    round = _seated(edition, due_at=at + timedelta(days=63), min_reviews=3, by=by, at=at)
    first, second, third, fourth, fifth = _jurors()
    add_panel_member(round=round, user=User.objects.get(email="reviewer6@demo.test"), by=by, at=at)
    _befriend(fifth, tied, at=at)
    open_judging(edition=edition, by=by, at=at + timedelta(days=1))
    remove_panel_member(
        round=round, user=User.objects.get(email="reviewer6@demo.test"), by=by, at=at + timedelta(days=2)
    )
    nivi = Entry.objects.filter(round=round).order_by("reference")[5]
    exclude_reviewer(
        entry=nivi, reviewer=fourth, reason="works_with", note="Sat on the same board last year.", by=by, at=at
    )
    spread_assignments(round=round, per_entry=3, by=by, at=at + timedelta(days=3))
    _seat_a_nominator(round, tied, by=by, at=at + timedelta(days=3))
    later = at + timedelta(days=40)
    for number, assignment in enumerate(_assignments(round, third, later)):
        _submit(assignment.entry, third, ((5, 5, 4, 4), (3, 4, 4, 2), (4, 3, 5, 4))[number % 3], number, at=later)
    finish_round(round=round, by=third, at=later + timedelta(hours=2))
    for juror, scores in ((first, (4, 5, 4, 5)), (second, (4, 4, 3, 3)), (fourth, (5, 4, 4, 3))):
        assignments = _assignments(round, juror, later)
        _submit(assignments[0].entry, juror, scores, len(juror.name), at=later + timedelta(days=1))
        _draft(assignments[1].entry, juror, scores[:2], at=later + timedelta(days=2))
    recuse_reviewer(
        entry=_assignments(round, second, later)[0].entry, reason="knows_them", by=second, at=later + timedelta(days=3)
    )
    _draft(_assignments(round, fifth, later)[0].entry, fifth, (3,), at=later + timedelta(days=4))
    return round


def plan_ahead(edition: Edition, *, by: User, at: datetime) -> Round:
    """The round of the open edition, planned, with its panel: seven weeks of reading, or what is left of them a
    fortnight before the reveal."""
    due_at = min(edition.closes_at + timedelta(days=50), edition.reveal_at - timedelta(days=14))
    return _seated(edition, due_at=due_at, min_reviews=3, by=by, at=at)


def _seated(edition: Edition, *, due_at: datetime, min_reviews: int, by: User, at: datetime) -> Round:
    noon = due_at.astimezone(ZoneInfo(edition.zone)).replace(hour=12, minute=0, second=0, microsecond=0)
    round = plan_jury(
        edition=edition, due_at=noon, min_reviews=min_reviews, instructions=WORDS["instructions"], by=by, at=at
    )
    for juror in _jurors():
        add_panel_member(round=round, user=juror, by=by, at=at)
    return round


def _jurors() -> list[User]:
    return [User.objects.get(email=email) for email in JURY]


def _seat_a_nominator(round: Round, candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """By mistake a nominator sat on the jury for a day: kept from their own case, then replaced."""
    nominator = candidacy.nominations.select_related("nominator").get().nominator
    add_panel_member(round=round, user=nominator, by=by, at=at)
    spread_assignments(round=round, per_entry=3, by=by, at=at)
    remove_panel_member(round=round, user=nominator, by=by, at=at + timedelta(days=1))


def _befriend(juror: User, candidacy: Candidacy, *, at: datetime) -> None:
    """The juror told us, long before, that the nominee is a friend's child."""
    given, _space, family = juror.name.rpartition(" ")
    person = Person.objects.filter(user=juror).first() or create_person(
        given_name=given, family_name=family, email=juror.email, language=juror.language, user=juror, at=at
    )
    target = candidacy.nominees.get().person.uuid
    declare_tie(person=person, kind="people.person", target=target, nature="friendship", by=juror, at=at)


def _assignments(round: Round, juror: User, at: datetime) -> list:
    return list(open_assignments_in(round, juror, at).select_related("entry__round").order_by("entry__reference"))


def _answers(entry: Entry, scores, comment: str) -> Answers:
    return Answers(scores=scores_on(entry.round.criteria.all(), scores), comment=comment)


def _submit(entry: Entry, juror: User, scores, number: int, *, at: datetime) -> None:
    words = WORDS["comments"][number % len(WORDS["comments"])]
    submit_review(entry=entry, answers=_answers(entry, scores, words), version=0, by=juror, at=at)


def _draft(entry: Entry, juror: User, scores, *, at: datetime) -> None:
    words = "First impression: I want to know more about what changed. To be read again before I score it."
    save_review_draft(entry=entry, answers=_answers(entry, scores, words), version=0, by=juror, at=at)
