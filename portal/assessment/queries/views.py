"""What pages of the workspace show of a round and its criteria: frozen, only what a reviewer may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.assessment.domain.scales import Scale
from portal.assessment.models import Criterion, Round
from portal.assessment.states import OthersReviews


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as its reviewers read it. `takes_reviews` is about the instant it was made for."""

    uuid: UUID
    title: Mapping[str, str]
    instructions: Mapping[str, str]
    due_at: datetime
    ends_at: datetime
    zone: str
    takes_reviews: bool
    comment_words: int
    asks_feedback: bool
    feedback_words: int
    others_reviews: OthersReviews
    names_hidden: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with its scale, and its `share` of the whole in per cent when all criteria apply."""

    uuid: UUID
    label: Mapping[str, str]
    meaning: Mapping[str, str]
    weight: int
    share: int
    scale: Scale
    may_be_na: bool


def round_view(round: Round, at: datetime) -> RoundView:
    return RoundView(
        uuid=round.uuid,
        title=round.title,
        instructions=round.instructions,
        due_at=round.due_at,
        ends_at=round.ends_at,
        zone=round.zone,
        takes_reviews=round.takes_reviews(at),
        comment_words=round.comment_words,
        asks_feedback=round.asks_feedback,
        feedback_words=round.feedback_words,
        others_reviews=OthersReviews(round.others_reviews),
        names_hidden=round.names_hidden,
    )


def criteria_of(round: Round) -> list[CriterionView]:
    """The criteria of a round in order; one query."""
    found: list[Criterion] = list(round.criteria.order_by("position"))
    whole = sum(criterion.weight for criterion in found)
    return [
        CriterionView(
            uuid=criterion.uuid,
            label=criterion.label,
            meaning=criterion.meaning,
            weight=criterion.weight,
            share=(200 * criterion.weight + whole) // (2 * whole),
            scale=criterion.steps,
            may_be_na=criterion.may_be_na,
        )
        for criterion in found
    ]
