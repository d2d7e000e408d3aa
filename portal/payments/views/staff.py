"""What finance downloads beside the screens: the UBL of one invoice."""

from django.http import Http404, HttpResponse

from portal.adminkit.views.mixins import RecordPage
from portal.payments.queries.documents import ubl_of


class InvoiceUblView(RecordPage):
    """One issued invoice or credit note as UBL, for the access point."""

    def admit(self):
        self.object = self.get_object()

    def get(self, request, *args, **kwargs):
        if not self.object.number:
            raise Http404
        response = HttpResponse(ubl_of(self.object), content_type="application/xml")
        response["Content-Disposition"] = f'attachment; filename="{self.object.number}.xml"'
        return response
