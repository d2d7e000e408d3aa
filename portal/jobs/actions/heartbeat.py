"""Background processes say that they are alive."""

from datetime import datetime

from portal.jobs.models import Heartbeat


def record_heartbeat(*, name: str, at: datetime) -> None:
    """Note that the `name` ("scheduler", "worker") was alive at `at`. One statement, safe from many at once."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )
