"""Reviews, to whoever may read them: blindness and recusal act here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from portal.assessment.domain.points import in_points
from portal.assessment.models import Entry, Review, Score
from portal.assessment.queries.entries import assigned_entries, visible_to
from portal.assessment.queries.stakes import stakes_of_round
from portal.assessment.states import OthersReviews, ReviewState, RoundState, Stake
from portal.core.actors import Viewer
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A criterion's answer in a review: a step of its scale with that step's label, or not applicable."""

    criterion: UUID
    label: Mapping[str, str]
    value: int | None
    step: Mapping[str, str]
    highest: int

    @property
    def not_applicable(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as this viewer may read it. `reviewer` is a name, or a number where names are hidden. `stake` says in a
    word why it does not count, where its reviewer is a party to the case."""

    uuid: UUID
    reviewer: str
    is_own: bool
    state: ReviewState
    points: Decimal | None
    scores: tuple[ScoreView, ...]
    comment: str
    feedback: str
    version: int
    tab: str
    saved_at: datetime
    submitted_at: datetime | None
    stake: str = ""


def reviews_of(entry: Entry, viewer: Viewer, at: datetime) -> list[ReviewView]:
    """The reviews of an entry that `viewer` may read at `at`, their own first. A constant number of queries.

    A reviewer reads their own, and the others' submitted ones when the round says so. Whoever leads rounds reads all
    that were submitted or set aside, unless they judge this entry themselves: then the reviewers' rule holds for them
    too. Anyone recused, or without a part in it, reads none. What a party to the case wrote is read by whoever leads
    rounds, marked, and by no reviewer.
    """
    if not viewer.is_authenticated:
        return []
    judges = assigned_entries(viewer, at, entry.subject_kind).filter(pk=entry.pk).exists()
    leads = viewer.has_perm("assessment.see_reviews") and not entry.assignments.filter(reviewer=viewer.pk).exists()
    if not (judges or (leads and visible_to(viewer, at).filter(pk=entry.pk).exists())):
        return []
    numbered = list(enumerate(_with_scores(entry.reviews.order_by("pk")), 1))
    own = [review for _number, review in numbered if review.reviewer_id == viewer.pk]
    shown: tuple[ReviewState, ...] = ()
    if leads:
        shown = (ReviewState.SUBMITTED, ReviewState.SET_ASIDE)
    elif judges and _reads_others(entry, own):
        shown = (ReviewState.SUBMITTED,)
    stakes = stakes_of_round(entry.round, at).of_entry(entry.pk) if shown else {}
    hidden = entry.round.names_hidden and not leads
    views = [
        _view(
            review,
            number,
            is_own=review.reviewer_id == viewer.pk,
            named=not hidden,
            stake=stakes.get(review.reviewer_id),
        )
        for number, review in numbered
        if (review.state in shown and (leads or review.reviewer_id not in stakes))
        or (judges and review.reviewer_id == viewer.pk)
    ]
    return sorted(views, key=lambda view: not view.is_own)


def own_review(entry: Entry, reviewer: User) -> ReviewView | None:
    """A reviewer's own review of an entry that is theirs to judge, with its scores; None before the first saving."""
    review = _with_scores(entry.reviews.filter(reviewer=reviewer)).first()
    return _view(review, 1, is_own=True, named=True) if review else None


def _with_scores(reviews: QuerySet[Review]) -> QuerySet[Review]:
    scores = Score.objects.select_related("criterion").order_by("criterion__position")
    return reviews.select_related("reviewer").prefetch_related(Prefetch("scores", scores))


def _reads_others(entry: Entry, own: list[Review]) -> bool:
    rule = entry.round.others_reviews
    if rule == OthersReviews.AFTER_OWN:
        return any(review.state == ReviewState.SUBMITTED for review in own)
    if rule == OthersReviews.AFTER_CLOSE:
        return entry.round.state == RoundState.CLOSED
    return rule == OthersReviews.ALWAYS


def _view(review: Review, number: int, *, is_own: bool, named: bool, stake: Stake | None = None) -> ReviewView:
    name = review.reviewer.name if named else ""
    return ReviewView(
        uuid=review.uuid,
        reviewer=name or _("Reviewer %(number)s") % {"number": number},
        is_own=is_own,
        state=ReviewState(review.state),
        points=in_points(review.points) if review.state != ReviewState.DRAFT else None,
        scores=tuple(_score(score) for score in review.scores.all()),
        comment=review.comment,
        feedback=review.feedback,
        version=review.version,
        tab=review.tab,
        saved_at=review.saved_at,
        submitted_at=review.submitted_at,
        stake=str(stake.label) if stake else "",
    )


def _score(score: Score) -> ScoreView:
    criterion = score.criterion
    return ScoreView(
        criterion=criterion.uuid,
        label=criterion.label,
        value=score.value,
        step=criterion.steps.label_of(score.value),
        highest=criterion.steps.highest,
    )
