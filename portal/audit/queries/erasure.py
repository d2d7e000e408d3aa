"""What is held about someone, and what keeps it."""

from datetime import datetime
from uuid import UUID

from portal.audit.erasure import HeldData, Subject, erasure_sources
from portal.audit.models import Restriction


def held_data_of(subject: Subject, at: datetime) -> list[HeldData]:
    """What every app holds about someone and what stands against erasing it, for the page that asks to confirm."""
    return [
        HeldData(source.name, source.label, source.held(subject), list(source.obstacles_to_erasure(subject, at)))
        for source in erasure_sources()
    ]


def is_restricted(kind: str, uuid: UUID) -> bool:
    """Whether anything about this subject is kept only because law says so: not to be used otherwise."""
    return Restriction.objects.filter(kind=kind, subject=uuid, lifted_at=None).exists()
