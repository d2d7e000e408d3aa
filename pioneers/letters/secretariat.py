"""Letters to the secretariat, which hears at once of what can't wait for the next look at To do. They hold a reference
and the way to the page, and nothing about the person: an e-mail lies in many places."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pioneers.models import Candidacy, Nominee
from pioneers.queries.recusals import is_recused_from
from portal.adminkit.addresses import staff_url
from portal.core.records import Record
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import reading_language
from portal.people.models import User
from portal.people.queries.accounts import holders_of
from portal.people.roles import ADMINISTRATOR, MANAGER

SECRETARIAT = Audience(
    _("Programme managers without a conflict of interest; where there are none, administrators"),
    _("You get this because you run the Nordic Pioneer Prize."),
)

STAFF_CONSENT_WITHDRAWN = LetterKind(
    key="pioneers/staff_consent_withdrawn",
    label=_("To the secretariat: consent withdrawn"),
    audience=SECRETARIAT,
    purpose=_("Says at once that a nominee or guardian withdrew a consent."),
)
STAFF_NO_SAFE_GUARDIAN = LetterKind(
    key="pioneers/staff_no_safe_guardian",
    label=_("To the secretariat: not safe to ask a guardian"),
    audience=SECRETARIAT,
    purpose=_("Says at once that a nominee has no guardian who is safe to ask."),
)


def queue_staff_consent_withdrawn_letter(nominee: Nominee, candidacy: Candidacy, *, at: datetime) -> None:
    """A nominee, or their guardian, took a yes back."""
    _queue(STAFF_CONSENT_WITHDRAWN, nominee, candidacy, page_of=candidacy, at=at)


def queue_staff_no_safe_guardian_letter(nominee: Nominee, candidacy: Candidacy, *, at: datetime) -> None:
    """A nominee said that no guardian is safe to ask: somebody has to decide."""
    _queue(STAFF_NO_SAFE_GUARDIAN, nominee, candidacy, page_of=nominee, at=at)


def _readers(candidacy: Candidacy, at: datetime) -> list[User]:
    for role in (MANAGER, ADMINISTRATOR):
        if free := [user for user in holders_of(role) if not is_recused_from(user, candidacy, at)]:
            return free
    return []


def _queue(kind: LetterKind, nominee: Nominee, candidacy: Candidacy, *, page_of: Record, at: datetime) -> None:
    for user in _readers(candidacy, at):
        to = user.recipient
        with override(reading_language(to)):
            edition = candidacy.edition.title
        queue_letter(
            reason=f"{kind.reason}:{nominee.uuid}:{at:%Y%m%d%H%M%S%f}:{user.uuid}",
            to=to,
            kind=kind,
            context={"reference": candidacy.reference, "edition": edition, "page": staff_url(page_of)},
            about=nominee,
            at=at,
        )
