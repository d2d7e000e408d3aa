"""Two screens the base viewset does not have: the field of a call against its budget, and the export with scores."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from grants.filters import ApplicationStaffFilter
from grants.queries.exports import application_rows, applications_json
from grants.queries.money import position_of
from grants.queries.ranking import ranked, ranked_lines
from portal.adminkit.views.mixins import RecordPage, RecordScreen
from portal.audit.actions.events import log_event
from portal.core.downloads import table_response

PAGE_SIZE = 50


class RankingView(RecordPage):
    """Applications by points, with what they cost down to each line beside what there is."""

    template_name = "grants/staff/ranking.html"
    page_title = _("Applications and budget")

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        call, position = self.object, position_of(self.object)
        page = Paginator(ranked(call, self.request.user, self.at), PAGE_SIZE).get_page(self.request.GET.get("page"))
        page.object_list = ranked_lines(page.object_list, call, position, self.request.user, self.at)
        return super().get_context_data(call=call, position=position, page=page, **kwargs)


class ExportView(RecordScreen, View):
    """All applications the filters of the list leave, with their answers and scores. That it was taken is recorded."""

    model = None
    format = "csv"

    def get(self, request, *args, **kwargs):
        if not request.user.has_perm("grants.export_applications"):
            raise Http404
        chosen = ApplicationStaffFilter(request.GET, queryset=self.get_visible(), request=request)
        with transaction.atomic():
            narrowed = sorted(name for name, value in request.GET.items() if value)
            log_event(
                verb="grants.export_applications",
                by=request.user,
                about=request.user,
                at=self.at,
                data={"narrowed_by": narrowed},
            )
        rows = self._chosen(chosen)
        if self.format != "json":
            table = application_rows(rows, request.user, self.at)
            return table_response(table, name="applications", file_format=self.format)
        pieces = applications_json(rows, request.user, self.at)
        response = StreamingHttpResponse(pieces, content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="applications.json"'
        response["Cache-Control"] = "no-store"
        return response

    def _chosen(self, chosen):
        """The filtered rows. Asked for by what an application says, none the viewer is recused from is found."""
        rows = chosen.qs.order_by("call", "reference", "pk")
        asked = set(chosen.form.changed_data) - {*self.viewset.unmasked_fields}
        return rows.filter(~self.viewset.get_recused_q(self.request.user, self.at)) if asked else rows
