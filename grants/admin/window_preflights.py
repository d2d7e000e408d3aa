"""What staff read before the dates of a call move, and before new ones are taken back."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from grants.admin.preflights import draft_findings
from grants.models import Call
from grants.models.call import Window
from portal.adminkit.preflight import Preflight, day_to_type
from portal.core.formats import when
from portal.mail.grace import grace_minutes
from portal.people.models import User


def before_moving_window(call: Call, answers: Mapping, viewer: User, at: datetime) -> Preflight | None:
    """None where neither date moves, or nobody can have read of them."""
    window, zone = (answers["opens_at"], answers["closes_at"]), answers.get("zone") or call.zone
    if window == call.window or not call.is_public:
        return None
    if window == call.told_window(at):
        return _back(call, window, zone, at)
    minutes = {"minutes": grace_minutes()}
    consequences = [*_moves(call, window, zone), _("The site says so at once. Everyone with a draft is told.")]
    if call.has_opened(at) and call.closes_at <= at:
        consequences.append(_("The call has closed and opens again. Then it can’t be closed at once."))
    consequences.append(
        _(
            "The e-mails wait %(minutes)d minutes. Until then “Take the new dates back” on the page of the call stops "
            "them and puts back the dates that applicants were told. After that, an open call can’t close earlier."
        )
        % minutes
    )
    return _page(call, window, zone, consequences, at)


def before_taking_back_window(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    """Refused by the action where there is nothing to take back."""
    [call] = records
    told = call.told_window(at) or call.window
    return _back(call, call.window_back_to(told, at), call.zone, at)


def _back(call: Call, window: Window, zone: str, at: datetime) -> Preflight:
    consequences = [
        *_moves(call, window, zone),
        _("The site says so at once. The e-mails about the other dates are stopped: nobody was told them."),
        _("What was written meanwhile stays. Who began a draft meanwhile is told the dates."),
    ]
    if call.window_told_at:
        until = {"until": when(call.window_told_at, call.zone)}
        consequences.append(_("You can do this until %(until)s, when the e-mails go out.") % until)
    return _page(call, window, zone, consequences, at)


def _moves(call: Call, window: Window, zone: str) -> list[str]:
    """Each date that changes, in words."""
    words = (_("Opens: %(old)s → %(new)s"), _("Closes: %(old)s → %(new)s"))
    return [
        sentence % {"old": when(old, call.zone), "new": when(new, zone)}
        for sentence, old, new in zip(words, call.window, window, strict=True)
        if old != new
    ]


def _page(call: Call, window: Window, zone: str, consequences: list[str], at: datetime) -> Preflight:
    moved = [new for old, new in zip(call.window, window, strict=True) if old != new]
    typed_day = next((day for instant in moved if (day := day_to_type(instant, zone, at))), None)
    return Preflight(consequences=consequences, findings=draft_findings(call), typed_day=typed_day)
