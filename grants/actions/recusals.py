"""Staff recusal from an application, and being let back by a colleague.

What judges an application is refused to whoever is recused from it: the formal check, the decision, telling it, its
publication. What judges nothing stays open to them: receipts and letters sent again, seats of organisations, the call
and its round as a whole.
"""

from datetime import datetime

from django.db import transaction

from grants.actions.locking import locked_application
from grants.models import Application
from grants.queries.rounds import SUBJECT
from grants.states import SUBMITTED_STATES
from portal.assessment.actions.recusals import lift_staff_recusals, recuse_staff
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.core.states import TransitionRefused
from portal.desk.actions.cases import pass_cases_on
from portal.people.models import User


@transaction.atomic
def recuse_staff_from_application(*, application: Application, reason: str, by: User, at: datetime) -> None:
    """Someone of the secretariat leaves an application to their colleagues, from its formal check to its publication.
    Its case, if it is theirs, goes to its stand-in or is everyone's. Asked twice, done once.

    Raises NotAllowed, TransitionRefused (a draft, which nobody of the secretariat reads).
    """
    require(by, "grants.recuse_staff", application)
    row = locked_application(application.uuid)
    if row.state not in SUBMITTED_STATES:
        raise TransitionRefused()
    if recuse_staff(subject_kind=SUBJECT, subject_uuid=row.uuid, reason=reason, by=by, at=at):
        log_event(
            verb="grants.recuse_staff", by=by, about=row, at=at, data={"reference": row.reference, "reason": reason}
        )
    pass_cases_on(abouts=[row], user=by, by=by, at=at)


@transaction.atomic
def lift_recusal_from_application(*, application: Application, user: User, by: Actor, at: datetime) -> None:
    """A colleague who is not recused lets someone handle the application again. Asked twice, done once.

    Raises NotAllowed (also for oneself), Recused.
    """
    require_to_judge(by, "grants.lift_staff_recusals", application)
    row = locked_application(application.uuid)
    if lift_staff_recusals(subject_kind=SUBJECT, subject_uuid=row.uuid, user=user, by=by, at=at):
        log_event(verb="grants.lift_staff_recusals", by=by, about=row, at=at, data={"reference": row.reference})
