"""Rounds, as jobs, staff screens and the halves look for them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from portal.assessment.models import Round
from portal.assessment.queries.stakes import RESULT_IN_USE
from portal.assessment.states import RoundState
from portal.core.actors import Viewer


def visible_rounds(viewer: Viewer, at: datetime) -> QuerySet[Round]:
    """All rounds for whoever leads them, none for anyone else: what the staff screens read."""
    return Round.objects.all() if viewer.has_perm("assessment.see_rounds") else Round.objects.none()


def due_between(start: datetime, end: datetime) -> QuerySet[Round]:
    """Open rounds whose reviews are due after `start` and not after `end`."""
    return Round.objects.filter(state=RoundState.OPEN, due_at__gt=start, due_at__lte=end).order_by("due_at", "pk")


def rounds_in_use(at: datetime) -> QuerySet[Round]:
    """Open rounds, and closed ones whose result may still lose the review of somebody who becomes a party."""
    closed = Q(state=RoundState.CLOSED, closed_at__gt=at - RESULT_IN_USE)
    return Round.objects.filter(Q(state=RoundState.OPEN) | closed).order_by("pk")
