"""What the staff home warns about: something is set up so that work will not go on, or has stopped.

register_warning("documents.scanner", lambda viewer, at: [] if settings.CLAMD_URL else [StaffWarning(_("…"))])
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StaffWarning:
    """One plain sentence, and where to go about it."""

    text: object
    url: str = ""
    link: object = ""


WarningSource = Callable[[object, datetime], Iterable[StaffWarning]]

_sources: dict[str, WarningSource] = {}


def register_warning(name: str, source: WarningSource) -> None:
    """Ask `source(viewer, at)` for warnings whenever the staff home is shown; it answers none, or a few, cheaply."""
    _sources[name] = source


def warnings_for(viewer, at: datetime) -> list[StaffWarning]:
    """Every warning for this viewer now."""
    return [warning for name in sorted(_sources) for warning in _sources[name](viewer, at)]
