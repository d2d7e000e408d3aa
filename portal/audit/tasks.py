"""The record looks after itself: sealed every few minutes, and let go of once its term is over."""

from datetime import timedelta

from portal.audit.actions.retention import apply_retention
from portal.audit.actions.sealing import drop_expired_segments, seal_events
from portal.jobs.registry import job


@job("audit.seal", every=timedelta(minutes=5))
def seal(at) -> None:
    seal_events(at=at)


@job("audit.drop_expired", every=timedelta(days=1))
def drop_expired(at) -> None:
    drop_expired_segments(at=at)


@job("audit.apply_retention", every=timedelta(days=1), lease=timedelta(hours=2))
def retention(at) -> None:
    apply_retention(at=at)
