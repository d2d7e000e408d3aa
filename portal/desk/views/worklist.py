"""Everything there is to do, narrowed and paged."""

from django.core.paginator import Paginator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.core.clock import now
from portal.desk.forms.worklist import WorklistFilterForm
from portal.desk.queries.worklist import rows_of, worklist_counts, worklist_of
from portal.desk.worklist import worklist_sources

PAGE_SIZE = 25
GLANCE_SIZE = 5


class WorklistView(WagtailAdminTemplateMixin, TemplateView):
    """A glance at each sort of thing that waits; one sort alone, in pages, once it is chosen."""

    template_name = "desk/worklist.html"
    header_icon = "tasks"

    def get_page_title(self):
        return _("To do")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        form = WorklistFilterForm(self.request.GET)
        chosen = form.chosen()
        viewer, at = self.request.user, now()
        narrowing = {"cases": chosen["cases"], "urgency": chosen["urgency"]}
        counts = {count.kind: count for count in worklist_counts(viewer, at, **narrowing)}
        groups, page = [], None
        for source in worklist_sources():
            if source.kind not in counts or (chosen["kind"] and source.kind != chosen["kind"]):
                continue
            objects = worklist_of(source, viewer, at, **narrowing)
            if chosen["kind"]:
                page = Paginator(objects, PAGE_SIZE).get_page(self.request.GET.get("p"))
                rows = rows_of(source, page.object_list, viewer, at)
            else:
                rows = rows_of(source, objects[:GLANCE_SIZE], viewer, at)
            more = "?" + urlencode({**narrowing, "kind": source.kind})
            groups.append({"count": counts[source.kind], "rows": rows, "more_url": more})
        return super().get_context_data(form=form, groups=groups, page_obj=page, glance=GLANCE_SIZE, **kwargs)
