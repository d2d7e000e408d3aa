"""Letters to nominators, in the language they wrote in."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pioneers.letters.context import refusal_reason
from pioneers.models import Nomination
from portal.mail.actions.queue import queue_letter
from portal.mail.codes import issue_code
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.recipients import Recipient

NOMINATOR = Audience(_("The nominator"))

CONFIRM_ADDRESS = LetterKind(
    key="pioneers/confirm_address",
    label=_("Code for sending a nomination"),
    audience=NOMINATOR,
    purpose=_("Contains the code that confirms their address, so that the nomination can be sent."),
)
REOPEN_DRAFT = LetterKind(
    key="pioneers/reopen_draft",
    label=_("Code for opening a draft"),
    audience=NOMINATOR,
    purpose=_("Contains the code that opens their draft again after an hour."),
)
RECEIPT = LetterKind(
    key="pioneers/receipt",
    label=_("Receipt of a nomination"),
    audience=NOMINATOR,
    purpose=_("Confirms the nomination, gives its reference and says what happens now."),
)
NOMINATION_WITHDRAWN = LetterKind(
    key="pioneers/nomination_withdrawn",
    label=_("Nomination withdrawn"),
    audience=NOMINATOR,
    purpose=_("Confirms that they withdrew the nomination."),
)
NOMINATION_REFUSED = LetterKind(
    key="pioneers/nomination_refused",
    label=_("Nomination not taken forward"),
    audience=NOMINATOR,
    purpose=_("Says that the nomination goes no further. The reason stays with the secretariat."),
)
FILE_REFUSED = LetterKind(
    key="pioneers/file_refused",
    label=_("File of a nomination refused"),
    audience=NOMINATOR,
    purpose=_("Says which file we can’t keep, and why."),
)


def nominator(nomination: Nomination) -> Recipient:
    """The nominator, in the language they wrote in."""
    return Recipient(
        nomination.nominator_email,
        nomination.nominator_name,
        nomination.language,
        uuid=nomination.nominator.uuid if nomination.nominator else None,
    )


def queue_code_letter(nomination: Nomination, *, purpose: str, at: datetime):
    """A six-digit code to the address typed in a draft. Raises TooManyCodes."""
    to = nominator(nomination)
    code = issue_code(purpose=purpose, about=nomination, to=to, at=at)
    return queue_letter(
        reason=f"{purpose}:{code.code.uuid}",
        to=to,
        kind=CONFIRM_ADDRESS if purpose == "pioneers.confirm_address" else REOPEN_DRAFT,
        context={},
        secrets={"code": code},
        about=nomination,
        at=at,
    )


def queue_receipt_letter(nomination: Nomination, *, at: datetime):
    """To the nominator: we have it, this is its reference, this is what happens now."""
    return queue_letter(
        reason=f"pioneers.receipt:{nomination.uuid}",
        to=nominator(nomination),
        kind=RECEIPT,
        context={
            "reference": nomination.reference,
            "nominee": nomination.nominee_name,
            "closes_at": nomination.edition.closes_at,
            "zone": nomination.edition.zone,
            "texts": [nomination.did, nomination.changed, nomination.courage],
        },
        about=nomination,
        at=at,
    )


def queue_nomination_withdrawn_letter(nomination: Nomination, *, at: datetime):
    """To the nominator: it is withdrawn."""
    return queue_letter(
        reason=f"pioneers.nomination_withdrawn:{nomination.uuid}",
        to=nominator(nomination),
        kind=NOMINATION_WITHDRAWN,
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )


def queue_nomination_refused_letter(nomination: Nomination, *, at: datetime):
    """To the nominator, in fifteen minutes: it is not taken forward. The reason stays with the secretariat, which
    answers if asked."""
    return queue_letter(
        reason=f"pioneers.nomination_refused:{nomination.uuid}:{at.isoformat()}",
        to=nominator(nomination),
        kind=NOMINATION_REFUSED,
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
        not_before=at + GRACE,
    )


def refused_letters(nomination: Nomination) -> QuerySet[Letter]:
    """Those that said it is not taken forward, sent or waiting."""
    return Letter.objects.filter(reason__startswith=f"pioneers.nomination_refused:{nomination.uuid}:")


def queue_file_refused_letter(nomination: Nomination, file, *, at: datetime):
    """To the nominator: a file they attached can't be kept. To nobody while the address is not confirmed: the page
    of the draft says it."""
    if nomination.nominator is None:
        return None
    to = nominator(nomination)
    return queue_letter(
        reason=f"pioneers.file_refused:{file.uuid}",
        to=to,
        kind=FILE_REFUSED,
        context={"name": file.name, "reason": refusal_reason(file, to)},
        about=nomination,
        at=at,
    )
