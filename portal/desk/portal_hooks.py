"""What the desk tells itself: background work that stands still, restrictions to look at, what administrators begin."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.audit.event_details import EventDetail, kind_name, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.queries.retention import restrictions_visible_to
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.warnings import StaffWarning, register_warning
from portal.desk.worklist import WorklistSource, register_worklist
from portal.jobs.queries.health import failing_jobs, failing_tasks, is_silent


def restrictions_to_review(viewer, at: datetime):
    return restrictions_visible_to(viewer, at).filter(lifted_at=None, review_at__lte=at)


def failing_background_work(viewer, at: datetime):
    """Jobs and tasks that went wrong."""
    url = reverse("desk_jobs") if viewer.has_perm("desk.see_jobs") else ""
    link = _("Background work") if url else ""
    for name in failing_jobs():
        yield StaffWarning(_("The job %(name)s failed when it ran last.") % {"name": name}, url, link)
    count = failing_tasks(at)
    if count:
        text = ngettext("%(count)d background task failed today.", "%(count)d background tasks failed today.", count)
        yield StaffWarning(text % {"count": count}, url, link)


def silent_processes(viewer, at: datetime):
    """Processes that have not been seen for a while: nothing is sent, opened or closed without them."""
    words = {
        "scheduler": _("The scheduler has not run for a while: nothing opens, closes or is sent automatically."),
        "worker": _("The worker has not run for a while: background tasks are waiting."),
    }
    for name, text in words.items():
        if is_silent(name, at):
            yield StaffWarning(text)


register_warning("jobs.failing", failing_background_work)
register_warning("jobs.silent", silent_processes)
register_worklist(
    WorklistSource(
        kind="audit.review_restriction",
        label=gettext_lazy("Restrictions to review"),
        queryset=restrictions_to_review,
        title=lambda restriction: restriction.reason,
        since="review_at",
    )
)
register_home_actions(
    HomeAction(
        name="audit.look_up",
        label=gettext_lazy("Look up who did what"),
        note=gettext_lazy("The log of every change"),
        icon="history",
        url="audit_auditevent:index",
        permission="desk.see_audit_log",
        roles=("administrator",),
        order=30,
    ),
    HomeAction(
        name="audit.keep",
        label=gettext_lazy("Set how long data is kept"),
        note=gettext_lazy("A time limit for each kind of data"),
        icon="calendar-alt",
        url="audit_retentionrule:index",
        permission="desk.manage_retention",
        roles=("administrator",),
        order=40,
    ),
)
register_event_details(
    "desk",
    {
        "job": EventDetail(gettext_lazy("Job")),
        "owned": EventDetail(gettext_lazy("Has an owner")),
        "stand_in": EventDetail(gettext_lazy("Has a stand-in")),
    },
)
register_event_details(
    "adminkit",
    {
        "noun": EventDetail(gettext_lazy("List"), kind_name),
        "format": EventDetail(gettext_lazy("Format")),
    },
)
register_verbs(
    {
        "desk.assign_case": gettext_lazy("Owner and stand-in set"),
        "adminkit.export_list": gettext_lazy("List exported"),
        "desk.run_job_soon": gettext_lazy("Job started by hand"),
    }
)
