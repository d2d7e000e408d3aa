"""Ways back after the reveal: a laureate withdrawn from the site and put back, the jury's reasons corrected."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import lock_candidacy
from pioneers.errors import NotOnSite, PublicReasonsMissing, ReasonMissing
from pioneers.letters import corrections as letters
from pioneers.models import Candidacy, Edition
from pioneers.queries.candidacies import is_told_of_choice
from portal.assessment.permission import require_to_judge
from portal.audit.actions.reversals import record_reversal
from portal.core.actors import Actor


@transaction.atomic
def withdraw_laureate(
    *, candidacy: Candidacy, public_reasons: dict[str, str], why: str, by: Actor, at: datetime
) -> Candidacy:
    """Take a revealed laureate off the site at once, from gallery, feeds and the ceremony's page too. The address says
    that it was withdrawn, when, and `public_reasons` by language. The nominees are told.

    Asked twice, done once. Raises NotAllowed, Recused, ReasonForChangeMissing, PublicReasonsMissing, NotOnSite.
    """
    candidacy = _locked(candidacy, by, at)
    if candidacy.unpublished_at:
        return candidacy
    public_reasons = _typed(public_reasons)
    if not public_reasons:
        raise PublicReasonsMissing()
    candidacy.unpublished_at, candidacy.unpublished_reasons = at, public_reasons
    candidacy.save(update_fields=["unpublished_at", "unpublished_reasons"])
    record_reversal(about=candidacy, verb="pioneers.withdraw_laureate", why=why, by=by, at=at)
    letters.queue_laureate_letter(letters.LAUREATE_WITHDRAWN, candidacy, at=at)
    return candidacy


@transaction.atomic
def restore_laureate(*, candidacy: Candidacy, why: str, by: Actor, at: datetime) -> Candidacy:
    """Put a withdrawn laureate back on the site, at once. The nominees are told. Asked twice, done once.

    Raises NotAllowed, Recused, ReasonForChangeMissing, NotOnSite (is no laureate any more).
    """
    candidacy = _locked(candidacy, by, at)
    if candidacy.unpublished_at is None:
        return candidacy
    candidacy.unpublished_at, candidacy.unpublished_reasons = None, {}
    candidacy.save(update_fields=["unpublished_at", "unpublished_reasons"])
    record_reversal(about=candidacy, verb="pioneers.restore_laureate", why=why, by=by, at=at)
    letters.queue_laureate_letter(letters.LAUREATE_RESTORED, candidacy, at=at)
    return candidacy


@transaction.atomic
def correct_laureate(*, candidacy: Candidacy, reasons: dict[str, str], why: str, by: Actor, at: datetime) -> Candidacy:
    """Correct the jury's reasons after the reveal, at once and everywhere; the page says that they were corrected, and
    when. The nominees are told.

    Raises NotAllowed, Recused, ReasonForChangeMissing, ReasonMissing, NotOnSite.
    """
    candidacy = _locked(candidacy, by, at)
    if candidacy.unpublished_at:
        raise NotOnSite()
    reasons = _typed(reasons)
    if not reasons:
        raise ReasonMissing(field="reasons")
    if candidacy.reasons == reasons:
        return candidacy
    candidacy.reasons, candidacy.corrected_at = reasons, at
    candidacy.save(update_fields=["reasons", "reasons_folded", "corrected_at"])
    data = {"languages": sorted(reasons)}
    record_reversal(about=candidacy, verb="pioneers.correct_laureate", why=why, by=by, at=at, data=data)
    letters.queue_laureate_letter(letters.LAUREATE_CORRECTED, candidacy, at=at)
    return candidacy


def _typed(texts: dict[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def _locked(candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """The laureate's row, locked, its edition before it. Raises NotOnSite before the reveal: until then the edition is
    reopened."""
    require_to_judge(by, "pioneers.choose_laureate", candidacy)
    edition = Edition.objects.select_for_update().get(pk=candidacy.edition_id)
    candidacy = lock_candidacy(candidacy.pk)
    candidacy.edition = edition
    if not is_told_of_choice(candidacy, at):
        raise NotOnSite()
    return candidacy
