"""Recusal, on the pages of everything that is judged as a candidacy."""

from collections.abc import Callable
from uuid import UUID

from pioneers.actions.recusals import lift_recusal_from_candidacy, recuse_staff_from_candidacy
from pioneers.forms.staff import LiftCandidacyRecusalForm
from pioneers.models import Candidacy
from pioneers.queries.jury import KIND
from pioneers.queries.recusals import judged_as
from portal.adminkit.details import RecordAction
from portal.assessment.admin.recusals import recusal_actions


def subject_of(record) -> tuple[str, UUID | None]:
    """Kind and uuid of the candidacy a record is judged as."""
    return KIND, next(iter(judged_as(record)), None)


def candidacy_recusal_actions(
    candidacy_of: Callable[[object], Candidacy] = lambda candidacy: candidacy,
) -> list[RecordAction]:
    """The steps on the page of a record whose candidacy is `candidacy_of(record)`."""

    def recuse_staff(*, record, reason, by, at):
        recuse_staff_from_candidacy(candidacy=candidacy_of(record), reason=reason, by=by, at=at)

    def lift_staff_recusals(*, record, user, by, at):
        lift_recusal_from_candidacy(candidacy=candidacy_of(record), user=user, by=by, at=at)

    return recusal_actions(
        recuse_staff=recuse_staff,
        may_recuse="pioneers.recuse_staff",
        lift_staff_recusals=lift_staff_recusals,
        may_lift="pioneers.lift_staff_recusals",
        form_class=LiftCandidacyRecusalForm,
        subject_of=subject_of,
        argument="record",
    )
