"""The letters of the reveal, to be read before they go."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from pioneers.letters.results import preview_result
from pioneers.queries.recusals import recused_nominees_q
from pioneers.queries.staff import result_recipients
from portal.adminkit.views.mixins import RecordScreen

PER_PAGE = 10


class ResultLettersScreen(RecordScreen, WagtailAdminTemplateMixin, TemplateView):
    """Each letter as it would be written now, in its reader's language, links masked. Looking sends nothing. Letters to
    nominees the viewer is recused from are not among them."""

    model = None
    template_name = "pioneers/staff/letters.html"
    page_title = _("E-mails at the reveal")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("pioneers.read_results", self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.page_title

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": self.url_to("inspect", self.object), "label": self.viewset.get_title(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        told = result_recipients(self.object).filter(~recused_nominees_q(self.request.user, self.at))
        page = Paginator(told, PER_PAGE).get_page(self.request.GET.get("p"))
        letters = [(nominee, preview_result(nominee)) for nominee in page]
        return super().get_context_data(edition=self.object, page=page, letters=letters, **kwargs)
