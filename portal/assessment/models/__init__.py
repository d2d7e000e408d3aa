from .assignment import Assignment
from .criterion import Criterion
from .entry import Entry
from .panel import PanelMember
from .recusal import Recusal, StaffRecusal
from .review import Review, Score
from .round import Round

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
