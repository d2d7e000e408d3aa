"""Something asked twice, the second time with other arguments: who did it first, and when."""

from collections.abc import Iterable

from portal.audit.queries.history import events_about, lines_of
from portal.core.errors import AlreadyDone
from portal.core.formats import when
from portal.core.records import Record


def already_done(about: Record, verbs: str | Iterable[str], stands: str) -> AlreadyDone:
    """The refusal that says by whom and when one of these verbs was last done to a record, and what stands since."""
    named = [verbs] if isinstance(verbs, str) else list(verbs)
    lines = lines_of(events_about(about).filter(verb__in=named)[:1])
    if not lines:
        return AlreadyDone(stands)
    return AlreadyDone(stands, who=lines[0].by_label, when=when(lines[0].at))
