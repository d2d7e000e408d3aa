"""Where the things to try of the demo's accounts are: each place is looked up as its holder would find it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from wagtail.models import WorkflowState

from grants.queries import calls
from grants.queries.applications import own_applications
from grants.queries.awards import published as published_awards
from grants.states import ApplicationState
from pioneers.models import Edition
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.jury import round_of
from pioneers.queries.laureates import revealed_editions
from pioneers.queries.nominations import own_nominations
from pioneers.states import EditionState, NominationState
from portal.adminkit.addresses import staff_url
from portal.alliance.models import Expert
from portal.assessment.models import Assignment
from portal.assessment.queries.entries import open_assignments
from portal.assessment.queries.lines import titles_of
from portal.assessment.queries.queue import progress_of
from portal.assessment.states import ReviewState, RoundState
from portal.cities.queries.people import cities_read_by
from portal.content.models import StoryPage
from portal.core.mailboxes import mailbox_key
from portal.core.texts import localised
from portal.desk.queries.worklist import rows_of, worklist_of
from portal.desk.worklist import worklist_sources
from portal.events.models import DoorHelper
from portal.people.models import User

Find = Callable[[User, datetime], "Place | None"]


@dataclass(frozen=True, slots=True)
class Place:
    """An address, and something that stands on that page: the name of what it is about."""

    url: str
    shows: str


def own_pages(user: User, at: datetime) -> Place:
    return Place(reverse("people:account"), user.get_full_name())


def own_city(user: User, at: datetime) -> Place | None:
    """The home of the first city they read for."""
    for city in cities_read_by(user, at):
        return Place(reverse("membership:home", args=[city.uuid]), city.local_name)
    return None


def door_to_keep(user: User, at: datetime) -> Place | None:
    """The door of the event they help at."""
    for helper in DoorHelper.objects.filter(user=user).select_related("event"):
        return Place(reverse("events:door", args=[helper.event.uuid]), localised(helper.event.titles))
    return None


def own_expertise(user: User, at: datetime) -> Place | None:
    """An expert's own page."""
    for expert in Expert.objects.filter(mailbox=mailbox_key(user.email)):
        return Place(reverse("alliance:own_expert"), expert.name)
    return None


def waiting(kind: str, *, newest: bool = False) -> Find:
    """The most pressing of what waits for them of one sort, or what came last."""

    def find(user: User, at: datetime) -> Place | None:
        source = next(source for source in worklist_sources() if source.kind == kind)
        found = worklist_of(source, user, at)
        if newest:
            found = found.order_by("-_since")
        for row in rows_of(source, found[:1], user, at):
            return Place(row.url, row.title.rpartition(": ")[2])
        return None

    return find


def account_of(email: str) -> Find:
    def find(user: User, at: datetime) -> Place | None:
        colleague = User.objects.filter(email=email).first()
        return Place(staff_url(colleague), colleague.get_full_name()) if colleague else None

    return find


def story_in_moderation(user: User, at: datetime) -> Place | None:
    state = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    return _edited(state.content_object) if state else None


def unfinished_story(user: User, at: datetime) -> Place | None:
    own = StoryPage.objects.filter(owner=user, live=False, alias_of=None).order_by("pk")
    return _edited(next((page for page in own if not page.workflow_in_progress), None))


def _edited(page) -> Place | None:
    return Place(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title) if page else None


def jury_coverage(user: User, at: datetime) -> Place | None:
    edition = Edition.objects.filter(state=EditionState.JUDGING).first()
    return Place(staff_url(round_of(edition), "coverage"), edition.title) if edition else None


def draft_nomination(user: User, at: datetime) -> Place | None:
    edition = edition_for_nominating(at)
    if edition is None or not edition.takes_nominations(at):
        return None
    draft = own_nominations(user, at).filter(edition=edition, state=NominationState.DRAFT).first()
    return Place(reverse("pioneers:nominate"), draft.nominee_name) if draft else None


