"""The night of the reveal: it is held, released, moved.

The reveal itself is no action: it is a condition in `queries.editions.revealed_q`, which these three set. Each step is
an entry in the audit log, so that every kept page, feed and address is made anew once it commits.
"""

from datetime import datetime

from django.db import transaction

from pioneers.errors import ReasonMissing, RevealBeforeClosing, RevealHasCome, RevealNotAnnounced
from pioneers.letters.results import stop_result_letters
from pioneers.models import Edition, RevealChange
from pioneers.states import ANNOUNCED_EDITIONS
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.formats import when
from portal.core.permission import require
from portal.people.models import User

Step = RevealChange.Step
VERBS = {Step.HOLD: "pioneers.hold_reveal", Step.RELEASE: "pioneers.release_reveal", Step.MOVE: "pioneers.move_reveal"}


@transaction.atomic
def hold_reveal(*, edition: Edition, reason: str, by: Actor, at: datetime) -> Edition:
    """Nothing of the choice is public, or stays public, until the reveal is released, whatever its time says. E-mails
    with the result that have not left are stopped; they go out once it is released and has come.

    Raises NotAllowed, ReasonMissing, RevealNotAnnounced, AlreadyDone (held: by whom, when, why).
    """
    edition, reason = _locked(edition, reason, by)
    if edition.reveal_held_at is not None:
        raise already_done(edition, VERBS[Step.HOLD], _last_reason(edition))
    was_public = edition.is_revealed(at)
    edition.reveal_held_at = at
    fields = ["reveal_held_at"]
    stopped = stop_result_letters(edition, at=at)
    if stopped:
        edition.results_sent_at = None
        fields.append("results_sent_at")
    edition.save(update_fields=fields)
    return _recorded(edition, Step.HOLD, reason, edition.reveal_at, by, at, was_public=was_public, letters=stopped)


@transaction.atomic
def release_reveal(*, edition: Edition, reason: str, is_now: bool, by: Actor, at: datetime) -> Edition:
    """Let a held reveal go: at this instant with `is_now`, else at its own time, which may have passed.

    Raises NotAllowed, ReasonMissing, RevealNotAnnounced, RevealBeforeClosing, AlreadyDone (nobody holds it: when it
    comes or came).
    """
    edition, reason = _locked(edition, reason, by)
    before = edition.reveal_at
    if edition.reveal_held_at is None:
        raise already_done(edition, VERBS[Step.RELEASE], when(before, edition.zone))
    if is_now:
        _after_closing(edition, at)
        edition.reveal_at = at
    edition.reveal_held_at = None
    edition.save(update_fields=["reveal_at", "reveal_held_at"])
    return _recorded(edition, Step.RELEASE, reason, before, by, at)


@transaction.atomic
def move_reveal(*, edition: Edition, reveal_at: datetime, reason: str, by: Actor, at: datetime) -> Edition:
    """Give the reveal another time. One that is held stays held; one that has come is held first.

    Raises NotAllowed, ReasonMissing, RevealNotAnnounced, RevealBeforeClosing, RevealHasCome, AlreadyDone (it is then
    already).
    """
    edition, reason = _locked(edition, reason, by)
    before = edition.reveal_at
    if reveal_at == before:
        raise already_done(edition, VERBS[Step.MOVE], when(before, edition.zone))
    if edition.is_revealed(at):
        raise RevealHasCome()
    _after_closing(edition, reveal_at)
    edition.reveal_at = reveal_at
    edition.save(update_fields=["reveal_at"])
    return _recorded(edition, Step.MOVE, reason, before, by, at)


def _locked(edition: Edition, reason: str, by: Actor) -> tuple[Edition, str]:
    require(by, "pioneers.change_reveal", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if not reason.strip():
        raise ReasonMissing()
    if edition.state not in ANNOUNCED_EDITIONS:
        raise RevealNotAnnounced()
    return edition, reason.strip()


def _after_closing(edition: Edition, instant: datetime) -> None:
    if instant < edition.closes_at:
        raise RevealBeforeClosing()


def _last_reason(edition: Edition) -> str:
    held = edition.reveal_changes.filter(step=Step.HOLD).values_list("reason", flat=True).first()
    return held or "–"


def _recorded(
    edition: Edition,
    step: Step,
    reason: str,
    before: datetime,
    by: Actor,
    at: datetime,
    *,
    was_public: bool = False,
    **more: object,
) -> Edition:
    RevealChange.objects.create(
        edition=edition,
        step=step,
        reason=reason,
        reveal_before=before,
        reveal_after=edition.reveal_at,
        was_public=was_public,
        at=at,
        by=by if isinstance(by, User) else None,
    )
    data = {"reveal_before": before, "reveal_after": edition.reveal_at, **more}
    log_event(verb=VERBS[step], by=by, about=edition, at=at, data=data)
    return edition
