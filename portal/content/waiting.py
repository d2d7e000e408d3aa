"""What of the pages there is to do for the secretariat: those to review before they appear, and those sent back."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from portal.staff.waiting import OWN, SHARED, WaitingSource, register_waiting


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


def register() -> None:
    """Called when the app is ready."""
    register_waiting(
        WaitingSource(
            kind="content.review_page",
            label=_("Pages to review"),
            queryset=pages_to_review,
            title=lambda task: task.revision.object_str,
            url=lambda task: _edit_url(task.revision.object_id),
            since="started_at",
            by=lambda task: _name(task.workflow_state.requested_by),
            whose=SHARED,
        ),
        WaitingSource(
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
