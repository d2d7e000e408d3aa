"""The pages somebody works on: those they submitted for approval, and those they edited last."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, WorkflowState, get_default_page_content_type

from portal.content.states import OwnPageState
from portal.people.models import User

EDITS = ("wagtail.create", "wagtail.edit")
MAX_EDITED, MAX_SUBMITTED = 5, 20


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One of somebody's pages: what has become of it, and since when (for the others: when they edited it last)."""

    title: str
    url: str
    language: str
    state: OwnPageState
    at: datetime | None


def own_pages(account: User) -> list[OwnPage]:
    """Pages under approval first, then the others, the latest first. Three queries, whatever there is."""
    edited = dict(
        PageLogEntry.objects.filter(user=account, action__in=EDITS)
        .values_list("page_id")
        .annotate(latest=Max("timestamp"))
        .order_by("-latest")[:MAX_EDITED]
    )
    states = (
        WorkflowState.objects.active()
        .filter(Q(requested_by=account) | Q(object_id__in=[str(key) for key in edited]))
        .filter(base_content_type=get_default_page_content_type())
        .select_related("current_task_state")
        .order_by("-current_task_state__started_at")[:MAX_SUBMITTED]
    )
    under_way = {int(state.object_id): state for state in states}
    keys = [*under_way, *(key for key in edited if key not in under_way)]
    pages = Page.objects.select_related("locale").annotate_approved_schedule().in_bulk(keys)
    return [_own_page(pages[key], under_way.get(key), edited.get(key)) for key in keys if key in pages]


def _own_page(page: Page, under_way: WorkflowState | None, edited_at: datetime | None) -> OwnPage:
    state, at = _state_of(page), edited_at
    if under_way is not None:
        task = under_way.current_task_state
        sent_back = under_way.status == WorkflowState.STATUS_NEEDS_CHANGES
        state, at = (
            (OwnPageState.SENT_BACK, task.finished_at) if sent_back else (OwnPageState.SUBMITTED, task.started_at)
        )
    return OwnPage(
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        language=page.locale.get_display_name(),
        state=state,
        at=at,
    )


def _state_of(page: Page) -> OwnPageState:
    if page.live:
        return OwnPageState.CHANGED if page.has_unpublished_changes else OwnPageState.PUBLISHED
    if page.expired:
        return OwnPageState.EXPIRED
    return OwnPageState.SCHEDULED if page.approved_schedule else OwnPageState.DRAFT
