"""How scores become points, and reviews a ranking. Pure arithmetic on whole numbers and fractions, never floats.

A score counts by how far up its scale it stands: 0 at the lowest step, 1 at the highest, so that scales of different
length weigh alike. With weight w, value v and scale from lo to hi, over the criteria that were scored,

    points of a review = 100 · Σ w·(v − lo)/(hi − lo)  /  Σ w

A criterion answered "not applicable" stands in neither sum: the other weights share what it would have weighed. Points
of an entry are the plain mean over its submitted reviews, its spread the distance between the highest and the lowest.
Both are kept in thousandths of a point, rounded half up once per step, so that equal work gives equal points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Scored:
    """One score on its scale: `value` between `lowest` and `highest`, with the criterion's weight."""

    value: int
    lowest: int
    highest: int
    weight: int


def points_of(scores: Iterable[Scored]) -> int | None:
    """The points of a review in thousandths (0 to 100,000), or None where nothing was applicable."""
    scores = list(scores)
    weights = sum(score.weight for score in scores)
    if not weights:
        return None
    shares = (Fraction(score.weight * (score.value - score.lowest), score.highest - score.lowest) for score in scores)
    risen = sum(shares, start=Fraction())
    return half_up(100 * THOUSANDTHS * risen / weights)


def mean_of(points: Sequence[int]) -> int | None:
    """The mean of reviews' points in thousandths, or None without any."""
    return half_up(Fraction(sum(points), len(points))) if points else None


def spread_of(points: Sequence[int]) -> int | None:
    """How far the highest and the lowest review stand apart, in thousandths; None without any."""
    return max(points) - min(points) if points else None


def ranks_of(points: Sequence[int | None], *, first: int = 0, ahead: int = 0) -> list[int | None]:
    """The rank of each of a page of entries, most points first: equals share one (1, 2, 2, 4), None has none.

    `first` is how many entries the pages before hold, `ahead` how many of those have more points than the first here.
    """
    ranks: list[int | None] = []
    for index, own in enumerate(points):
        if own is None:
            ranks.append(None)
        elif index == 0:
            ranks.append(ahead + 1)
        elif own == points[index - 1]:
            ranks.append(ranks[-1])
        else:
            ranks.append(first + index + 1)
    return ranks


def half_up(number: Fraction) -> int:
    return int((number * 2 + 1) // 2)


def in_points(thousandths: int | None) -> Decimal | None:
    """Thousandths as points to one decimal, for people: 66667 → 66.7 (half up)."""
    if thousandths is None:
        return None
    return Decimal((thousandths + 50) // 100).scaleb(-1)
