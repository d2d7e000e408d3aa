from portal.assessment.models.assignment import Assignment
from portal.assessment.models.criterion import Criterion
from portal.assessment.models.entry import Entry
from portal.assessment.models.panel import PanelMember
from portal.assessment.models.recusal import Recusal, StaffRecusal
from portal.assessment.models.review import Review, Score
from portal.assessment.models.round import Round

__all__ = [
    "Assignment",
    "Criterion",
    "Entry",
    "PanelMember",
    "Recusal",
    "Review",
    "Round",
    "Score",
    "StaffRecusal",
]
