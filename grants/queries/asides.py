"""Applications someone stands aside from: known of by reference, not read, not judged."""

from datetime import datetime

from django.db.models import Q

from grants.queries.rounds import SUBJECT
from portal.assessment.queries.aside import aside_condition


def applications_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names an application the viewer stands aside from."""
    return aside_condition(viewer, SUBJECT, at, path)
