"""The letters of the reveal, to be read before they go."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from pioneers.letters.results import preview_result
from pioneers.queries.recusals import recused_nominees_q
from pioneers.queries.staff import result_recipients
from portal.adminkit.views.mixins import RecordPage

PAGE_SIZE = 10


class ResultLettersScreen(RecordPage):
    """Each letter as it would be written now, in its reader's language, links masked. Looking sends nothing. Letters to
    nominees the viewer is recused from are not among them."""

    template_name = "pioneers/staff/letters.html"
    page_title = _("E-mails at the reveal")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("pioneers.read_results", self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        told = result_recipients(self.object).filter(~recused_nominees_q(self.request.user, self.at))
        page = Paginator(told, PAGE_SIZE).get_page(self.request.GET.get("p"))
        letters = [(nominee, preview_result(nominee)) for nominee in page]
        return super().get_context_data(edition=self.object, page=page, letters=letters, **kwargs)