def sent_nomination(user: User, at: datetime) -> Place | None:
    sent = own_nominations(user, at).filter(state=NominationState.SCREENED).first()
    return Place(reverse("pioneers:nomination", args=[sent.uuid]), sent.nominee_name) if sent else None


def entry_to_read(user: User, at: datetime) -> Place | None:
    return _of_assignment(_open_assignments(user, at).filter(review_state=None), user, at)


def begun_review(user: User, at: datetime) -> Place | None:
    return _of_assignment(_open_assignments(user, at).filter(review_state=ReviewState.DRAFT), user, at)


def submitted_review(user: User, at: datetime) -> Place | None:
    return _of_assignment(_open_assignments(user, at).filter(review_state=ReviewState.SUBMITTED), user, at)


def any_review(user: User, at: datetime) -> Place | None:
    return _of_assignment(open_assignments(user, at).filter(review_state=ReviewState.SUBMITTED), user, at)


def entry_to_decline(user: User, at: datetime) -> Place | None:
    return _of_assignment(
        _open_assignments(user, at).filter(review_state=None), user, at, view="assessment:recuse_reviewer"
    )


def round_to_finish(user: User, at: datetime) -> Place | None:
    for one in progress_of(user, at):
        if one.may_finish:
            return Place(reverse("assessment:finish", args=[one.uuid]), localised(one.title))
    return None


def closed_queue(user: User, at: datetime) -> Place | None:
    for one in progress_of(user, at):
        if one.finished_at:
            return Place(reverse("assessment:queue"), localised(one.title))
    return None


def last_ceremony(user: User, at: datetime) -> Place | None:
    edition = revealed_editions(at).filter(ceremony__isnull=False).select_related("ceremony").order_by("-year").first()
    return Place(reverse("pioneers:ceremony", args=[edition.year]), edition.ceremony.place) if edition else None


def _open_assignments(user: User, at: datetime):
    return open_assignments(user, at).filter(entry__round__state=RoundState.OPEN, entry__round__due_at__gt=at)


def _of_assignment(found, user: User, at: datetime, *, view: str = "assessment:review") -> Place | None:
    assignment: Assignment | None = found.select_related("entry__round").order_by("entry__reference").first()
    if assignment is None:
        return None
    titles = titles_of([assignment.entry], viewer=user, at=at, language=None)
    return Place(reverse(view, args=[assignment.entry.uuid]), titles[assignment.entry.subject_uuid])


def award_to_answer(user: User, at: datetime) -> Place | None:
    offered = {"state": ApplicationState.AWARDED, "decision__announced_at__lte": at}
    return _of_application("grants:answer", user, at, **offered)


def draft_application(user: User, at: datetime) -> Place | None:
    return _of_application("grants:edit", user, at, state=ApplicationState.DRAFT, call__closes_at__gt=at)


def reopened(user: User, at: datetime) -> Place | None:
    again = {"state": ApplicationState.DRAFT, "call__closes_at__gt": at, "reference__isnull": False}
    return _of_application("grants:edit", user, at, **again)


def application_in(state: ApplicationState) -> Find:
    return lambda user, at: _of_application("grants:application", user, at, state=state)


def _of_application(view: str, user: User, at: datetime, **conditions) -> Place | None:
    found = own_applications(user, at).filter(**conditions).first()
    return Place(reverse(view, args=[found.uuid]), found.title) if found else None


def published_award(user: User, at: datetime) -> Place | None:
    award = published_awards(at).filter(application__in=own_applications(user, at).values("pk")).first()
    return Place(reverse("grants:award", args=[award.uuid]), award.title) if award else None


def followed_call(user: User, at: datetime) -> Place | None:
    """The latest of their calls in which applicants have been told."""
    told = calls.visible_to(user, at).filter(applications__decision__announced_at__isnull=False)
    call = told.order_by("-closes_at").first()
    return Place(reverse("grants:funder_call", args=[call.uuid]), localised(call.names)) if call else None
