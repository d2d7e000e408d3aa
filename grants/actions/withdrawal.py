"""An applicant takes an application out for good."""

from datetime import datetime

from django.db import transaction

from grants import letters
from grants.actions.locking import locked_application, locked_fund
from grants.models import Application, Award, Decision
from grants.queries.rounds import SUBJECT
from grants.states import ApplicationState, AwardState
from portal.assessment.actions.entries import withdraw_subject
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require


@transaction.atomic
def withdraw_application(*, application: Application, by: Actor, at: datetime) -> Application:
    """Take an application out for good, until the applicant was told what was decided.

    A decision they do not know of yet keeps nobody from withdrawing: whether one was taken must not show. It becomes
    void, its award gives its money back, and whoever decided gets a letter. The applicant sees, and is answered, the
    same either way. Raises NotAllowed, TransitionRefused.
    """
    locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    require(by, "grants.write_application", row)
    if row.state == ApplicationState.WITHDRAWN:
        return row
    decision = Decision.objects.filter(application=row).first()
    untold = decision is not None and decision.is_untold
    before, row.state = row.state, ApplicationState.after("withdraw_untold" if untold else "withdraw", row.state)
    row.changed_at = at
    row.save(update_fields=["state", "changed_at"])
    withdraw_subject(subject_kind=SUBJECT, subject_uuid=row.uuid, by=by, at=at)
    voided = _void(row, decision, at) if decision and untold else {}
    log_event(verb="grants.withdraw_application", by=by, about=row, at=at, data={"from": before, **voided})
    return row


def _void(row: Application, decision: Decision, at: datetime) -> dict:
    """Make a decision void, give back what its award holds, tell staff; the facts of it for the record."""
    decision.voided_at = at
    decision.save(update_fields=["voided_at"])
    award = Award.objects.filter(decision=decision).first()
    if award:
        award.state, award.changed_at = AwardState.after("release", award.state), at
        award.save(update_fields=["state", "changed_at"])
    letters.queue_withdrawn_decided_letter(row, decision, award, at)
    return {"voided": decision.kind, "released_minor": decision.sum_minor, "currency": row.call.fund.currency}
