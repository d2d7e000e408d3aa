"""Staff recusal from a candidacy, and being let back by a colleague.

What judges a candidacy is refused to whoever is recused from it: screening and moving its nominations, deciding where
no guardian is safe to ask, shortlist and choice, and the end of an edition that would pass it over. What judges nothing
stays open to them: letters sent again, an edition's dates, its jury as a whole.
"""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import lock_candidacy
from pioneers.models import Candidacy
from pioneers.queries.jury import KIND
from portal.assessment.actions.recusals import lift_staff_recusals, recuse_staff
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.core.records import Record
from portal.desk.actions.cases import pass_cases_on
from portal.people.models import User


@transaction.atomic
def recuse_staff_from_candidacy(*, candidacy: Candidacy, reason: str, by: User, at: datetime) -> None:
    """Someone of the secretariat leaves a candidacy, with its nominations and nominees, to their colleagues. Cases of
    theirs about any of these go to the stand-in or are everyone's. Asked twice, done once."""
    require(by, "pioneers.recuse_staff", candidacy)
    candidacy = lock_candidacy(candidacy.pk)
    if recuse_staff(subject_kind=KIND, subject_uuid=candidacy.uuid, reason=reason, by=by, at=at):
        log_event(verb="pioneers.recuse_staff", by=by, about=candidacy, at=at, data={"reason": reason})
    abouts: list[Record] = [candidacy, *candidacy.nominations.all(), *candidacy.nominees.all()]
    pass_cases_on(abouts=abouts, user=by, by=by, at=at)


@transaction.atomic
def lift_recusal_from_candidacy(*, candidacy: Candidacy, user: User, by: Actor, at: datetime) -> None:
    """A colleague who is not recused lets someone handle the candidacy again. Asked twice, done once.

    Raises NotAllowed (also for oneself), Recused.
    """
    require_to_judge(by, "pioneers.lift_staff_recusals", candidacy)
    candidacy = lock_candidacy(candidacy.pk)
    if lift_staff_recusals(subject_kind=KIND, subject_uuid=candidacy.uuid, user=user, by=by, at=at):
        log_event(verb="pioneers.lift_staff_recusals", by=by, about=candidacy, at=at)
