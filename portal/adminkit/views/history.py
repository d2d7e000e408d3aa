"""A record's history, from our own record and not from Wagtail's log."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from portal.adminkit.views.mixins import RecordPage
from portal.audit.queries.history import events_about, lines_of


class RecordHistoryView(RecordPage):
    """Who did what to one record, newest first, a page at a time."""

    template_name = "adminkit/history.html"
    page_title = _("History")
    header_icon = "history"
    paginate_by = 50

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = Paginator(events_about(self.object), self.paginate_by).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            object=self.object,
            page_obj=page,
            lines=lines_of(page.object_list),
            index_url=self.get_history_url(),
            **kwargs,
        )
