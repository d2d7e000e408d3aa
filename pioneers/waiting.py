"""What of the prize waits for the secretariat."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pioneers.models import Edition
from pioneers.queries.asides import editions_aside, left_among, nominations_aside, nominees_aside
from pioneers.queries.candidacies import visible_to as candidacies_visible_to
from pioneers.queries.nominations import sent_visible_to
from pioneers.queries.renewals import lapsed
from pioneers.queries.staff import corrections_visible_to, nominees_visible_to
from pioneers.states import CandidacyState, EditionState, NominationState, NomineeState
from portal.staff.waiting import WaitingSource, register_waiting

ANSWER_SOON = timedelta(days=5)


def _to_be_judged(found, viewer, at, permission, aside, path="uuid"):
    """What waits for managers, and for administrators what standing aside leaves no manager. What the viewer stands
    aside from themselves, the list of what waits leaves out."""
    if viewer.has_perm(permission):
        return found
    if viewer.has_perm("pioneers.see_prize"):
        return found.filter(left_among(aside, at, path))
    return found.none()


def _to_screen(viewer, at):
    found = sent_visible_to(viewer, at).filter(state=NominationState.SUBMITTED)
    return _to_be_judged(found, viewer, at, "pioneers.screen_nomination", nominations_aside)


def _answers_running_out(viewer, at):
    return candidacies_visible_to(viewer, at).filter(state=CandidacyState.ASKED, answer_by__lte=at + ANSWER_SOON)


def _no_safe_guardian(viewer, at):
    found = nominees_visible_to(viewer, at).filter(state=NomineeState.NO_SAFE_GUARDIAN)
    return _to_be_judged(found, viewer, at, "pioneers.decide_guardian", nominees_aside)


def _corrections(viewer, at):
    found = corrections_visible_to(viewer, at).filter(decided_at=None)
    return _to_be_judged(found, viewer, at, "pioneers.correct_birth_date", nominees_aside, "nominee__uuid")


def _to_conclude(viewer, at):
    # An edition is read by whoever stands aside from a candidacy in it, and concluded by others.
    found = Edition.objects.filter(~editions_aside(viewer, at), state=EditionState.JUDGING)
    return _to_be_judged(found, viewer, at, "pioneers.conclude_edition", editions_aside)


def register() -> None:
    """Called when the app is ready."""
    register_waiting(
        WaitingSource(
            kind="pioneers.screen",
            label=_("Nominations to screen"),
            queryset=_to_screen,
            title=lambda nomination: f"{nomination.reference}: {nomination.nominee_name}",
            since="submitted_at",
            stuck_after=timedelta(days=7),
        ),
        WaitingSource(
            kind="pioneers.guardian",
            label=_("Nominees without a safe guardian"),
            queryset=_no_safe_guardian,
            title=lambda nominee: nominee.name,
            since="state_since",
            stuck_after=timedelta(days=5),
        ),
        WaitingSource(
            kind="pioneers.birth_date",
            label=_("Dates of birth to correct"),
            queryset=_corrections,
            title=lambda nominee: nominee.name,
            since="asked_at",
            stuck_after=timedelta(days=5),
            of="nominee",
        ),
        WaitingSource(
            kind="pioneers.lapsed",
            label=_("Pioneers whose consent has run out"),
            permission="pioneers.ask_renewal",
            queryset=lambda viewer, at: lapsed(at),
            title=lambda nominee: nominee.name,
            since="lapsed_at",
            stuck_after=timedelta(days=30),
        ),
        WaitingSource(
            kind="pioneers.answers",
            label=_("Nominees whose time to answer runs out"),
            queryset=_answers_running_out,
            title=lambda candidacy: f"{candidacy.reference}: {candidacy.name}",
            since="asked_at",
            due="answer_by",
            stuck_after=None,
        ),
        WaitingSource(
            kind="pioneers.judging",
            label=_("Editions to put before the jury"),
            permission="pioneers.run_edition",
            queryset=lambda viewer, at: Edition.objects.filter(state=EditionState.ANNOUNCED, closes_at__lte=at),
            title=lambda edition: edition.title,
            since="closes_at",
        ),
        WaitingSource(
            kind="pioneers.conclude",
            label=_("Editions to conclude before the reveal"),
            queryset=_to_conclude,
            title=lambda edition: edition.title,
            since="closes_at",
            due="reveal_at",
            stuck_after=None,
        ),
    )
