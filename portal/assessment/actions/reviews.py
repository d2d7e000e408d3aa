"""A review's course: a draft saved as it is typed, submitted, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.assessment.actions.counting import recount_entry
from portal.assessment.actions.locking import lock_entry
from portal.assessment.domain.points import Scored, points_of
from portal.assessment.errors import (
    AlreadySubmitted,
    Finished,
    NothingApplies,
    NotTakingReviews,
    NotYourEntry,
    OutOfScale,
    ScoresMissing,
    TooManyWords,
)
from portal.assessment.models import Criterion, Entry, PanelMember, Review, Score
from portal.assessment.permission import require_to_judge
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.states import ReviewState
from portal.audit.actions.events import log_event
from portal.core.actors import Account, Actor
from portal.core.errors import EditConflict
from portal.core.merge import OpenedPage, merge
from portal.core.normalisation import normalise
from portal.core.texts import count_words
from portal.people.models import User

NOT_APPLICABLE = "na"
# Of which both versions can be kept, one below the other.
JOINABLE = ("comment", "feedback")


@dataclass(frozen=True)
class Answers:
    """What a reviewer answered so far: for each criterion's uuid a step of its scale or NOT_APPLICABLE; a criterion
    left out has no score yet."""

    scores: Mapping[UUID, int | str] = field(default_factory=dict)
    comment: str = ""
    feedback: str = ""


@transaction.atomic
def save_review_draft(
    *,
    entry: Entry,
    answers: Answers,
    version: int,
    by: User,
    at: datetime,
    tab: str = "",
    page: OpenedPage | None = None,
) -> Review:
    """Keep a draft as it is typed; a plain locked write without a record entry.

    `version` is the one the page was opened with (0 before the first saving), `tab` a random mark of that page; with
    `page` it says what it knew then, and what was changed elsewhere since stands beside what is saved: `merged` of the
    answer says what became of it. Raises NotYourEntry, NotTakingReviews, Finished, EditConflict, AlreadySubmitted,
    OutOfScale.
    """
    entry = _to_be_judged(entry, by, at)
    review = _locked_review(entry, by, at)
    _keep(review, _checked(entry, answers), answers, page or OpenedPage(version, tab=tab), at)
    return review


@transaction.atomic
def submit_review(
    *,
    entry: Entry,
    answers: Answers,
    version: int,
    by: User,
    at: datetime,
    tab: str = "",
    page: OpenedPage | None = None,
) -> Review:
    """Submit a judgement: from now on it counts. Submitted twice alike, it is submitted once. A reviewer submits what
    they see: what was changed elsewhere meanwhile is an EditConflict here, though nobody changed the same.

    Raises what `save_review_draft` does, and ScoresMissing, NothingApplies, TooManyWords; then nothing was written.
    """
    entry = lock_entry(entry)
    _to_be_judged(entry, by, at)
    criteria = _checked(entry, answers)
    review = _locked_review(entry, by, at)
    _keep(review, criteria, answers, page or OpenedPage(version, tab=tab), at)
    if review.merged.from_others:
        raise EditConflict(review.version, review.merged.from_others)
    if review.state == ReviewState.SUBMITTED:
        return review
    state = ReviewState.after("submit", review.state)
    review.points = _judged(entry, criteria, answers)
    review.state, review.submitted_at, review.submissions = state, at, review.submissions + 1
    review.version += 1
    review.save(update_fields=["points", "state", "submitted_at", "submissions", "version"])
    recount_entry(entry)
    log_event(
        verb="assessment.submit_review",
        by=by,
        about=review,
        at=at,
        data={"entry": entry.reference, "points": review.points, "time": review.submissions},
    )
    return review


@transaction.atomic
def reopen_review(*, review: Review, by: Actor, at: datetime) -> Review:
    """Make a submitted review a draft again, by its reviewer or the secretariat. Until it is submitted anew it does
    not count. Raises NotYourEntry, NotTakingReviews, Finished, Recused."""
    entry = lock_entry(review.entry)
    if by is not None and by.is_authenticated and by.pk == review.reviewer_id:
        _to_be_judged(entry, by, at)
    else:
        require_to_judge(by, "assessment.manage_entry", entry)
        if not entry.round.takes_reviews(at):
            raise NotTakingReviews(entry.round)
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.state == ReviewState.DRAFT:
        return review
    review.state = ReviewState.after("reopen", review.state)
    review.version += 1
    review.save(update_fields=["state", "version"])
    recount_entry(entry)
    log_event(verb="assessment.reopen_review", by=by, about=review, at=at, data={"entry": entry.reference})
    return review


def _to_be_judged(entry: Entry, by: Account, at: datetime) -> Entry:
    found = assigned_entries(by, at, entry.subject_kind).select_related("round").filter(pk=entry.pk).first()
    if found is None:
        raise NotYourEntry()
    if not found.round.takes_reviews(at):
        raise NotTakingReviews(found.round)
    if PanelMember.objects.filter(round=found.round, user=by.pk, finished_at__isnull=False).exists():
        raise Finished()
    return found


def _locked_review(entry: Entry, by: User, at: datetime) -> Review:
    review, _new = Review.objects.select_for_update().get_or_create(
        entry=entry, reviewer=by, defaults={"created_at": at, "saved_at": at}
    )
    return review


def _checked(entry: Entry, answers: Answers) -> dict[UUID, Criterion]:
    """The round's criteria by uuid, when every score answers one of them within its scale."""
    criteria = {criterion.uuid: criterion for criterion in entry.round.criteria.all()}
    for uuid, value in answers.scores.items():
        criterion = criteria.get(uuid)
        fits = criterion and (criterion.may_be_na if value == NOT_APPLICABLE else value in criterion.steps.values)
        if not fits:
            raise OutOfScale(field=f"criterion-{uuid}")
    return criteria


