"""Standing aside, on the pages of everything that is judged as a candidacy."""

from collections.abc import Callable
from uuid import UUID

from pioneers.actions.asides import let_back_to_candidacy, stand_aside_from_candidacy
from pioneers.forms.staff import LetBackToCandidacyForm
from pioneers.models import Candidacy
from pioneers.queries.asides import judged_as
from pioneers.queries.jury import KIND
from portal.adminkit.details import Step
from portal.assessment.admin.aside import aside_steps


def subject_of(record) -> tuple[str, UUID | None]:
    """Kind and uuid of the candidacy a record is judged as."""
    return KIND, next(iter(judged_as(record)), None)


def steps_aside(candidacy_of: Callable[[object], Candidacy] = lambda candidacy: candidacy) -> list[Step]:
    """The steps on the page of a record whose candidacy is `candidacy_of(record)`."""

    def stand_aside(*, record, by, at, **answers):
        stand_aside_from_candidacy(candidacy_of(record), by=by, at=at, **answers)

    def let_back(*, record, by, at, **answers):
        let_back_to_candidacy(candidacy_of(record), by=by, at=at, **answers)

    return aside_steps(
        stand_aside=stand_aside,
        may_stand_aside="pioneers.stand_aside",
        let_back=let_back,
        may_let_back="pioneers.let_back",
        form_class=LetBackToCandidacyForm,
        subject_of=subject_of,
        argument="record",
    )
