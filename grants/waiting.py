"""What of the grants waits for the secretariat, for the staff home."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from grants.models import Application, Award, Call, Decision, Representative
from grants.states import ApplicationState, AwardState, CallState, SeatState
from portal.staff.waiting import WaitingSource, register_waiting
from portal.texts import localised


def _of_closed_calls(at, state):
    """Until a call closes, the applicant may still take the application back."""
    return Application.objects.filter(state=state, call__closes_at__lte=at)


def _calls_closing(at):
    open_now = Call.objects.filter(state=CallState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at)
    return open_now.filter(closes_at__lte=at + timedelta(days=7))


def _named(application) -> str:
    return f"{application.reference}: {application.title}"


def register() -> None:
    """Called when the app is ready."""
    register_waiting(
        WaitingSource(
            kind="grants.check_eligibility",
            label=_("Applications to check"),
            permission="grants.check_eligibility",
            queryset=lambda viewer, at: _of_closed_calls(at, ApplicationState.SUBMITTED),
            title=_named,
            since="submitted_at",
        ),
        WaitingSource(
            kind="grants.decide_application",
            label=_("Applications to decide"),
            permission="grants.decide_application",
            queryset=lambda viewer, at: _of_closed_calls(at, ApplicationState.ELIGIBLE),
            title=_named,
            since="submitted_at",
            stuck_after=timedelta(days=90),
        ),
        WaitingSource(
            kind="grants.announce_decision",
            label=_("Decisions to tell applicants"),
            permission="grants.decide_application",
            queryset=lambda viewer, at: Decision.objects.filter(announced_at=None, voided_at=None),
            of="application",
            title=_named,
            since="decided_at",
        ),
        WaitingSource(
            kind="grants.close_call",
            label=_("Calls that close"),
            permission="grants.manage_calls",
            queryset=lambda viewer, at: _calls_closing(at),
            title=lambda call: localised(call.names),
            since="opens_at",
            due="closes_at",
            stuck_after=None,
        ),
        WaitingSource(
            kind="grants.answer_award",
            label=_("Answers overdue"),
            permission="grants.decide_application",
            queryset=lambda viewer, at: Award.objects.filter(state=AwardState.OFFERED, answer_due__lte=at),
            of="application",
            title=_named,
            since="decision__announced_at",
            due="answer_due",
        ),
        WaitingSource(
            kind="grants.publish_award",
            label=_("Awards to publish"),
            permission="grants.publish_award",
            queryset=lambda viewer, at: Award.objects.filter(state=AwardState.ACCEPTED, published_at=None),
            of="application",
            title=_named,
            since="answered_at",
        ),
        WaitingSource(
            kind="grants.confirm_representative",
            label=_("People who want to apply for an organisation"),
            permission="grants.confirm_representative",
            queryset=lambda viewer, at: Representative.objects.filter(state=SeatState.ASKED).select_related(
                "organisation"
            ),
            title=lambda seat: seat.organisation.name,
            since="asked_at",
        ),
    )
