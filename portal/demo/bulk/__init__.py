"""Made-up data for scale: as many applications and nominations as asked for, each assessed three times, in bulk.

Repeatable: the same numbers give the same data, and a second run with larger ones adds what is missing. It skips the
actions and their record entries, which is why nothing but the command `bulk_data` uses it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.demo.bulk.applications import add_applications
from portal.demo.bulk.nominations import add_nominations
from portal.demo.bulk.people import manager, reviewers

__all__ = ["Made", "make_bulk"]


@dataclass(frozen=True, slots=True)
class Made:
    applications: int
    nominations: int
    reviewers: int


@transaction.atomic
def make_bulk(*, applications: int, nominations: int, reviewers_wanted: int, at: datetime) -> Made:
    """Brings the bulk up to these numbers; returns how many rows of each were added."""
    by = manager(at)
    panel, new_reviewers = reviewers(reviewers_wanted, by=by, at=at)
    return Made(
        applications=add_applications(applications, panel, by=by, at=at),
        nominations=add_nominations(nominations, panel, by=by, at=at),
        reviewers=new_reviewers,
    )
