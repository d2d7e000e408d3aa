"""The result of an entry, kept beside it."""

from datetime import datetime

from portal.assessment.domain.points import mean_of, spread_of
from portal.assessment.letters import queue_result_changed_letter
from portal.assessment.models import Entry
from portal.assessment.states import ReviewState, RoundState


def recount_entry(entry: Entry) -> None:
    """Write the entry's points, spread and number of submitted reviews anew from its submitted reviews."""
    submitted = entry.reviews.filter(state=ReviewState.SUBMITTED).values_list("points", flat=True)
    points = [found for found in submitted if found is not None]
    entry.submitted, entry.points, entry.spread = len(points), mean_of(points), spread_of(points)
    entry.save(update_fields=["submitted", "points", "spread"])


def leave_out_of_result(*, entry: Entry, at: datetime) -> None:
    """Count an entry anew after a submitted review was set aside; where its round is closed staff are told."""
    submitted, points = entry.submitted, entry.points
    recount_entry(entry)
    if entry.round.state == RoundState.CLOSED:
        queue_result_changed_letter(entry, submitted, points, at=at)
