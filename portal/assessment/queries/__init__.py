from portal.assessment.queries.coverage import CoverageLine, CoverageTotals, coverage, coverage_totals
from portal.assessment.queries.entries import duties, given_to, visible_to
from portal.assessment.queries.lines import Lines
from portal.assessment.queries.queue import Progress, QueueLine, next_duty, progress_of, queue_of
from portal.assessment.queries.ranking import RankingLine, ranking, standings
from portal.assessment.queries.reviews import ReviewView, own_review, reviews_of
from portal.assessment.queries.rounds import rounds_of, visible_rounds

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
