"""Private files of invoices: the PDF as it was sent, kept where nobody can change it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose
from portal.payments.models import Invoice

INVOICE_PDF = "payments.invoice"
invoice_pdfs = Purpose(
    slug=INVOICE_PDF, max_bytes=10 * 1024 * 1024, max_count=1, types=("pdf",), label=_("Invoices and credit notes")
)


def may_open_invoice(viewer: Viewer, about: Invoice | None, file: PrivateFile, at: datetime) -> bool:
    """The city's people, and whoever keeps the books."""
    if about is None or not viewer.is_authenticated:
        return False
    return viewer.has_perm("payments.see_invoices") or viewer.has_perm("payments.read_city_invoice", about)
