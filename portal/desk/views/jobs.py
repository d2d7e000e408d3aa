"""How background work is doing, for administrators."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.core.clock import now
from portal.desk.actions.jobs import run_job_soon
from portal.jobs.queries.health import failing_tasks, jobs_overview, last_seen, recent_failures


class JobsView(WagtailAdminTemplateMixin, TemplateView):
    """Every job, when it ran and what went wrong; a button runs one at the next round."""

    template_name = "desk/jobs.html"
    header_icon = "cogs"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("desk.see_jobs"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        name = request.POST.get("job", "")
        if name not in {view.name for view in jobs_overview()}:
            raise Http404
        run_job_soon(name=name, by=request.user, at=now())
        messages.success(request, _("%(job)s runs within a minute.") % {"job": name})
        return redirect("desk_jobs")

    def get_page_title(self):
        return _("Background work")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        at = now()
        return super().get_context_data(
            jobs=jobs_overview(),
            scheduler=last_seen("scheduler"),
            worker=last_seen("worker"),
            failing_tasks=failing_tasks(at),
            failures=recent_failures(),
            **kwargs,
        )
