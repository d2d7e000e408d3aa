"""Rounds, as jobs, staff screens and the halves look for them."""

from datetime import datetime

from django.db.models import QuerySet

from portal.assessment.models import Round
from portal.assessment.states import RoundState
from portal.core.actors import Viewer


def visible_rounds(viewer: Viewer, at: datetime) -> QuerySet[Round]:
    """All rounds for whoever leads them, none for anyone else: what the staff screens read."""
    return Round.objects.all() if viewer.has_perm("assessment.see_rounds") else Round.objects.none()


def due_between(start: datetime, end: datetime) -> QuerySet[Round]:
    """Open rounds whose reviews are due after `start` and not after `end`."""
    return Round.objects.filter(state=RoundState.OPEN, due_at__gt=start, due_at__lte=end).order_by("due_at", "pk")


def open_rounds() -> QuerySet[Round]:
    return Round.objects.filter(state=RoundState.OPEN).order_by("pk")
