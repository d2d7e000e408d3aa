"""What this app itself tells the staff home: warnings of background work, restrictions to look at again, what
administrators can do."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.jobs.queries.health import failing_jobs, failing_tasks, fell_silent
from portal.records.queries.retention import restrictions_visible_to
from portal.staff.home_actions import HomeAction, register_home_actions
from portal.staff.waiting import WaitingSource, register_waiting
from portal.staff.warnings import StaffWarning, register_warning


def register() -> None:
    register_warning("jobs.failing", failing)
    register_warning("jobs.silent", silent)
    register_waiting(
        WaitingSource(
            kind="records.review_restriction",
            label=gettext_lazy("Restrictions to look at again"),
            queryset=restrictions_to_review,
            title=lambda restriction: restriction.reason,
            since="review_at",
        )
    )
    register_home_actions(
        HomeAction(
            name="records.look_up",
            label=gettext_lazy("Look up who did what"),
            note=gettext_lazy("The record of every change"),
            icon="history",
            url="records_entry:index",
            permission="staff.see_record",
            roles=("administrator",),
            order=30,
        ),
        HomeAction(
            name="records.keep",
            label=gettext_lazy("Set how long data is kept"),
            note=gettext_lazy("A time limit for each kind of data"),
            icon="calendar-alt",
            url="records_retentionrule:index",
            permission="staff.keep_retention",
            roles=("administrator",),
            order=40,
        ),
    )


def restrictions_to_review(viewer, at: datetime):
    return restrictions_visible_to(viewer, at).filter(lifted_at=None, review_at__lte=at)


def failing(viewer, at: datetime):
    """Jobs and tasks that went wrong."""
    url = reverse("staff_jobs") if viewer.has_perm("staff.see_jobs") else ""
    link = _("Background work") if url else ""
    for name in failing_jobs():
        yield StaffWarning(_("The job %(name)s failed when it ran last.") % {"name": name}, url, link)
    count = failing_tasks(at)
    if count:
        text = ngettext("%(count)d background task failed today.", "%(count)d background tasks failed today.", count)
        yield StaffWarning(text % {"count": count}, url, link)


def silent(viewer, at: datetime):
    """Processes that have not been seen for a while: nothing is sent, opened or closed without them."""
    words = {
        "scheduler": _("The scheduler has not been seen for a while: nothing opens, closes or is sent by the clock."),
        "worker": _("The worker has not been seen for a while: what is done in the background waits."),
    }
    for name, text in words.items():
        if fell_silent(name, at):
            yield StaffWarning(text)
