"""What a ballot comes to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.events.states import Choice


@dataclass(frozen=True, slots=True)
class Result:
    """How many cities said what. A motion is adopted if more are for it than against; whoever abstains counts on
    neither side."""

    supporting: int
    against: int
    abstaining: int

    @property
    def is_adopted(self) -> bool:
        return self.supporting > self.against


def result_of(choices: Iterable[str]) -> Result:
    """Counts ballots, one a city."""
    counted = Counter(choices)
    return Result(counted[Choice.FOR], counted[Choice.AGAINST], counted[Choice.ABSTAIN])
