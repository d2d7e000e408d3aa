"""A call's course: made, announced, assessed, concluded."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grants.actions.locking import locked_call, locked_fund
from grants.actions.windows import require_told, stop_telling, tell_window, tell_window_again
from grants.domain.criteria import DEFAULT_CRITERIA
from grants.domain.eligibility import EligibilityRule
from grants.errors import CallFixed, CallNotSound, NoRound, NotOpenedYet, Unfinished
from grants.letters import calls as letters
from grants.models import Call
from grants.queries.applications import drafts_of
from grants.queries.money import position_of
from grants.queries.rounds import OWNER, round_of
from grants.queries.staff import unfinished
from grants.states import ApplicationState, CallState
from portal.assessment.actions.rounds import open_round, plan_round
from portal.assessment.models import Round
from portal.audit.actions.events import log_event
from portal.audit.actions.reversals import record_reversal
from portal.core.actors import Actor
from portal.core.permission import require

# How long reviewers have after a call closed, unless the round is changed.
REVIEW_TIME = timedelta(days=42)
# What applicants rely on once a call has opened.
FIXED_ONCE_OPEN = {
    "fund",
    "programme",
    "reference_prefix",
    "eligibility",
    "smallest_minor",
    "largest_minor",
    "opens_at",
}


@transaction.atomic
def create_call(*, by: Actor, at: datetime, **fields: Any) -> Call:
    """Make a draft of a call, and plan its round of assessment. Without a rule of its own it takes its programme's.

    Raises NotAllowed, CallNotSound.
    """
    require(by, "grants.manage_calls")
    fields.setdefault("eligibility", fields["programme"].eligibility)
    call = Call(created_at=at, **fields)
    _sound(call)
    call.save()
    plan_round(
        owner_kind=OWNER,
        owner_uuid=call.uuid,
        title=call.names,
        due_at=call.closes_at + REVIEW_TIME,
        zone=call.zone,
        criteria=DEFAULT_CRITERIA,
        uuid=uuid5(call.uuid, "round"),
        by=None,
        at=at,
    )
    log_event(verb="grants.create_call", by=by, about=call, at=at, data=_facts(call))
    return call


@transaction.atomic
def update_call(*, call: Call, by: Actor, at: datetime, why: str = "", **fields: Any) -> Call:
    """Change a call. Once open, what applicants rely on is fixed, and it may close later, but not once an application
    was checked. Everyone with a draft is told of a window that moved, in fifteen minutes; until then it may close
    earlier again, as early as they were told before, and `why` says why.

    Raises NotAllowed, CallNotSound, CallFixed, ReasonForChangeMissing.
    """
    require(by, "grants.manage_calls")
    locked_fund(call.fund_id)
    row = locked_call(call.uuid)
    changed = sorted(name for name, value in fields.items() if _differs(name, getattr(row, name), value))
    if not changed:
        return row
    running, before = row.has_opened(at), row.window
    for name in changed:
        if running and name in FIXED_ONCE_OPEN:
            raise CallFixed(field=name)
    moved = row.state == CallState.ANNOUNCED and {"opens_at", "closes_at"} & set(changed)
    told = stop_telling(row=row, at=at) if moved else None
    earlier = running and fields.get("closes_at", row.closes_at) < row.closes_at
    if earlier:
        require_told(row=row, told=told, closes_at=fields["closes_at"], at=at)
    if moved and row.applications.filter(checks__voided_at=None, checks__isnull=False).exists():
        raise CallFixed(_("Applications were checked already: the call can’t open again."), field="closes_at")
    for name in changed:
        setattr(row, name, fields[name])
    _sound(row)
    if row.budget < position_of(row).awarded:
        raise CallNotSound(_("More than this has already been awarded."), field="budget")
    if moved:
        tell_window(row=row, before=before, told=told, at=at)
    else:
        row.save()
    data = {**_facts(row), "changed": changed}
    if earlier:
        record_reversal(about=row, verb="grants.take_back_window", why=why, by=by, at=at, data=data)
    else:
        log_event(verb="grants.update_call", by=by, about=row, at=at, data=data)
    return row


@transaction.atomic
def announce_call(*, call: Call, by: Actor, at: datetime) -> Call:
    """Show the call on the site. It takes applications by its window alone. Raises NotAllowed, CallNotSound."""
    require(by, "grants.manage_calls")
    row = locked_call(call.uuid)
    if row.state == CallState.ANNOUNCED:
        return row
    state = CallState.after("announce", row.state)
    if row.closes_at <= at:
        raise CallNotSound(_("The closing date of this call has already passed."), field="closes_at")
    return _step(row, state, "grants.announce_call", by, at)


@transaction.atomic
def cancel_call(*, call: Call, by: Actor, at: datetime) -> Call:
    """Take a call off the site before anything was submitted, and tell everyone with a draft, in fifteen minutes.
    `restore_call` puts it back. Raises NotAllowed, CallFixed, TransitionRefused."""
    require(by, "grants.manage_calls")
    row = locked_call(call.uuid)
    if row.state == CallState.CANCELLED:
        return row
    state = CallState.after("cancel", row.state)
    if row.applications.exclude(state=ApplicationState.DRAFT).exists():
        raise CallFixed(_("Applications were submitted to this call: decide on them instead."))
    letters.stop_call_letters(letters.WINDOW_MOVED, row, at)
    letters.queue_call_letter(letters.CALL_CANCELLED, row, drafts_of(row), at, key=at.isoformat(), wait=True)
    return _step(row, state, "grants.cancel_call", by, at)


@transaction.atomic
def conclude_call(*, call: Call, by: Actor, at: datetime) -> Call:
    """All is decided, told and answered: the call rests, and its page stays. Raises NotAllowed, Unfinished,
    TransitionRefused."""
    require(by, "grants.manage_calls")
    row = locked_call(call.uuid)
    if row.state == CallState.CONCLUDED:
        return row
    state = CallState.after("conclude", row.state)
    if left := unfinished(row, at):
        raise Unfinished(" ".join(left))
    return _step(row, state, "grants.conclude_call", by, at)


@transaction.atomic
def reopen_call(*, call: Call, why: str, by: Actor, at: datetime) -> Call:
    """Go on with a concluded call: its decisions can be corrected. It takes no applications again by that. Raises
    NotAllowed, ReasonForChangeMissing, TransitionRefused."""
    require(by, "grants.manage_calls")
    return _turn_back(locked_call(call.uuid), "reopen", why, by, at)


@transaction.atomic
def restore_call(*, call: Call, why: str, by: Actor, at: datetime) -> Call:
    """Put a cancelled call back on the site, until its window closes. Who was told that it was cancelled is told; who
    was about to be told is not. Raises NotAllowed, ReasonForChangeMissing, CallNotSound, TransitionRefused."""
    require(by, "grants.manage_calls")
    row = locked_call(call.uuid)
    if row.state == CallState.CANCELLED and row.closes_at <= at:
        raise CallNotSound(_("The closing date of this call has already passed."), field="closes_at")
    was_cancelled = row.state == CallState.CANCELLED
    row = _turn_back(row, "restore", why, by, at)
    if was_cancelled:
        untold = letters.stop_call_letters(letters.CALL_CANCELLED, row, at)
        told = drafts_of(row).exclude(uuid__in=untold)
        letters.queue_call_letter(letters.CALL_RESTORED, row, told, at, key=at.isoformat())
        tell_window_again(row=row, drafts=drafts_of(row).filter(uuid__in=untold), at=at)
    return row


def open_assessment(*, call: Call, by: Actor, at: datetime) -> Round:
    """Let the reviewers of a call begin, once it has opened. Raises NotAllowed, NotOpenedYet, NoRound and what opening
    a round raises."""
    require(by, "grants.manage_calls")
    if not call.has_opened(at):
        raise NotOpenedYet()
    round = round_of(call)
    if round is None:
        raise NoRound()
    return open_round(round=round, by=by, at=at)


def _differs(name: str, before: Any, value: Any) -> bool:
    if name == "eligibility":
        # A key that is missing says the same as one that does not limit.
        return EligibilityRule.of(before) != EligibilityRule.of(value)
    return before != value


def _step(row: Call, state: str, verb: str, by: Actor, at: datetime) -> Call:
    row.state = state
    row.save(update_fields=["state"])
    log_event(verb=verb, by=by, about=row, at=at, data={"prefix": row.reference_prefix, "state": str(state)})
    return row


def _turn_back(row: Call, step: str, why: str, by: Actor, at: datetime) -> Call:
    """Announced again, from a state that seemed the last; asked twice, done once."""
    if row.state == CallState.target(step):
        return row
    row.state = CallState.after(step, row.state)
    row.save(update_fields=["state"])
    data = {"prefix": row.reference_prefix, "state": str(row.state)}
    record_reversal(about=row, verb=f"grants.{step}_call", why=why, by=by, at=at, data=data)
    return row


def _sound(call: Call) -> None:
    """Raises CallNotSound where figures or window do not fit together or are more than the fund holds."""
    if call.closes_at <= call.opens_at:
        raise CallNotSound(_("The call must close after it opens."), field="closes_at")
    if call.largest < call.smallest:
        raise CallNotSound(_("The largest award is less than the smallest."), field="largest")
    if call.budget < call.largest:
        raise CallNotSound(_("The budget is less than the largest award."), field="budget")
    if call.fund.sum < call.budget:
        raise CallNotSound(_("The fund has %(sum)s in all.") % {"sum": call.fund.sum}, field="budget")


def _facts(call: Call) -> dict:
    return {
        "prefix": call.reference_prefix,
        "budget_minor": call.budget_minor,
        "currency": call.currency,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
    }
