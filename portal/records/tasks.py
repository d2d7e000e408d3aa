"""The record looks after itself: sealed every few minutes, and let go of once its term is over."""

from datetime import timedelta

from portal.jobs.registry import job
from portal.records.actions.retention import apply_retention
from portal.records.actions.sealing import drop_expired_segments, seal_record


@job("records.seal", every=timedelta(minutes=5))
def seal(at) -> None:
    seal_record(at=at)


@job("records.drop_expired", every=timedelta(days=1))
def drop_expired(at) -> None:
    drop_expired_segments(at=at)


@job("records.apply_retention", every=timedelta(days=1), lease=timedelta(hours=2))
def retention(at) -> None:
    apply_retention(at=at)
