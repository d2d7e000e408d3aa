"""Staff standing aside from a candidacy, and being let back by a colleague.

What judges a candidacy is refused to whoever stands aside from it: screening and moving its nominations, deciding where
no guardian is safe to ask, shortlist and choice, and the end of an edition that would pass it over. What judges nothing
stays open to them: letters sent again, an edition's dates, its jury as a whole.
"""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import lock_candidacy
from pioneers.models import Candidacy
from pioneers.queries.jury import KIND
from portal.assessment.actions.recusals import let_back, stand_aside
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.permission import require
from portal.desk.actions.cases import pass_cases_on


@transaction.atomic
def stand_aside_from_candidacy(candidacy: Candidacy, *, reason: str, by, at: datetime) -> None:
    """Someone of the secretariat leaves a candidacy, with its nominations and nominees, to their colleagues. Cases of
    theirs about any of these go to the stand-in or are everyone's. Asked twice, done once."""
    require(by, "pioneers.stand_aside", candidacy)
    candidacy = lock_candidacy(candidacy.pk)
    if stand_aside(subject_kind=KIND, subject_uuid=candidacy.uuid, reason=reason, by=by, at=at):
        log_event(verb="pioneers.stand_aside", by=by, about=candidacy, at=at, data={"reason": reason})
    abouts = [candidacy, *candidacy.nominations.all(), *candidacy.nominees.all()]
    pass_cases_on(abouts=abouts, user=by, by=by, at=at)


@transaction.atomic
def let_back_to_candidacy(candidacy: Candidacy, *, user, by, at: datetime) -> None:
    """A colleague who does not stand aside lets someone handle the candidacy again. Asked twice, done once.

    Raises NotAllowed (also for oneself), StandsAside.
    """
    require_to_judge(by, "pioneers.let_back", candidacy)
    candidacy = lock_candidacy(candidacy.pk)
    if let_back(subject_kind=KIND, subject_uuid=candidacy.uuid, user=user, by=by, at=at):
        log_event(verb="pioneers.let_back", by=by, about=candidacy, at=at)
