"""Ways back from publishing an award: withdrawn from the site, put back, its words corrected."""

from datetime import datetime

from django.db import transaction

from grants.errors import NotPublished, PublicReasonsMissing
from grants.letters import publication as letters
from grants.models import Award
from grants.states import PUBLISHABLE
from portal.assessment.permission import require_to_judge
from portal.audit.actions.reversals import record_reversal
from portal.core.states import TransitionRefused
from portal.people.models import User


@transaction.atomic
def unpublish_award(*, award: Award, public_reasons: str, why: str, by: User | None, at: datetime) -> Award:
    """Withdraw a published award from the site at once, from its lists, feeds and open data too. Its address says that
    it was withdrawn, when, and `public_reasons`. The applicant is told. One that is public only later is no longer so.

    Asked twice, done once. Raises NotAllowed, Recused, ReasonForChangeMissing, PublicReasonsMissing, NotPublished.
    """
    award = _locked(award, by)
    if award.unpublished_at:
        return award
    if award.published_at is None:
        raise NotPublished()
    if not public_reasons.strip():
        raise PublicReasonsMissing()
    unpublish(award=award, public_reasons=public_reasons.strip(), at=at)
    _record(award, "grants.unpublish_award", why, by, at)
    letters.queue_unpublished_letter(award, at)
    return award


@transaction.atomic
def republish_award(*, award: Award, why: str, by: User | None, at: datetime) -> Award:
    """Put a withdrawn award back on the site, at once. The applicant is told. Asked twice, done once.

    Raises NotAllowed, Recused, ReasonForChangeMissing, TransitionRefused (it is no accepted award any more).
    """
    award = _locked(award, by)
    if award.unpublished_at is None:
        return award
    if award.state not in PUBLISHABLE:
        raise TransitionRefused()
    award.unpublished_at, award.unpublished_reasons, award.changed_at = None, "", at
    award.published_at = at
    award.save(update_fields=["published_at", "unpublished_at", "unpublished_reasons", "changed_at"])
    _record(award, "grants.republish_award", why, by, at)
    letters.queue_published_letter(award, at)
    return award


@transaction.atomic
def correct_publication(*, award: Award, public_reasons: str, why: str, by: User | None, at: datetime) -> Award:
    """Correct the reasons of an award as they are published, at once and everywhere; of one withdrawn from the site,
    as they stand once it is put back.

    Raises NotAllowed, Recused, ReasonForChangeMissing, PublicReasonsMissing, NotPublished.
    """
    award = _locked(award, by)
    public_reasons = public_reasons.strip()
    if award.published_at is None:
        raise NotPublished()
    if not public_reasons:
        raise PublicReasonsMissing()
    if award.public_reasons == public_reasons:
        return award
    award.public_reasons, award.changed_at = public_reasons, at
    award.save(update_fields=["public_reasons", "changed_at"])
    _record(award, "grants.correct_publication", why, by, at)
    return award


def unpublish(*, award: Award, public_reasons: str, at: datetime) -> None:
    """Take a locked award off the site, if it is or will be there. One nobody has seen leaves no trace."""
    if award.published_at is None:
        return
    if award.published_at > at:
        award.published_at = None
    else:
        award.unpublished_at, award.unpublished_reasons = at, public_reasons
    award.changed_at = at
    award.save(update_fields=["published_at", "unpublished_at", "unpublished_reasons", "changed_at"])
    letters.stop_published_letters(award, at)


def _locked(award: Award, by: User | None) -> Award:
    require_to_judge(by, "grants.publish_award", award.application)
    return Award.objects.select_for_update(of=("self",)).select_related("application__call").get(pk=award.pk)


def _record(award: Award, verb: str, why: str, by: User | None, at: datetime) -> None:
    data = {"reference": award.application.reference}
    record_reversal(about=award.application, verb=verb, why=why, by=by, at=at, data=data)
