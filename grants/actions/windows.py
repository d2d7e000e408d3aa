"""The window of a call that moved: told in fifteen minutes to everyone with a draft, and taken back until then."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grants.actions.locking import locked_call
from grants.errors import CallFixed
from grants.letters import calls as letters
from grants.models import Application, Call
from grants.models.call import Window
from grants.queries.applications import drafts_of
from grants.states import CallState
from portal.audit.actions.reversals import record_reversal
from portal.core.actors import Actor
from portal.core.formats import when
from portal.core.permission import require
from portal.core.states import TransitionRefused
from portal.mail.grace import GRACE


@transaction.atomic
def take_back_window(*, call: Call, why: str, by: Actor, at: datetime) -> Call:
    """Put the dates of a call back as people outside were told them, while the e-mails about the new ones have not
    left: those are stopped. An opening that has come stays. What was written meanwhile stays; who began to write
    meanwhile is told.

    Raises NotAllowed, ReasonForChangeMissing, CallFixed, TransitionRefused (nothing is to be taken back).
    """
    require(by, "grants.manage_calls")
    row = locked_call(call.uuid)
    if row.state != CallState.ANNOUNCED or row.window_told_at is None:
        raise TransitionRefused()
    before, untold = row.window, stop_telling(row=row, at=at)
    told = require_told(row=row, told=untold, closes_at=untold[1] if untold else at, at=at)
    opens_at, closes_at = row.opens_at, row.closes_at = row.window_back_to(told, at)
    tell_window(row=row, before=before, told=told, at=at)
    data = {"prefix": row.reference_prefix, "opens_at": opens_at, "closes_at": closes_at}
    record_reversal(about=row, verb="grants.take_back_window", why=why, by=by, at=at, data=data)
    return row


def stop_telling(*, row: Call, at: datetime) -> Window | None:
    """Stop the e-mails about the window of a locked call that have not left. The window people outside were told, where
    the one that stands is not told yet; None once it is."""
    letters.stop_call_letters(letters.WINDOW_MOVED, row, at)
    told, since = row.told_window(at), row.window_moved_at
    # An e-mail has left all the same: what was asked in time was slow.
    return None if since is None or letters.have_left(letters.WINDOW_MOVED, row, since) else told


def tell_window_again(*, row: Call, drafts: QuerySet[Application], at: datetime) -> None:
    """Of a locked call that is back: tell those of `drafts` of its new dates whose e-mail about them was stopped when
    it was cancelled."""
    if row.window_moved_at is None:
        return
    untold = letters.stopped_call_letters(letters.WINDOW_MOVED, row, row.window_moved_at)
    if drafts := drafts.filter(uuid__in=untold):
        row.window_told_at = at + GRACE
        row.save(update_fields=["window_told_at"])
        letters.queue_call_letter(letters.WINDOW_MOVED, row, drafts, at, key=at.isoformat(), wait=True)


def require_told(*, row: Call, told: Window | None, closes_at: datetime, at: datetime) -> Window:
    """The window people outside were told, where an open call may close at an instant before the one that stands: not
    before they were told, and not in the past. Raises CallFixed."""
    if told is None and row.window_told_at is None:
        raise CallFixed(_("A call that has opened may close later, but not earlier."), field="closes_at")
    if told is None:
        words = _("Applicants were told that the call closes on %(at)s. It may close later, but not earlier.")
        raise _fixed(words, row.closes_at, row)
    if closes_at < told[1]:
        words = _("Applicants were told that the call closes on %(at)s. It can’t close before that.")
        raise _fixed(words, told[1], row)
    if closes_at <= at:
        raise _fixed(_("A call can’t be made to close in the past: %(at)s is over."), closes_at, row)
    return told


def _fixed(words: Promise, instant: datetime, row: Call) -> CallFixed:
    return CallFixed(words % {"at": when(instant, row.zone)}, field="closes_at")


def tell_window(*, row: Call, before: Window, told: Window | None, at: datetime) -> None:
    """Save a locked call whose window was `before`, and tell everyone with a draft in fifteen minutes; where it is what
    they were told anyway, only who began while it was another."""
    drafts, since = drafts_of(row), row.window_moved_at if told else at
    # A new date asks for a new reminder, and for new words when it has passed.
    drafts.update(reminded_at=None, missed_at=None)
    if row.window == told:
        row.told_opens_at = row.told_closes_at = row.window_moved_at = row.window_told_at = None
        drafts = drafts.filter(started_at__gt=since)
    else:
        row.told_opens_at, row.told_closes_at = told or before
        row.window_moved_at, row.window_told_at = since, at + GRACE
    row.save()
    letters.queue_call_letter(letters.WINDOW_MOVED, row, drafts, at, key=at.isoformat(), wait=True)
