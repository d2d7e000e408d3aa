"""Entries of the bulk, each with three reviews of which some are drafts."""

from datetime import datetime, timedelta
from itertools import islice

from portal.assessment.domain.points import Scored, mean_of, points_of, spread_of
from portal.assessment.models import Assignment, Criterion, Entry, PanelMember, Review, Round, Score
from portal.assessment.states import ReviewState
from portal.demo.bulk.sample_text import chooser, paragraph
from portal.people.models import User

REVIEWS_PER_ENTRY = 3
# One entry in ten is still being read: its last review is a draft.
DRAFT_EVERY = 10
BATCH_SIZE = 1000


def seat_panel(round: Round, panel: list[User], at: datetime) -> None:
    PanelMember.objects.bulk_create(
        [PanelMember(round=round, user=user, added_at=at) for user in panel], ignore_conflicts=True
    )


def enter_and_review(round: Round, subjects, *, kind: str, panel: list[User], at: datetime) -> None:
    """`subjects`: pairs of uuid and reference. Everything about an entry is a function of its reference."""
    criteria = list(round.criteria.all())
    subjects = iter(subjects)
    while batch := list(islice(subjects, BATCH_SIZE)):
        entries, assignments, reviews, scores = [], [], [], []
        for uuid, reference in batch:
            made = _entry(round, kind, uuid, reference, criteria, panel, at)
            entries.append(made[0])
            reviews.extend(made[1])
            scores.extend(made[2])
            assignments.extend(
                Assignment(entry=made[0], reviewer=review.reviewer, assigned_at=at) for review in made[1]
            )
        Entry.objects.bulk_create(entries, batch_size=BATCH_SIZE)
        Assignment.objects.bulk_create(assignments, batch_size=BATCH_SIZE)
        Review.objects.bulk_create(reviews, batch_size=BATCH_SIZE)
        Score.objects.bulk_create(scores, batch_size=BATCH_SIZE)


def _entry(round, kind, uuid, reference, criteria: list[Criterion], panel: list[User], at: datetime):
    random = chooser(kind, reference)
    entry = Entry(round=round, subject_kind=kind, subject_uuid=uuid, reference=reference, entered_at=at)
    reviews, scores = [], []
    for reviewer in random.sample(panel, REVIEWS_PER_ENTRY):
        is_draft = len(reviews) == REVIEWS_PER_ENTRY - 1 and random.randrange(DRAFT_EVERY) == 0
        review = Review(
            entry=entry,
            reviewer=reviewer,
            comment=paragraph(random, 3),
            version=1,
            created_at=at - timedelta(days=2),
            saved_at=at,
        )
        given = [
            Score(review=review, criterion=criterion, value=random.choice(criterion.steps.values))
            for criterion in criteria
        ]
        if not is_draft:
            scored = [
                Scored(score.value, score.criterion.steps.lowest, score.criterion.steps.highest, score.criterion.weight)
                for score in given
            ]
            review.state, review.submitted_at, review.submissions = ReviewState.SUBMITTED, at, 1
            review.points = points_of(scored)
        reviews.append(review)
        scores.extend(given)
    points = [review.points for review in reviews if review.points is not None]
    entry.submitted, entry.points, entry.spread = len(points), mean_of(points), spread_of(points)
    return entry, reviews, scores
