"""How a round's entries stand, and every score as a file."""

from django.core.paginator import Paginator
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy

from portal.assessment.admin.screen import RoundScreen
from portal.assessment.queries.ranking import ranking
from portal.assessment.queries.staff import score_rows
from portal.audit.actions.events import log_event
from portal.core.downloads import table_response

PAGE_SIZE = 50


class RankingScreen(RoundScreen):
    """The ranking, a page at a time."""

    template_name = "assessment/staff/ranking.html"
    page_title = gettext_lazy("Ranking")

    def get_context_data(self, **kwargs):
        lines = ranking(self.object, viewer=self.request.user, at=self.at, language=get_language())
        return super().get_context_data(page=Paginator(lines, PAGE_SIZE).get_page(self.request.GET.get("p")), **kwargs)


class ScoresExport(RoundScreen):
    """Every submitted review's scores as CSV, sent as it is read. That it was taken is recorded."""

    permission = "assessment.see_reviews"
    http_method_names = ["get"]
    page_title = gettext_lazy("Scores")

    def get(self, request, *args, **kwargs):
        with transaction.atomic():
            log_event(verb="assessment.export_scores", by=request.user, about=self.object, at=self.at)
        rows = score_rows(self.object, request.user, self.at)
        return table_response(rows, name=f"scores-{str(self.object.uuid)[:8]}", file_format="csv")
