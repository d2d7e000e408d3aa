"""Reading applications for membership."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.core.actors import Viewer
from portal.documents.queries.files import FileView, files_of
from portal.membership.models import MembershipApplication
from portal.membership.states import MembershipApplicationState

MAX_LISTED = 50


@dataclass(frozen=True, slots=True)
class MembershipApplicationView:
    """An application as its writer and the politician read it."""

    uuid: UUID
    reference: str
    city: str
    country: str
    state: MembershipApplicationState
    contact_name: str
    contact_email: str
    politician_name: str
    politician_position: str
    decided_on: date | None
    decided_by: str
    starts: date | None
    years: int
    submitted_at: datetime | None
    confirmed_at: datetime | None
    answered_at: datetime | None
    reasons: str
    files: list[FileView]
    may_write: bool
    may_confirm: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class MembershipApplicationLine:
    """An application in a list of one's own."""

    uuid: UUID
    reference: str
    city: str
    state: MembershipApplicationState
    started_at: datetime


def membership_applications_visible_to(viewer: Viewer, at: datetime) -> QuerySet[MembershipApplication]:
    """One's own; those one is asked to confirm, once they were submitted; all that were submitted, for whoever
    decides."""
    if not viewer.is_authenticated:
        return MembershipApplication.objects.none()
    own = Q(writer=viewer.pk)
    asked = Q(politician=viewer.pk, submitted_at__isnull=False)
    seen = Q(submitted_at__isnull=False) if viewer.has_perm("membership.see_applications") else Q(pk__in=[])
    return MembershipApplication.objects.filter(own | asked | seen)


def submitted_applications_visible_to(viewer: Viewer, at: datetime) -> QuerySet[MembershipApplication]:
    """What the secretariat's list holds: everything that was submitted at least once."""
    if not viewer.has_perm("membership.see_applications"):
        return MembershipApplication.objects.none()
    return MembershipApplication.objects.filter(submitted_at__isnull=False)


def own_applications(viewer: Viewer, at: datetime) -> list[MembershipApplicationLine]:
    """What somebody writes or is asked to confirm, newest first, without drafts that were thrown away."""
    if not viewer.is_authenticated:
        return []
    mine = Q(writer=viewer.pk) | Q(politician=viewer.pk, submitted_at__isnull=False)
    found = MembershipApplication.objects.filter(mine).select_related("city__country")
    shown = found.exclude(state=MembershipApplicationState.WITHDRAWN, submitted_at=None)[:MAX_LISTED]
    return [
        MembershipApplicationLine(
            uuid=one.uuid,
            reference=one.reference or "",
            city=one.city.local_name,
            state=MembershipApplicationState(one.state),
            started_at=one.started_at,
        )
        for one in shown
    ]


def membership_application_view(
    application: MembershipApplication, viewer: Viewer, at: datetime
) -> MembershipApplicationView:
    """One application for whoever may see it."""
    politician = application.politician
    writes = viewer.has_perm("membership.write_application", application)
    state = MembershipApplicationState(application.state)
    return MembershipApplicationView(
        uuid=application.uuid,
        reference=application.reference or "",
        city=application.city.local_name,
        country=application.city.country.name,
        state=state,
        contact_name=application.contact_name,
        contact_email=application.contact_email,
        politician_name=politician.get_full_name() if politician else "",
        politician_position=application.politician_position,
        decided_on=application.decided_on,
        decided_by=application.decided_by,
        starts=application.starts,
        years=application.years,
        submitted_at=application.submitted_at,
        confirmed_at=application.confirmed_at,
        answered_at=application.answered_at,
        reasons=application.reasons,
        files=files_of(application),
        may_write=writes and state == MembershipApplicationState.DRAFT,
        may_confirm=MembershipApplicationState.allows("confirm", state)
        and viewer.has_perm("membership.confirm_decision", application),
        may_withdraw=writes and MembershipApplicationState.allows("withdraw", state),
    )


def applications_to_decide(viewer: Viewer, at: datetime) -> QuerySet[MembershipApplication]:
    """Confirmed by the politician, and not decided."""
    return _waiting(viewer, MembershipApplicationState.CONFIRMED)


def applications_to_confirm(viewer: Viewer, at: datetime) -> QuerySet[MembershipApplication]:
    """Submitted, and not confirmed by the politician."""
    return _waiting(viewer, MembershipApplicationState.SUBMITTED)


def _waiting(viewer: Viewer, state: MembershipApplicationState) -> QuerySet[MembershipApplication]:
    found = MembershipApplication.objects.filter(state=state).select_related("city__country")
    return found if viewer.has_perm("membership.decide_application") else found.none()
