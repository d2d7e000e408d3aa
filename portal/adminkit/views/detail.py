"""A record's page: what is known, what can be done, who sees it through, what happened last."""

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from portal.adminkit.columns import HIDDEN
from portal.adminkit.views.mixins import RecordScreen
from portal.audit.queries.history import history_of

HISTORY_LENGTH = 8


class RecordDetailView(RecordScreen, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows one record to whoever may view it, with a button for each step offered now."""

    any_permission_required = ["view"]
    template_name = "adminkit/detail.html"
    model = None
    permission_policy = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = None

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.viewset.prepare([self.object], request.user, self.at)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return capfirst(self.model._meta.verbose_name)

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_breadcrumbs_items(self):
        plural = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": plural},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    @cached_property
    def header_buttons(self):
        buttons = [HeaderButton(_("History"), url=self.get_history_url(), icon_name="history", priority=20)]
        if edit_url := self.get_edit_url():
            buttons.append(HeaderButton(_("Edit"), url=edit_url, icon_name="edit", priority=10))
        return buttons

    def get_detail_fields(self):
        viewer = self.request.user
        for fact in self.viewset.get_detail_fields(self.object):
            hidden = fact.permission and not viewer.has_perm(fact.permission, self.object)
            yield {"label": fact.label, "value": HIDDEN if hidden else fact.read(self.object, viewer, self.at)}

    def get_context_data(self, **kwargs):
        viewer = self.request.user
        record_actions = [
            action for action in self.viewset.record_actions if action.offered(viewer, self.object, self.at)
        ]
        context = super().get_context_data(
            object=self.object,
            detail_fields=list(self.get_detail_fields()),
            record_actions=[(action, self.url_to("action", self.object, action.name)) for action in record_actions],
            history=history_of(self.object, limit=HISTORY_LENGTH) if self.viewset.has_history else [],
            whole_history_url=self.get_history_url(),
            **kwargs,
        )
        return {
            **context,
            **self.viewset.get_case_context(self.object),
            **self.viewset.get_detail_context(self.object, viewer, self.at),
        }
