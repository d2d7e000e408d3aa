"""Candidacies in the jury's round. Assessment knows them by kind, uuid and reference only."""

from datetime import datetime

from pioneers.errors import NoRound
from pioneers.models import Candidacy
from pioneers.queries.jury import KIND, round_of
from portal.assessment.actions.entries import add_entry, withdraw_subject


def enter_round(*, candidacy: Candidacy, at: datetime) -> None:
    """Put a candidacy before the jury of its edition. Raises NoRound, RoundIsClosed."""
    round = round_of(candidacy.edition)
    if round is None:
        raise NoRound()
    add_entry(
        round=round, subject_kind=KIND, subject_uuid=candidacy.uuid, reference=candidacy.reference, by=None, at=at
    )


def leave_round(*, candidacy: Candidacy, at: datetime) -> None:
    """Take a candidacy from before the jury: no juror reads it any more."""
    withdraw_subject(subject_kind=KIND, subject_uuid=candidacy.uuid, by=None, at=at)
