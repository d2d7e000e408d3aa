"""Letters to everyone with a draft, about its call."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.letters.context import APPLICANT, about_application, queue_applicant_letter
from grants.models import Application, Call
from grants.queries.contacts import recipients_of_each
from portal.mail.actions.queue import LetterToOne, queue_letters
from portal.mail.actions.stopping import stop_letters
from portal.mail.grace import GRACE
from portal.mail.kinds import LetterKind
from portal.mail.models import Batch, Letter
from portal.mail.states import LetterState

WINDOW_MOVED = LetterKind(
    key="grants/window_moved",
    label=_("Dates of the call moved"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft from when until when the call is open now."),
)
CALL_CANCELLED = LetterKind(
    key="grants/call_cancelled",
    label=_("Call cancelled"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft that the call takes no applications."),
)
CALL_RESTORED = LetterKind(
    key="grants/call_restored",
    label=_("Call takes applications again"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft that the call was not cancelled after all."),
)
DRAFT_MISSED = LetterKind(
    key="grants/draft_missed",
    label=_("Call closed, draft not submitted"),
    audience=APPLICANT,
    purpose=_("Says that the draft can’t be submitted any more, and that its text is still there."),
)
DRAFT_REMINDER = LetterKind(
    key="grants/draft_reminder",
    label=_("Draft not submitted, call closes soon"),
    audience=APPLICANT,
    purpose=_("Reminds of a draft a few days before the call closes."),
)


def queue_draft_reminder_letter(application: Application, at: datetime) -> None:
    """A call closes soon and the application is still a draft: once for each date it closes on."""
    closes_at = application.call.closes_at
    queue_applicant_letter(
        DRAFT_REMINDER,
        application,
        reason=f"grants.draft_reminder:{application.uuid}:{closes_at:%Y%m%d%H%M}",
        at=at,
        context={"closes_at": closes_at},
        expires=closes_at,
    )


def queue_call_letter(
    kind: LetterKind, call: Call, drafts: QuerySet[Application], at: datetime, *, key: str, wait: bool = False
) -> None:
    """Something happened to the call of these drafts: it moved, was cancelled, takes applications again, or closed.
    `key` tells one such event from another; with `wait` it can be stopped for a while."""
    applications = list(drafts.select_related("organisation").order_by("pk"))
    recipients, dates = recipients_of_each(applications, at), {"opens_at": call.opens_at, "closes_at": call.closes_at}
    found = []
    for application in applications:
        application.call = call
        for to in recipients[application.uuid]:
            reason = f"{kind.key}:{application.uuid}:{key}:{to.uuid}"
            found.append(LetterToOne(reason, to, {**about_application(application), **dates}, application))
    queue_letters(
        letters=found,
        kind=kind,
        at=at,
        not_before=at + GRACE if wait else None,
        batch=f"{kind.key}:{call.uuid}:{key}" if wait else "",
    )


def stop_call_letters(kind: LetterKind, call: Call, at: datetime) -> set[UUID]:
    """Stop those of `queue_call_letter` that waited and have not left. Which applications they were about."""
    found = _call_letters(kind, call)
    stop_letters(letters=found, at=at)
    return set(found.filter(state=LetterState.DROPPED, ended_at=at).values_list("about_uuid", flat=True))


def have_left(kind: LetterKind, call: Call, since: datetime) -> bool:
    """Whether any of `queue_call_letter` that waited, written since an instant, is on its way or was sent."""
    unsent = (LetterState.WAITING, LetterState.HELD, LetterState.DROPPED)
    return _call_letters(kind, call).filter(queued_at__gte=since).exclude(state__in=unsent).exists()


def stopped_call_letters(kind: LetterKind, call: Call, since: datetime) -> set[UUID]:
    """The applications whose letters of `queue_call_letter` that waited, written since an instant, were all
    stopped."""
    found = _call_letters(kind, call).filter(queued_at__gte=since).values_list("about_uuid", "state")
    return {uuid for uuid, _state in found} - {uuid for uuid, state in found if state != LetterState.DROPPED}


def _call_letters(kind: LetterKind, call: Call) -> QuerySet[Letter]:
    return Letter.objects.filter(batch__in=Batch.objects.filter(key__startswith=f"{kind.key}:{call.uuid}:"))
