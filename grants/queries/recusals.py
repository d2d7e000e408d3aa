"""Applications someone is recused from: known of by reference, not read, not judged."""

from datetime import datetime

from django.db.models import Q

from grants.queries.rounds import SUBJECT
from portal.assessment.queries.recusals import subject_recused_q
from portal.core.actors import Viewer


def recused_applications_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names an application the viewer is recused from."""
    return subject_recused_q(viewer, SUBJECT, at, path)
