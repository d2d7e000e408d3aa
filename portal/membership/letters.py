"""Letters about joining the alliance and about the end of a membership."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.core.records import Record
from portal.mail.actions.queue import queue_letter
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import Recipient, reading_language
from portal.membership.models import Membership, MembershipApplication
from portal.people.models import User

WRITER = Audience(
    _("Who writes the application for membership"),
    _("You get this e-mail because you applied for your city’s membership."),
)
POLITICIAN = Audience(
    _("The politician who confirms the decision"),
    _("You get this e-mail because you were named as the politician who confirms your city’s decision."),
)
CITY = Audience(
    _("The city’s contact person and politicians"), _("You get this e-mail because you speak or sit for your city.")
)

APPLICATION_RECEIVED = LetterKind(
    key="membership/application_received",
    label=_("Application for membership received"),
    audience=WRITER,
    purpose=_("Says that we got it, and that the politician confirms it next."),
)
CONFIRM_DECISION = LetterKind(
    key="membership/confirm_decision",
    label=_("Political decision to confirm"),
    audience=POLITICIAN,
    purpose=_("Asks whether the city decided to become a member, and says where to answer."),
)
DECISION_CONFIRMED = LetterKind(
    key="membership/decision_confirmed",
    label=_("Political decision confirmed"),
    audience=WRITER,
    purpose=_("Says that the politician confirmed the decision and the secretariat decides next."),
)
APPLICATION_RETURNED = LetterKind(
    key="membership/application_returned",
    label=_("Application for membership returned"),
    audience=WRITER,
    purpose=_("Says why it is a draft again, in the words of whoever returned it."),
)
APPLICATION_APPROVED = LetterKind(
    key="membership/application_approved",
    label=_("Application for membership approved"),
    audience=WRITER,
    purpose=_("Says from when the city is a member, and what happens next."),
)
APPLICATION_DECLINED = LetterKind(
    key="membership/application_declined",
    label=_("Application for membership declined"),
    audience=WRITER,
    purpose=_("Says why, in the words of the secretariat."),
)
APPLICATION_REOPENED = LetterKind(
    key="membership/application_reopened",
    label=_("Application for membership considered again"),
    audience=WRITER,
    purpose=_("Says that a declined application is considered again."),
)
MEMBERSHIP_ENDING = LetterKind(
    key="membership/ending",
    label=_("Membership ends soon"),
    audience=CITY,
    purpose=_("Says on which day the membership ends, and what to do to stay."),
)


def queue_application_received_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer that the application arrived, and who is asked now."""
    _queue(APPLICATION_RECEIVED, application, _writers(application), at, number=application.draft_revision)


def queue_confirm_decision_letter(*, application: MembershipApplication, number: int, at: datetime) -> None:
    """Asks the politician to confirm; `number` counts the reminders, 0 is the first."""
    reason = f"{application.draft_revision}:{number}"
    _queue(CONFIRM_DECISION, application, _politicians(application), at, number=reason, is_reminder=number > 0)


def queue_decision_confirmed_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer that the politician confirmed."""
    _queue(DECISION_CONFIRMED, application, _writers(application), at, number=application.draft_revision)


def queue_application_returned_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer why the application is a draft again."""
    number = f"{at:%Y%m%d%H%M%S}"
    _queue(APPLICATION_RETURNED, application, _writers(application), at, number=number, words=application.reasons)


def queue_application_approved_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer and the politician from when the city is a member."""
    assert application.membership is not None  # an approved application has one: the database holds it
    readers = [*_writers(application), *_politicians(application)]
    first_day = application.membership.starts
    _queue(APPLICATION_APPROVED, application, readers, at, not_before=at + GRACE, first_day=first_day)


def queue_application_declined_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer and the politician why not."""
    readers, number = [*_writers(application), *_politicians(application)], f"{at:%Y%m%d%H%M%S}"
    words = application.reasons
    _queue(APPLICATION_DECLINED, application, readers, at, number=number, not_before=at + GRACE, words=words)


def queue_application_reopened_letter(*, application: MembershipApplication, at: datetime) -> None:
    """Tells the writer and the politician that it is considered again."""
    readers, number = [*_writers(application), *_politicians(application)], f"{at:%Y%m%d%H%M%S}"
    _queue(APPLICATION_REOPENED, application, readers, at, number=number)


def queue_membership_ending_letter(
    *, membership: Membership, reader: User, days: int, politically: bool, at: datetime
) -> None:
    """Tells one of the city's people that the membership ends in at most `days` days."""
    with translation.override(reading_language(reader.recipient)):
        context = {
            "city": membership.city.local_name,
            "last_day": membership.last_day,
            "politically": politically,
            "address": settings.SITE_URL + reverse("membership:home", args=[membership.city.uuid]),
        }
    queue_letter(
        reason=f"{MEMBERSHIP_ENDING.reason}:{membership.uuid}:{membership.ends}:{days}:{reader.uuid}",
        to=reader.recipient,
        kind=MEMBERSHIP_ENDING,
        context=context,
        about=membership,
        at=at,
    )


def _writers(application: MembershipApplication) -> list[Recipient]:
    return [application.writer.recipient] if application.writer else []


def _politicians(application: MembershipApplication) -> list[Recipient]:
    return [application.politician.recipient] if application.politician else []


def _queue(
    kind: LetterKind,
    application: MembershipApplication,
    readers: Iterable[Recipient],
    at: datetime,
    *,
    number: Any = 0,
    not_before: datetime | None = None,
    **more: Any,
) -> None:
    about: Record = application
    politician = application.politician.get_full_name() if application.politician else ""
    for reader in readers:
        with translation.override(reading_language(reader)):
            context = {
                "city": application.city.local_name,
                "reference": application.reference,
                "politician": politician,
                "decided_on": application.decided_on,
                "decided_by": application.decided_by,
                "address": settings.SITE_URL + reverse("membership:application", args=[application.uuid]),
                **more,
            }
        queue_letter(
            reason=f"{kind.reason}:{application.uuid}:{number}:{reader.uuid}",
            to=reader,
            kind=kind,
            context=context,
            about=about,
            at=at,
            not_before=not_before,
        )
