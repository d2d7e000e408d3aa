"""What is held about someone, and what keeps it."""

from datetime import datetime

from portal.audit.erasure import HeldData, Subject, erasure_sources


def held_data_of(subject: Subject, at: datetime) -> list[HeldData]:
    """What every app holds about someone and what stands against erasing it, for the page that asks to confirm."""
    return [
        HeldData(source.name, source.label, source.held(subject), list(source.obstacles_to_erasure(subject, at)))
        for source in erasure_sources()
    ]
