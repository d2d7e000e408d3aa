"""Submitting an application, reopening it before the call closes, withdrawing it for good."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from grants.actions.locking import locked_application, locked_fund
from grants.domain.budget import add_up
from grants.domain.completeness import answer_errors, budget_errors, row_errors
from grants.domain.eligibility import EligibilityRule, faults
from grants.domain.questions import application_form
from grants.errors import CallNotOpen, ClosedAlready, SubmissionInvalid
from grants.letters import applications, decisions
from grants.models import Application, Award, Call, Decision, SubmittedVersion
from grants.queries.applications import ATTACHMENT, latest_version
from grants.queries.eligibility import applicant_of
from grants.queries.rounds import SUBJECT
from grants.states import ApplicationState, AwardState
from portal.assessment.actions.entries import withdraw_subject
from portal.audit.actions.events import log_event
from portal.audit.actions.references import next_reference
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.permission import require
from portal.documents.queries.files import files_of
from portal.people.models import User


@transaction.atomic
def submit_application(*, application: Application, by: User | None, at: datetime) -> SubmittedVersion:
    """Check everything, lock what was written as a version that never changes, give a reference.

    Asked again once it is submitted, it answers the version it has. Raises NotAllowed, ClosedAlready, CallNotOpen,
    Incomplete, TransitionRefused.
    """
    row = locked_application(application.uuid)
    require(by, "grants.write_application", row)
    if row.state == ApplicationState.SUBMITTED:
        return latest_version(row)
    state = ApplicationState.after("submit", row.state)
    _in_time(row.call, at)
    if found := submission_errors(row):
        raise SubmissionInvalid(found)
    row.reference = row.reference or next_reference(row.call.reference_prefix)
    version = _lock_version(row, by, at)
    row.state, row.submitted_at, row.changed_at, row.submission_count = state, at, at, version.number
    row.applicant_name = row.organisation.name
    row.save()
    log_event(
        verb="grants.submit_application",
        by=by,
        about=row,
        at=at,
        data={
            "reference": row.reference,
            "version": version.number,
            "sha256": version.sha256,
            "sought_minor": version.sought_minor,
            "currency": row.call.fund.currency,
        },
    )
    return version


def _in_time(call: Call, at: datetime) -> None:
    if call.takes_applications(at):
        return
    if at >= call.closes_at:
        raise ClosedAlready(call.closes_at, call.zone)
    raise CallNotOpen()


def _lock_version(row: Application, by: User | None, at: datetime) -> SubmittedVersion:
    snapshot = snapshot_of(row)
    return SubmittedVersion.objects.create(
        application=row,
        number=row.submission_count + 1,
        snapshot=snapshot,
        sha256=digest(snapshot),
        sought_minor=row.sought_minor,
        at=at,
        by=by,
    )


def snapshot_of(row: Application) -> dict:
    """Everything the application says at this instant, as plain JSON."""
    totals = add_up(row.answers.get("budget", ()), row.call.fund.currency)
    return {
        "reference": row.reference,
        "call": str(row.call.uuid),
        "organisation": {
            "uuid": str(row.organisation.uuid),
            "name": row.organisation.name,
            "kind": row.organisation.kind,
            "country": row.organisation.country_id,
            "number": row.organisation.registration_number,
        },
        "city": _city(row.city),
        "language": row.language,
        "answers": row.answers,
        "totals": {
            "currency": row.call.fund.currency,
            "sought_minor": totals.sought.minor,
            "own_minor": totals.own.minor,
            "other_minor": totals.other.minor,
            "in_kind_minor": totals.in_kind.minor,
        },
        "files": [
            {"uuid": str(file.uuid), "name": file.name, "size": file.size} for file in files_of(row, purpose=ATTACHMENT)
        ],
    }


def _city(city: City | None) -> dict | None:
    return {"uuid": str(city.uuid), "name": city.name, "country": city.country_id} if city else None


def digest(snapshot: dict) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of a snapshot."""
    return hashlib.sha256(
        json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def submission_errors(row: Application) -> dict[str, str]:
    """What keeps the application from being submitted: a sentence for each field, in the active language."""
    currency = row.call.fund.currency
    found = answer_errors(application_form(), row.answers, currency, row.call.closing_day())
    found |= row_errors(row.answers)
    found |= budget_errors(row.answers.get("budget", ()), row.call.smallest, row.call.largest)
    rule = EligibilityRule.of(row.call.eligibility)
    for fault in faults(rule, applicant_of(rule, row.organisation, row.city, row.call.closing_day())):
        found.setdefault(fault.field or "form", str(fault.fault))
    return found


@transaction.atomic
def reopen_application(*, application: Application, by: Actor, at: datetime) -> Application:
    """Make it a draft again while the call is open. The version that was submitted stays; submitting again makes a new
    one. Raises NotAllowed, ClosedAlready, TransitionRefused."""
    row = locked_application(application.uuid)
    require(by, "grants.write_application", row)
    if row.state == ApplicationState.DRAFT:
        return row
    state = ApplicationState.after("reopen", row.state)
    _in_time(row.call, at)
    row.state, row.changed_at = state, at
    row.save(update_fields=["state", "changed_at"])
    log_event(verb="grants.reopen_application", by=by, about=row, at=at, data={"reference": row.reference})
    applications.queue_reopened_letter(row, row.submission_count, at)
    return row


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
    decision = row.decision
    untold = decision is not None and decision.is_untold(at)
    before, row.state = row.state, ApplicationState.after("withdraw_untold" if untold else "withdraw", row.state)
    row.changed_at = at
    row.save(update_fields=["state", "changed_at"])
    withdraw_subject(subject_kind=SUBJECT, subject_uuid=row.uuid, by=by, at=at)
    voided = _void(row, decision, at) if decision and untold else {}
    log_event(verb="grants.withdraw_application", by=by, about=row, at=at, data={"from": before, **voided})
    return row


def _void(row: Application, decision: Decision, at: datetime) -> dict:
    """Make a decision void, give back what its award holds, tell staff; the facts of it for the record."""
    decisions.stop_decision_letters(decision, at)
    decision.announced_at, decision.voided_at = None, at
    decision.save(update_fields=["announced_at", "voided_at"])
    award = Award.objects.filter(decision=decision).first()
    if award:
        award.state, award.changed_at = AwardState.after("release", award.state), at
        award.save(update_fields=["state", "changed_at"])
    decisions.queue_withdrawn_decided_letter(row, decision, award, at)
    return {"voided": decision.kind, "released_minor": decision.sum_minor, "currency": row.call.fund.currency}
