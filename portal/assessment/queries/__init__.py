from .coverage import CoverageLine, CoverageTotals, coverage, coverage_totals
from .entries import duties, given_to, visible_to
from .lines import Lines
from .queue import Progress, QueueLine, next_duty, progress_of, queue_of
from .ranking import RankingLine, ranking, standings
from .reviews import ReviewView, own_review, reviews_of
from .rounds import rounds_of, visible_rounds

__all__ = [
    "CoverageLine",
    "CoverageTotals",
    "Lines",
    "Progress",
    "QueueLine",
    "RankingLine",
    "ReviewView",
    "coverage",
    "coverage_totals",
    "duties",
    "given_to",
    "next_duty",
    "own_review",
    "progress_of",
    "queue_of",
    "ranking",
    "reviews_of",
    "rounds_of",
    "standings",
    "visible_rounds",
    "visible_to",
]
