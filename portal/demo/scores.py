"""What the demo's readers think of an entry, said on whatever scale its criteria have."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from portal.assessment.models import Criterion

BEST = 5


def scores_on(criteria: Iterable[Criterion], thought: Sequence[int]) -> dict[UUID, int]:
    """The scores of one review, by criterion. `thought` is from 1 to 5, a number a criterion in their order: each is
    given as the step of its criterion that lies as high. Fewer numbers leave the last criteria unscored."""
    return {criterion.uuid: _step(criterion, number) for criterion, number in zip(criteria, thought, strict=False)}


def _step(criterion: Criterion, number: int) -> int:
    values = criterion.steps.values
    return values[round((number - 1) / (BEST - 1) * (len(values) - 1))]
