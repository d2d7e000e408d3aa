"""Programmes as visitors read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from grants.models import Programme
from grants.queries.calls import CallLine, published_calls
from portal.core.texts import language_used, localised


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme with the calls of it that are open or open later, soonest closing first."""

    uuid: UUID
    slug: str
    name: str
    summary: str
    text: str
    language: str
    calls: tuple[CallLine, ...] = ()


def published_programmes(at: datetime) -> list[ProgrammeView]:
    """Every live programme with its current calls: two queries, whatever the number."""
    current: dict[int, list[CallLine]] = {}
    for call in published_calls(at).filter(closes_at__gt=at).order_by("closes_at", "pk"):
        current.setdefault(call.programme_id, []).append(CallLine.of(call, at))
    return [
        ProgrammeView(
            uuid=programme.uuid,
            slug=programme.slug,
            name=localised(programme.names),
            summary=localised(programme.summaries),
            text=localised(programme.texts),
            language=language_used(programme.texts),
            calls=tuple(current.get(programme.pk, ())),
        )
        for programme in Programme.objects.filter(is_live=True)
    ]
