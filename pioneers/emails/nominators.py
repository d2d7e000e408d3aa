"""Letters to nominators, in the language they wrote in."""

from datetime import datetime

from pioneers.emails.words import why_refused
from pioneers.models import Nomination
from portal.mail.actions.queue import queue_letter
from portal.mail.codes import issue_code
from portal.mail.recipients import Recipient


def nominator(nomination: Nomination) -> Recipient:
    """The nominator, in the language they wrote in."""
    return Recipient(
        nomination.nominator_email,
        nomination.nominator_name,
        nomination.language,
        uuid=nomination.nominator.uuid if nomination.nominator else None,
    )


def confirm_address(nomination: Nomination, *, purpose: str, at: datetime):
    """A six-digit code to the address typed in a draft. Raises TooManyCodes."""
    to = nominator(nomination)
    code = issue_code(purpose=purpose, about=nomination, to=to, at=at)
    return queue_letter(
        reason=f"{purpose}:{code.code.uuid}",
        to=to,
        template="pioneers/confirm_address" if purpose == "pioneers.confirm_address" else "pioneers/reopen_draft",
        context={},
        secrets={"code": code},
        about=nomination,
        at=at,
    )


def receipt(nomination: Nomination, *, at: datetime):
    """To the nominator: we have it, this is its reference, this is what happens now."""
    return queue_letter(
        reason=f"pioneers.receipt:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/receipt",
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


def nomination_withdrawn(nomination: Nomination, *, at: datetime):
    """To the nominator: it is taken back."""
    return queue_letter(
        reason=f"pioneers.nomination_withdrawn:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/nomination_withdrawn",
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )


def nomination_refused(nomination: Nomination, *, at: datetime):
    """To the nominator: it is not taken forward. The reason stays with the secretariat, which answers if asked."""
    return queue_letter(
        reason=f"pioneers.nomination_refused:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/nomination_refused",
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )


def attachment_refused(nomination: Nomination, file, *, at: datetime):
    """To the nominator: a file they attached can't be kept. To nobody while the address is not confirmed: the page
    of the draft says it."""
    if nomination.nominator is None:
        return None
    to = nominator(nomination)
    return queue_letter(
        reason=f"pioneers.file_refused:{file.uuid}",
        to=to,
        template="pioneers/file_refused",
        context={"name": file.name, "reason": why_refused(file, to)},
        about=nomination,
        at=at,
    )
