"""What the pages tell the portal: what is to do, and what an editor can begin."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from portal.content.models import StoryIndexPage
from portal.content.queries.events import EventsOnSite
from portal.content.queries.pages import home_for
from portal.content.sources import register_site_source
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import OWN, SHARED, WorklistSource, register_worklist
from portal.people.roles import EDITOR, MANAGER


def pages_to_review(viewer, at: datetime) -> QuerySet[TaskState]:
    """Approvals under way that this viewer may give."""
    found = TaskState.objects.reviewable_by(viewer).filter(
        workflow_state__base_content_type=get_default_page_content_type()
    )
    return found.select_related("revision", "workflow_state__requested_by")


def pages_sent_back(viewer, at: datetime) -> QuerySet[WorkflowState]:
    """Pages this viewer submitted, which a reviewer wants changed."""
    return WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=viewer,
    ).select_related("current_task_state__revision", "current_task_state__finished_by")


def _edit_url(key: str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[key])


def _name(account) -> str:
    return account.get_full_name() if account else ""


def write_story(viewer) -> str:
    """The form of a new story, among those of the viewer's language."""
    home = home_for(viewer)
    stories = StoryIndexPage.objects.child_of(home).first() if home else None
    if stories is None or not page_permission_policy.user_has_permission_for_instance(viewer, "add", stories):
        return ""
    return reverse("wagtailadmin_pages:add", args=["content", "storypage", stories.pk])


def edit_front_page(viewer) -> str:
    home = home_for(viewer)
    if home is None or not page_permission_policy.user_has_permission_for_instance(viewer, "change", home):
        return ""
    return reverse("wagtailadmin_pages:edit", args=[home.pk])


register_worklist(
    WorklistSource(
        kind="content.review_page",
        label=_("Pages to review"),
        queryset=pages_to_review,
        title=lambda task: task.revision.object_str,
        url=lambda task: _edit_url(task.revision.object_id),
        since="started_at",
        by=lambda task: _name(task.workflow_state.requested_by),
        whose=SHARED,
    ),
    WorklistSource(
        kind="content.change_page",
        label=_("Pages sent back to you"),
        queryset=pages_sent_back,
        title=lambda state: state.current_task_state.revision.object_str,
        url=lambda state: _edit_url(state.object_id),
        since="current_task_state__finished_at",
        by=lambda state: _name(state.current_task_state.finished_by),
        whose=OWN,
    ),
)

register_home_actions(
    HomeAction(
        name="content.write_story",
        label=_("Write a story"),
        note=_("With a picture, in your own language"),
        icon="edit",
        url=write_story,
        roles=(EDITOR, MANAGER),
        order=50,
    ),
    HomeAction(
        name="content.edit_front_page",
        label=_("Edit the front page"),
        note=_("Headline, picture and what is shown first"),
        icon="home",
        url=edit_front_page,
        roles=(EDITOR,),
        order=60,
    ),
    HomeAction(
        name="content.add_picture",
        label=_("Add a picture"),
        note=_("With what it shows and who took it"),
        icon="image",
        url="wagtailimages:add_multiple",
        roles=(EDITOR,),
        order=70,
    ),
    HomeAction(
        name="content.change_menus",
        label=_("Change the menus"),
        note=_("Links in the header and the footer"),
        icon="list-ul",
        url="wagtailsnippets_content_menu:list",
        permission="content.change_menu",
        roles=(EDITOR,),
        order=80,
    ),
)
register_site_source("events", EventsOnSite())
