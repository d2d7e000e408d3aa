"""Writing an application: starting it, saving what is typed, throwing a draft away."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from grants.actions.locking import locked_application
from grants.domain.budget import add_up
from grants.domain.drafts import CITY, draft_fields, joinable_fields, merged_answers
from grants.domain.eligibility import EligibilityRule, faults
from grants.domain.question_types import Stored
from grants.domain.questions import HARD_LIMIT, MAX_ROWS, ROWS, TITLE, Form, application_form, questions_of
from grants.errors import AlreadySubmitted, CallNotOpen, NotEligible, TooLong
from grants.models import Application, Call
from grants.queries.eligibility import applicant_of
from grants.states import ApplicationState
from portal.audit.actions.events import log_event
from portal.cities.models import City, Organisation
from portal.core.actors import Actor
from portal.core.merge import Merged, OpenedPage, Side, merge, pack
from portal.core.normalisation import normalise
from portal.core.permission import require
from portal.core.states import TransitionRefused
from portal.documents.actions.removing import remove_files_about
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft after saving. `base` is what the page that was saved shows, `merged` what became of others' changes."""

    version: int
    at: datetime
    base: str
    merged: Merged


@transaction.atomic
def start_application(
    *, call: Call, organisation: Organisation, city: City | None, by: User | None, at: datetime, language: str = "en"
) -> Application:
    """Begin a draft. An untouched draft of the same body in the same call is answered instead of a second one.

    Raises NotAllowed, CallNotOpen, NotEligible (for what no typing can mend: the kind of body).
    """
    require(by, "grants.start_application", organisation)
    if not call.takes_applications(at):
        raise CallNotOpen()
    city = city or organisation.city
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    rule = EligibilityRule.of(call.eligibility)
    for fault in faults(rule, applicant_of(rule, organisation, city, call.closing_day())):
        if fault.key == "kind" or city is not None:
            raise NotEligible(fault.fault, field=fault.field)
    untouched = Application.objects.filter(
        call=call, organisation=organisation, state=ApplicationState.DRAFT, draft_revision=0
    ).first()
    if untouched:
        return untouched
    application = Application.objects.create(
        call=call,
        organisation=organisation,
        city=city,
        applicant_name=organisation.name,
        contact=by,
        language=language,
        started_at=at,
        changed_at=at,
    )
    log_event(verb="grants.start_application", by=by, about=application, at=at, data={"call": call.reference_prefix})
    return application


@transaction.atomic
def save_application_draft(
    *,
    application: Application,
    answers: dict,
    city: City | None,
    version: int,
    by: Actor,
    at: datetime,
    page: OpenedPage | None = None,
) -> Saved:
    """Keep what is typed, whole or not; a plain locked write without a record entry. Also after the call closed, so
    that nothing typed is lost.

    `version` is the one the page was opened with; with `page` it says what it knew then, and what others changed since
    stands beside what is saved. Raises NotAllowed, AlreadySubmitted, TooLong, and EditConflict where both changed the
    same and nobody chose.
    """
    page = page or OpenedPage(version)
    row = locked_application(application.uuid)
    require(by, "grants.write_application", row)
    if row.state != ApplicationState.DRAFT:
        raise AlreadySubmitted()
    form = application_form()
    answers = tidy(answers, form)
    mine, theirs = draft_fields(answers, _key(city), form), draft_fields(row.answers, _key(row.city), form)
    both = joinable_fields([*mine, *theirs], form)
    merged = merge(page, mine, theirs, version=row.draft_revision, tab=row.draft_tab, both=both)
    standing = tidy(merged_answers(merged, answers, row.answers, form), form)
    city = row.city if merged.side(CITY) == Side.THEIRS else city
    if row.answers != standing or row.city_id != (city.pk if city else None):
        row.answers, row.city, row.draft_revision, row.changed_at = standing, city, row.draft_revision + 1, at
        row.draft_tab = page.tab
        row.title = str(standing.get(TITLE, ""))[:200]
        row.sought_minor = add_up(standing["budget"], row.call.fund.currency).sought.minor
        row.save()
    return Saved(row.draft_revision, row.changed_at, pack(mine), merged)


def _key(city: City | None) -> str:
    return str(city.uuid) if city else ""


def tidy(answers: dict, form: Form) -> dict:
    """Only known questions and columns, as normalised text, within hard bounds. Somebody may be in the middle of a
    sentence: the space before the next word stays."""
    kept: dict = {
        question.id: _bounded(question.type.kept(question.answer_in(answers))) for question in questions_of(form)
    }
    for part, columns in ROWS.items():
        rows = [
            {"id": _text(row.get("id", ""))[:40], **{column: _text(row.get(column, "")) for column in columns}}
            for row in answers.get(part, ())
        ]
        kept[part] = rows[: MAX_ROWS[part]]
    return kept


def _bounded(answer: Stored) -> Stored:
    if isinstance(answer, list):
        _text("".join(answer))
        return [_text(value) for value in answer]
    return _text(answer)


def _text(value: object) -> str:
    text = normalise(str(value), trim=False)
    if len(text) > HARD_LIMIT:
        raise TooLong()
    return text


@transaction.atomic
def remove_draft(*, application: Application, by: Actor, at: datetime) -> None:
    """Throw away a draft that was never submitted, with its files. Raises NotAllowed, TransitionRefused."""
    row = locked_application(application.uuid)
    require(by, "grants.write_application", row)
    if not ApplicationState.allows("submit", row.state) or row.submission_count:
        raise TransitionRefused()
    log_event(verb="grants.remove_draft", by=by, about=row, at=at)
    remove_files_about(about=row, by=by, at=at)
    row.delete()
