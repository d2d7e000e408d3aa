"""The applicant's answer to an award, and its publication."""

from datetime import datetime

from django.db import transaction

from grants.actions.locking import locked_application, locked_fund
from grants.errors import NotAccepted, NotAnnounced, PublicReasonsMissing
from grants.letters import publication as letters
from grants.models import Application, Award
from grants.states import PUBLISHABLE, ApplicationState, AwardState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.core.states import TransitionRefused


@transaction.atomic
def answer_award(*, application: Application, accept: bool, by: Actor, at: datetime) -> Award:
    """Accept or decline an award. Declining frees its money. The same answer twice is one answer.

    An answer after its due day still counts while the award is offered: staff see it as overdue and may ask, but
    nothing is taken away by a clock. Raises NotAllowed, NotAnnounced, TransitionRefused.
    """
    locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    require(by, "grants.answer_award", row)
    award = Award.objects.select_for_update(of=("self",)).filter(application=row).select_related("decision").first()
    if award is None or not award.decision.is_told(at):
        raise NotAnnounced()
    step = "accept" if accept else "decline"
    wanted = AwardState.ACCEPTED if accept else AwardState.DECLINED
    if award.state == wanted:
        return award
    award.state, row.state = AwardState.after(step, award.state), ApplicationState.after(step, row.state)
    award.answered_at = award.changed_at = at
    award.save(update_fields=["state", "answered_at", "changed_at"])
    row.save(update_fields=["state"])
    log_event(
        verb="grants.answer_award",
        by=by,
        about=row,
        at=at,
        data={"reference": row.reference, "answer": step, "sum_minor": award.sum_minor, "currency": award.currency},
    )
    return award


@transaction.atomic
def publish_award(*, award: Award, public_reasons: str, publish_at: datetime, by: Actor, at: datetime) -> Award:
    """Show an accepted award to everyone from `publish_at`. Until that instant it can be moved; the applicant is told
    of each.

    Raises NotAllowed, Recused, NotAccepted, PublicReasonsMissing, TransitionRefused (it is public already).
    """
    require_to_judge(by, "grants.publish_award", award.application)
    award = Award.objects.select_for_update(of=("self",)).select_related("application__call").get(pk=award.pk)
    public_reasons = public_reasons.strip()
    if award.state not in PUBLISHABLE:
        raise NotAccepted()
    if not public_reasons:
        raise PublicReasonsMissing()
    if (award.public_reasons, award.published_at) == (public_reasons, publish_at):
        return award
    if award.published_at and award.published_at <= at:
        raise TransitionRefused()
    award.public_reasons, award.published_at, award.changed_at = public_reasons, max(publish_at, at), at
    award.save(update_fields=["public_reasons", "published_at", "changed_at"])
    log_event(
        verb="grants.publish_award",
        by=by,
        about=award.application,
        at=at,
        data={"reference": award.application.reference, "from": award.published_at},
    )
    # One that told of another instant and has not gone out yet would tell what is not so.
    letters.stop_published_letters(award, at)
    letters.queue_published_letter(award, at)
    return award
