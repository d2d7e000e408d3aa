"""A record's history, from our own record and not from Wagtail's log."""

from django.core.paginator import Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from portal.adminkit.views.mixins import RecordScreen
from portal.audit.queries.history import entries_about, lines_of


class RecordHistoryView(RecordScreen, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Who did what to one record, newest first, a page at a time."""

    any_permission_required = ["view"]
    template_name = "adminkit/history.html"
    header_icon = "history"
    model = None
    permission_policy = None
    paginate_by = 50

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return _("History")

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_breadcrumbs_items(self):
        plural = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": plural},
            {"url": self.get_inspect_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        page = Paginator(entries_about(self.object), self.paginate_by).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            object=self.object,
            page_obj=page,
            lines=lines_of(page.object_list),
            index_url=self.get_history_url(),
            **kwargs,
        )
