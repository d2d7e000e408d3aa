"""What of the grants waits for the secretariat, for the staff home."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Award, Call, Decision, Representative
from grants.states import ApplicationState, AwardState, CallState, SeatState
from portal.staff.addresses import staff_url
from portal.staff.waiting import WaitingSource, register_waiting
from portal.texts import localised


def checks_waiting(viewer, at: datetime) -> QuerySet[Application]:
    """Applications handed in to calls that have closed: until then the applicant may still take them back."""
    if not viewer.has_perm("grants.check_eligibility"):
        return Application.objects.none()
    return Application.objects.filter(state=ApplicationState.SUBMITTED, call__closes_at__lte=at).select_related("call")


def decisions_waiting(viewer, at: datetime) -> QuerySet[Application]:
    """Applications in the field whose call has closed, not decided."""
    if not viewer.has_perm("grants.decide_application"):
        return Application.objects.none()
    return Application.objects.filter(state=ApplicationState.ELIGIBLE, call__closes_at__lte=at).select_related("call")


def announcements_waiting(viewer, at: datetime) -> QuerySet[Decision]:
    if not viewer.has_perm("grants.decide_application"):
        return Decision.objects.none()
    return Decision.objects.filter(announced_at__isnull=True).select_related("application")


def calls_closing(viewer, at: datetime) -> QuerySet[Call]:
    """Open calls that close within a week."""
    if not viewer.has_perm("grants.manage_calls"):
        return Call.objects.none()
    return Call.objects.filter(
        state=CallState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + timedelta(days=7)
    )


def answers_overdue(viewer, at: datetime) -> QuerySet[Award]:
    if not viewer.has_perm("grants.decide_application"):
        return Award.objects.none()
    return Award.objects.filter(state=AwardState.OFFERED, answer_due__lte=at).select_related("application")


def publications_waiting(viewer, at: datetime) -> QuerySet[Award]:
    if not viewer.has_perm("grants.publish_award"):
        return Award.objects.none()
    return Award.objects.filter(state=AwardState.ACCEPTED, published_at__isnull=True).select_related("application")


def seats_waiting(viewer, at: datetime) -> QuerySet[Representative]:
    if not viewer.has_perm("grants.confirm_representative"):
        return Representative.objects.none()
    return Representative.objects.filter(state=SeatState.ASKED).select_related("organisation")


def _of_application(row) -> str:
    return staff_url(row.application)


SOURCES = (
    WaitingSource(
        kind="grants.check_eligibility",
        label=_("Applications to check"),
        queryset=checks_waiting,
        title=lambda row: row.reference,
        url=staff_url,
        since="submitted_at",
    ),
    WaitingSource(
        kind="grants.decide_application",
        label=_("Applications to decide"),
        queryset=decisions_waiting,
        title=lambda row: row.reference,
        url=staff_url,
        since="submitted_at",
        stuck_after=timedelta(days=90),
    ),
    WaitingSource(
        kind="grants.announce_decision",
        label=_("Decisions to tell applicants"),
        queryset=announcements_waiting,
        title=lambda row: row.application.reference,
        url=_of_application,
        since="decided_at",
        uuid="application__uuid",
        about="grants.application",
    ),
    WaitingSource(
        kind="grants.close_call",
        label=_("Calls that close"),
        queryset=calls_closing,
        title=lambda row: localised(row.names),
        url=staff_url,
        since="opens_at",
        due="closes_at",
        stuck_after=timedelta(days=3650),
    ),
    WaitingSource(
        kind="grants.answer_award",
        label=_("Answers overdue"),
        queryset=answers_overdue,
        title=lambda row: row.application.reference,
        url=_of_application,
        since="decision__announced_at",
        due="answer_due",
        uuid="application__uuid",
        about="grants.application",
    ),
    WaitingSource(
        kind="grants.publish_award",
        label=_("Awards to publish"),
        queryset=publications_waiting,
        title=lambda row: row.application.reference,
        url=_of_application,
        since="answered_at",
        uuid="application__uuid",
        about="grants.application",
    ),
    WaitingSource(
        kind="grants.confirm_representative",
        label=_("People who want to apply for an organisation"),
        queryset=seats_waiting,
        title=lambda row: row.organisation.name,
        url=staff_url,
        since="asked_at",
    ),
)


def register() -> None:
    """Called when the app is ready."""
    for source in SOURCES:
        register_waiting(source)
