"""Applying for membership: written, submitted, confirmed by a politician, decided by the secretariat."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.audit.actions.references import next_reference
from portal.audit.queries.repeats import already_done
from portal.cities.actions.contacts import appoint_contact_person
from portal.cities.actions.seats import seat_politician
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.errors import EditConflict
from portal.core.mailboxes import mailbox_key
from portal.core.permission import require
from portal.documents.actions.removing import remove_files_about
from portal.documents.queries.files import count_held
from portal.membership import letters
from portal.membership.actions.contributions import draft_contribution
from portal.membership.actions.memberships import start_membership
from portal.membership.errors import (
    AccountClosed,
    AlreadyApplied,
    AlreadyMember,
    DocumentMissing,
    PoliticianConfirmsAlone,
    ReasonsMissing,
)
from portal.membership.files import DECISION
from portal.membership.models import MembershipApplication
from portal.membership.queries.memberships import memberships_on
from portal.membership.states import MembershipApplicationState
from portal.people.actions.accounts import open_account
from portal.people.models import User

BATCH_SIZE = 200
NOTHING_CAME = frozenset(
    {
        MembershipApplicationState.DRAFT,
        MembershipApplicationState.DECLINED,
        MembershipApplicationState.WITHDRAWN,
    }
)
BLOCKING = MembershipApplicationState.where(blocks=True)


@transaction.atomic
def start_membership_application(*, city: City, by: User, at: datetime) -> MembershipApplication:
    """A draft for a city; the one its writer already has, where there is one. Raises NotAllowed, AlreadyMember."""
    require(by, "membership.apply")
    City.objects.select_for_update().get(pk=city.pk)
    if memberships_on(at.date()).filter(city=city).exists():
        raise AlreadyMember()
    there = MembershipApplication.objects.filter(city=city, writer=by, state=MembershipApplicationState.DRAFT).first()
    if there is not None:
        return there
    application = MembershipApplication.objects.create(city=city, writer=by, started_at=at)
    log_event(verb="membership.start_application", by=by, about=application, at=at, data={"city": city.slug})
    return application


@transaction.atomic
def save_membership_draft(
    *, application: MembershipApplication, answers: Mapping[str, Any], revision: int, by: User, at: datetime
) -> MembershipApplication:
    """Keeps what stands in the form, as it was typed. `revision` is the draft's when the page was opened. Raises
    NotAllowed, TransitionRefused once it was submitted, EditConflict where it was saved elsewhere meanwhile."""
    require(by, "membership.write_application", application)
    row = MembershipApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    MembershipApplicationState.after("submit", row.state)
    if row.answers == dict(answers):
        return row
    if row.draft_revision != revision:
        raise EditConflict(row.draft_revision)
    row.answers, row.draft_revision = dict(answers), row.draft_revision + 1
    row.save(update_fields=["answers", "draft_revision"])
    return row


@transaction.atomic
def submit_membership_application(
    *,
    application: MembershipApplication,
    contact_name: str,
    contact_email: str,
    politician_name: str,
    politician_email: str,
    politician_position: str,
    politician_language: str,
    decided_on: date,
    decided_by: str,
    starts: date,
    years: int,
    by: User,
    at: datetime,
) -> MembershipApplication:
    """Submits it, and asks the politician by e-mail to confirm the decision. Asked twice, done once.

    Raises NotAllowed, AlreadyMember, AlreadyApplied, DocumentMissing, PoliticianConfirmsAlone, AccountClosed,
    TransitionRefused.
    """
    require(by, "membership.write_application", application)
    City.objects.select_for_update().get(pk=application.city_id)
    row = _locked(application)
    if row.state == MembershipApplicationState.SUBMITTED:
        return row
    state = MembershipApplicationState.after("submit", row.state)
    if memberships_on(at.date()).filter(city=row.city_id).exists():
        raise AlreadyMember()
    if MembershipApplication.objects.filter(city=row.city_id, state__in=BLOCKING).exists():
        raise AlreadyApplied()
    if not count_held(row, DECISION):
        raise DocumentMissing()
    if mailbox_key(politician_email) in {mailbox_key(by.email), mailbox_key(contact_email)}:
        raise PoliticianConfirmsAlone()
    politician = open_account(email=politician_email, name=politician_name, language=politician_language, by=by, at=at)
    if not politician.is_active:
        raise AccountClosed()
    row.reference = row.reference or next_reference(f"MA{at.year % 100:02d}")
    row.state, row.submitted_at, row.confirmed_at, row.reasons = state, at, None, ""
    row.contact_name, row.contact_email = contact_name, contact_email.strip().lower()
    row.politician, row.politician_position = politician, politician_position
    row.decided_on, row.decided_by, row.starts, row.years = decided_on, decided_by, starts, years
    row.save()
    log_event(verb="membership.submit_application", by=by, about=row, at=at, data={"years": years})
    letters.queue_application_received_letter(application=row, at=at)
    letters.queue_confirm_decision_letter(application=row, number=0, at=at)
    return row


@transaction.atomic
def confirm_political_decision(*, application: MembershipApplication, by: User, at: datetime) -> MembershipApplication:
    """The politician says that the decision was taken as the application tells. Asked twice, done once. Raises
    NotAllowed, TransitionRefused."""
    require(by, "membership.confirm_decision", application)
    row = _locked(application)
    if row.state == MembershipApplicationState.CONFIRMED:
        return row
    row.state, row.confirmed_at = MembershipApplicationState.after("confirm", row.state), at
    row.save(update_fields=["state", "confirmed_at"])
    log_event(verb="membership.confirm_decision", by=by, about=row, at=at)
    letters.queue_decision_confirmed_letter(application=row, at=at)
    return row


@transaction.atomic
def return_membership_application(
    *, application: MembershipApplication, reasons: str, by: Actor, at: datetime
) -> MembershipApplication:
    """It becomes a draft again, with everything in it: the politician can't confirm it, or the secretariat needs
    something else. Its writer reads the words. Raises NotAllowed, ReasonsMissing, TransitionRefused."""
    require(by, "membership.return_application", application)
    row = _locked(application)
    state = MembershipApplicationState.after("return", row.state)
    if not reasons.strip():
        raise ReasonsMissing()
    row.state, row.reasons, row.confirmed_at = state, reasons.strip(), None
    row.save(update_fields=["state", "reasons", "confirmed_at"])
    log_event(verb="membership.return_application", by=by, about=row, at=at)
    letters.queue_application_returned_letter(application=row, at=at)
    return row


@transaction.atomic
def approve_membership_application(
    *, application: MembershipApplication, starts: date, minimum_years: int, by: Actor, at: datetime
) -> MembershipApplication:
    """The city becomes a member from `starts`: the contact person is appointed, the politician has a place in the
    city's pages, and what is for members opens with the first contribution. Asked twice, done once.

    Raises NotAllowed, TransitionRefused, Overlaps, AccountEnded (the contact person's account is closed).
    """
    require(by, "membership.decide_application", application)
    City.objects.select_for_update().get(pk=application.city_id)
    row = _locked(application)
    if row.state == MembershipApplicationState.APPROVED:
        return _the_same(row, starts, minimum_years)
    state = MembershipApplicationState.after("approve", row.state)
    membership = start_membership(
        city=row.city,
        starts=starts,
        minimum_years=minimum_years,
        approved_on=row.decided_on,
        approved_by=row.decided_by,
        opens_now=False,
        by=by,
        at=at,
    )
    row.state, row.answered_at, row.membership, row.reasons = state, at, membership, ""
    row.save(update_fields=["state", "answered_at", "membership", "reasons"])
    log_event(verb="membership.approve_application", by=by, about=row, at=at, data={"starts": starts})
    language = row.writer.language if row.writer else "en"
    appoint_contact_person(
        city=row.city, email=row.contact_email, name=row.contact_name, language=language, by=None, at=at
    )
    if row.politician is not None:
        seat_politician(city=row.city, user=row.politician, position=row.politician_position, by=by, at=at)
    draft_contribution(membership=membership, starts=starts, at=at)
    letters.queue_application_approved_letter(application=row, at=at)
    return row


@transaction.atomic
def decline_membership_application(
    *, application: MembershipApplication, reasons: str, by: Actor, at: datetime
) -> MembershipApplication:
    """The alliance does not take the city in now; its writer and the politician read why. Asked twice, done once.
    Raises NotAllowed, ReasonsMissing, TransitionRefused, AlreadyDone."""
    require(by, "membership.decide_application", application)
    row = _locked(application)
    told = reasons.strip()
    if row.state == MembershipApplicationState.DECLINED:
        if told != row.reasons:
            raise already_done(row, "membership.decline_application", row.reasons)
        return row
    state = MembershipApplicationState.after("decline", row.state)
    if not told:
        raise ReasonsMissing()
    row.state, row.reasons, row.answered_at = state, told, at
    row.save(update_fields=["state", "reasons", "answered_at"])
    log_event(verb="membership.decline_application", by=by, about=row, at=at)
    letters.queue_application_declined_letter(application=row, at=at)
    return row


@transaction.atomic
def reopen_membership_application(
    *, application: MembershipApplication, why: str, by: Actor, at: datetime
) -> MembershipApplication:
    """A declined application is to decide again; its writer and the politician are told. Raises NotAllowed,
    TransitionRefused, AlreadyApplied (somebody else applies for the city by now), ReasonsMissing."""
    require(by, "membership.decide_application", application)
    City.objects.select_for_update().get(pk=application.city_id)
    row = _locked(application)
    if row.state == MembershipApplicationState.CONFIRMED:
        return row
    state = MembershipApplicationState.after("reopen", row.state)
    if not why.strip():
        raise ReasonsMissing(field="why")
    if MembershipApplication.objects.filter(city=row.city_id, state__in=BLOCKING).exists():
        raise AlreadyApplied()
    row.state, row.reasons, row.answered_at = state, "", None
    row.save(update_fields=["state", "reasons", "answered_at"])
    log_event(verb="membership.reopen_application", by=by, about=row, at=at, data={"why": why.strip()})
    letters.queue_application_reopened_letter(application=row, at=at)
    return row


@transaction.atomic
def withdraw_membership_application(
    *, application: MembershipApplication, by: User, at: datetime
) -> MembershipApplication:
    """Its writer takes it back, or throws the draft away. Asked twice, done once. Raises NotAllowed,
    TransitionRefused once it was decided."""
    require(by, "membership.write_application", application)
    row = _locked(application)
    if row.state == MembershipApplicationState.WITHDRAWN:
        return row
    row.state = MembershipApplicationState.after("withdraw", row.state)
    row.save(update_fields=["state"])
    log_event(verb="membership.withdraw_application", by=by, about=row, at=at)
    return row


def erase_membership_applications(*, users: Iterable[UUID], at: datetime) -> int:
    """Takes erased accounts out of applications for membership: drafts go, what was submitted keeps the city's facts
    and no name. Answers how many. Part of erasing them."""
    accounts = list(users)
    drafts = MembershipApplication.objects.filter(writer__uuid__in=accounts, reference=None)
    number, _rows = drafts.delete()
    named = MembershipApplication.objects.filter(writer__uuid__in=accounts)
    number += named.update(writer=None, contact_name="", contact_email="", answers={})
    seen = MembershipApplication.objects.filter(politician__uuid__in=accounts)
    return number + seen.update(politician=None, answers={})


def expire_membership_applications(*, country: str, own_rules: Iterable[str], before: datetime, at: datetime) -> int:
    """Deletes what came to nothing and was started before `before`, with its files, `BATCH_SIZE` at a time: in one
    country, or in every country but those with rules of their own. Answers how many."""
    ended = MembershipApplication.objects.filter(state__in=NOTHING_CAME, started_at__lt=before)
    ended = ended.filter(city__country=country) if country else ended.exclude(city__country__in=list(own_rules))
    gone = list(ended[:BATCH_SIZE])
    for application in gone:
        with transaction.atomic():
            remove_files_about(about=application, by=None, at=at)
            application.delete()
    return len(gone)


def _the_same(row: MembershipApplication, starts: date, minimum_years: int) -> MembershipApplication:
    membership = row.membership
    assert membership is not None  # an approved application has one: the database holds it
    if (membership.starts, membership.minimum_years) != (starts, minimum_years):
        raise already_done(row, "membership.approve_application", f"{membership.starts:%Y-%m-%d}")
    return row


def _locked(application: MembershipApplication) -> MembershipApplication:
    rows = MembershipApplication.objects.select_for_update(of=("self",))
    return rows.select_related("city__country", "writer", "politician").get(pk=application.pk)