def _keep(review: Review, criteria: Mapping[UUID, Criterion], answers: Answers, page: OpenedPage, at: datetime) -> None:
    """Write what changed. What a page that last saw an older version did not touch is left as it stands by now."""
    answers = replace(answers, comment=normalise(answers.comment), feedback=normalise(answers.feedback))
    stored = {score.criterion_id: score for score in review.scores.all()}
    uuids = {criterion.pk: uuid for uuid, criterion in criteria.items()}
    scores = {
        uuids[pk]: NOT_APPLICABLE if score.value is None else score.value for pk, score in stored.items() if pk in uuids
    }
    mine, theirs = review_fields(answers), review_fields(Answers(scores, review.comment, review.feedback))
    review.merged = merge(page, mine, theirs, version=review.version, tab=review.tab, both=JOINABLE)
    standing = review.merged.pick(mine, theirs)
    if review.version and all(standing.get(name) == theirs.get(name) for name in {*mine, *theirs}):
        return
    if review.state != ReviewState.DRAFT:
        raise AlreadySubmitted()
    _write_scores(review, stored, _wanted_scores(criteria, standing))
    review.comment, review.feedback = standing["comment"], standing["feedback"]
    review.version, review.tab, review.saved_at = review.version + 1, page.tab, at
    review.save(update_fields=["comment", "feedback", "version", "tab", "saved_at"])


def review_fields(answers: Answers) -> dict:
    """Answers as the fields of the form, that two versions can be compared by; a score as text."""
    scores = {f"criterion-{uuid}": str(value) for uuid, value in answers.scores.items()}
    return {**scores, "comment": answers.comment, "feedback": answers.feedback}


def _wanted_scores(criteria: Mapping[UUID, Criterion], standing: Mapping[str, object]) -> dict[int, int | None]:
    values = {criterion.pk: standing.get(f"criterion-{uuid}") for uuid, criterion in criteria.items()}
    return {pk: None if value == NOT_APPLICABLE else int(str(value)) for pk, value in values.items() if value}


def _write_scores(review: Review, stored: Mapping[int, Score], wanted: Mapping[int, int | None]) -> None:
    if {pk: score.value for pk, score in stored.items()} == wanted:
        return
    gone = stored.keys() - wanted.keys()
    if gone:
        review.scores.filter(criterion__in=gone).delete()
    Score.objects.bulk_create(
        [
            Score(review=review, criterion_id=criterion, value=value, not_applicable=value is None)
            for criterion, value in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["review", "criterion"],
        update_fields=["value", "not_applicable"],
    )


def _judged(entry: Entry, criteria: Mapping[UUID, Criterion], answers: Answers) -> int:
    """The points of complete answers; raises what keeps them from being submitted."""
    missing = [criterion for uuid, criterion in criteria.items() if uuid not in answers.scores]
    if missing:
        raise ScoresMissing(missing)
    for name, limit in (("comment", entry.round.comment_words), ("feedback", entry.round.feedback_words)):
        if count_words(getattr(answers, name)) > limit:
            raise TooManyWords(limit, field=name)
    points = points_of(
        Scored(value, criteria[uuid].steps.lowest, criteria[uuid].steps.highest, criteria[uuid].weight)
        for uuid, value in answers.scores.items()
        if isinstance(value, int)
    )
    if points is None:
        raise NothingApplies()
    return points
