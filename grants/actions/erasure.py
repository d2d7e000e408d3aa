"""Letting go: of a person who asked for it, and of applications past their term. Counts and money stay right."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from grants.actions.locking import locked_application
from grants.models import Application, Award, Decision, EligibilityCheck, FundSeat, Representative, SubmittedVersion
from grants.queries.rounds import SUBJECT
from portal.assessment.actions.erasure import erase_subject
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.documents.actions.removing import remove_files_about


@transaction.atomic
def erase_contact(*, users: Collection[UUID], by: Actor, at: datetime) -> int:
    """Take someone's accounts out of everything about grants; how many rows that touched. What a body submitted stays
    the body's: it is what its grant was given for."""
    theirs = {"user__uuid__in": list(users)}
    touched = Representative.objects.filter(**theirs).delete()[0] + FundSeat.objects.filter(**theirs).delete()[0]
    touched += Application.objects.filter(contact__uuid__in=list(users)).update(contact=None)
    for model, name in ((SubmittedVersion, "by"), (EligibilityCheck, "by"), (Decision, "decided_by")):
        touched += model.objects.filter(**{f"{name}__uuid__in": list(users)}).update(**{name: None})
    return touched


@transaction.atomic
def expire_draft(*, application: Application, by: Actor, at: datetime) -> None:
    """A draft nobody submitted, past its term: it goes with its files."""
    row = locked_application(application.uuid)
    log_event(verb="grants.expire_draft", by=by, about=row, at=at)
    remove_files_about(about=row, by=by, at=at)
    row.delete()


@transaction.atomic
def expire_application(*, application: Application, by: Actor, at: datetime) -> None:
    """An application that came to nothing, past its term: its words and files go, and what reviewers wrote of it;
    reference, sums, states, scores and the digest of what was submitted stay, so that counts stay right and nothing can
    be slipped in later."""
    row = locked_application(application.uuid)
    remove_files_about(about=row, by=by, at=at)
    erase_subject(subject_kind=SUBJECT, subject_uuid=row.uuid, by=by, at=at)
    row.answers, row.title, row.contact = {}, "", None
    row.save()
    for version in row.versions.all():
        kept = {name: version.snapshot.get(name) for name in ("reference", "call", "organisation", "city", "totals")}
        row.versions.filter(pk=version.pk).update(snapshot={**kept, "expired": True})
    Award.objects.filter(application=row).update(title="", summary="")
    log_event(verb="grants.expire_application", by=by, about=row, at=at, data={"reference": row.reference})
