"""E-mails to those who signed up for an event. Each has the reader's own link: to the details, the calendar file and
the button to sign off."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised
from portal.events.models import Registration
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.links import issue_link
from portal.mail.models import Letter
from portal.mail.recipients import reading_language
from portal.mail.secrets import LinkSecret

REGISTRATION_LINK = "events.registration"

PARTICIPANTS = Audience(_("Everyone who has signed up for the event"))
PARTICIPANT = Audience(_("Whoever is signed up for an event"))

CONFIRMED = LetterKind(
    key="events/confirmed",
    label=_("Place at an event"),
    audience=PARTICIPANT,
    purpose=_("Says that they have a place, where and when it is, and how to sign off."),
)
WAITING = LetterKind(
    key="events/waiting",
    label=_("On the waiting list of an event"),
    audience=PARTICIPANT,
    purpose=_("Says that all places are taken and that we write if one becomes free."),
)
MOVED_UP = LetterKind(
    key="events/moved_up",
    label=_("A place has become free"),
    audience=Audience(_("The first on the waiting list")),
    purpose=_("Says that they now have a place, and how to sign off if they can’t come."),
)
SIGNED_OFF = LetterKind(
    key="events/signed_off",
    label=_("Signed off from an event"),
    audience=PARTICIPANT,
    purpose=_("Says that they no longer have a place or wait for one."),
)
EVENT_MOVED = LetterKind(
    key="events/moved",
    label=_("Event moved"),
    audience=PARTICIPANTS,
    purpose=_("Says the new time and place."),
)
EVENT_CANCELLED = LetterKind(
    key="events/cancelled",
    label=_("Event cancelled"),
    audience=PARTICIPANTS,
    purpose=_("Says that the event does not take place, and why."),
)
EVENT_RESTORED = LetterKind(
    key="events/restored",
    label=_("Event takes place after all"),
    audience=PARTICIPANTS,
    purpose=_("Says that an event that was cancelled takes place after all."),
)
REMINDER = LetterKind(
    key="events/reminder",
    label=_("Reminder of an event"),
    audience=Audience(_("Everyone who has a place at the event")),
    purpose=_("Sent a week and a day before: where and when it is, and how to sign off."),
)


def queue_confirmed_letter(*, registration: Registration, at: datetime) -> Letter:
    """They have a place."""
    return _queue(CONFIRMED, registration, str(registration.uuid), at)


def queue_waiting_letter(*, registration: Registration, at: datetime) -> Letter:
    """They are on the waiting list."""
    return _queue(WAITING, registration, str(registration.uuid), at)


def queue_moved_up_letter(*, registration: Registration, at: datetime) -> Letter:
    """A place has become free, and it is theirs."""
    return _queue(MOVED_UP, registration, str(registration.uuid), at)


def queue_signed_off_letter(*, registration: Registration, at: datetime) -> Letter:
    """They have signed off, or were signed off."""
    return _queue(SIGNED_OFF, registration, str(registration.uuid), at)


def queue_moved_letter(*, registration: Registration, why: str, at: datetime) -> Letter:
    """The event's new time and place."""
    return _queue(EVENT_MOVED, registration, _of_change(registration), at, {"words": why})


def queue_cancelled_letter(*, registration: Registration, at: datetime) -> Letter:
    """The event does not take place."""
    told = {"words": registration.event.cancellation_reason}
    return _queue(EVENT_CANCELLED, registration, _of_change(registration), at, told)


def queue_restored_letter(*, registration: Registration, at: datetime) -> Letter:
    """The event takes place after all."""
    return _queue(EVENT_RESTORED, registration, _of_change(registration), at)


def queue_reminder_letter(*, registration: Registration, days: int, at: datetime) -> Letter:
    """A week or a day before; of an event that was moved meanwhile, again."""
    starts = registration.event.starts_at
    return _queue(REMINDER, registration, f"{registration.uuid}:{days}:{starts:%Y%m%d%H%M}", at, expires=starts)


def _of_change(registration: Registration) -> str:
    """Once for each change of the event."""
    return f"{registration.uuid}:{registration.event.sequence}"


def _queue(
    kind: LetterKind,
    registration: Registration,
    once: str,
    at: datetime,
    more: dict | None = None,
    expires: datetime | None = None,
) -> Letter:
    event, reader = registration.event, registration.recipient
    with translation.override(reading_language(reader)):
        context = {
            "event": event.title,
            "starts_at": event.starts_at,
            "ends_at": event.ends_at,
            "zone": event.zone,
            "place": localised(event.places),
            **(more or {}),
        }
    link = issue_link(purpose=REGISTRATION_LINK, about=registration, to=reader, at=at)
    return queue_letter(
        reason=f"{kind.reason}:{once}",
        to=reader,
        kind=kind,
        context=context,
        secrets={"link": LinkSecret(link)},
        about=registration,
        at=at,
        expires=expires,
    )
