"""Letters about what everyone can read of an award."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from grants.letters.context import APPLICANT, queue_applicant_letter
from grants.models import Award
from portal.mail.actions.stopping import stop_letters
from portal.mail.kinds import LetterKind
from portal.mail.models import Letter

PUBLISHED = LetterKind(
    key="grants/published",
    label=_("Award becomes public"),
    audience=APPLICANT,
    purpose=_("Says from when the award can be read by everyone, and what is published."),
)
UNPUBLISHED = LetterKind(
    key="grants/unpublished",
    label=_("Award withdrawn from the site"),
    audience=APPLICANT,
    purpose=_("Says that the award can no longer be read by everyone, and why."),
)


def queue_published_letter(award: Award, at: datetime) -> None:
    queue_applicant_letter(
        PUBLISHED,
        award.application,
        reason=f"grants.published:{award.uuid}:{award.published_at}:{at.isoformat()}",
        at=at,
        context={"award_uuid": award.uuid, "published_at": award.published_at},
    )


def stop_published_letters(award: Award, at: datetime) -> None:
    """Stop those that say from when an award is public and have not left."""
    stop_letters(letters=Letter.objects.filter(reason__startswith=f"grants.published:{award.uuid}:"), at=at)


def queue_unpublished_letter(award: Award, at: datetime) -> None:
    """An award was withdrawn from the site."""
    queue_applicant_letter(
        UNPUBLISHED,
        award.application,
        reason=f"grants.unpublished:{award.uuid}:{at.isoformat()}",
        at=at,
        context={"reasons": award.unpublished_reasons},
    )
