"""`/city/<uuid>/invoices/`: what a city was sent, how to pay it, what was paid; its billing details."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.cities.queries.cities import CityView
from portal.cities.states import CityDuty
from portal.cities.views.access import city_page
from portal.core import clock
from portal.core.errors import Refused
from portal.documents.typesetting import typeset
from portal.payments.actions.settings import update_billing_details
from portal.payments.domain.books import Flow
from portal.payments.forms.billing import BillingForm
from portal.payments.models import BillingDetails, Invoice, Payment
from portal.payments.queries.documents import receipt_data, statement_data, ubl_of
from portal.payments.queries.invoices import invoice_rows_of, invoice_view, issued_invoices_of

RECEIPT = Path(settings.BASE_DIR) / "templates" / "payments" / "pdf" / "receipt.typ"


@require_safe
@never_cache
@city_page()
def invoices(request, city):
    """Every invoice and credit note; what is owed first."""
    rows = invoice_rows_of(city, clock.today())
    context = {
        "city": CityView.of(city),
        "rows": sorted(rows, key=lambda row: row.still_open is None),
        "has_details": BillingDetails.objects.filter(city=city).exists(),
        "may_change": request.user.has_perm("payments.update_billing", city),
    }
    return render(request, "payments/invoices.html", context)


@require_safe
@never_cache
@city_page()
def invoice(request, city, uuid):
    found = _issued_or_404(city, uuid)
    context = {"city": CityView.of(city), "invoice": invoice_view(found, clock.today())}
    return render(request, "payments/invoice.html", context)


@require_safe
@never_cache
@city_page()
def ubl(request, city, uuid):
    """The same invoice for machines."""
    found = _issued_or_404(city, uuid)
    return _download(ubl_of(found), "application/xml", f"{found.number}.xml")


@require_safe
@never_cache
@city_page()
def receipt(request, city, uuid):
    """A receipt of money that came in."""
    payments = Payment.objects.filter(flow=Flow.RECEIVED, withdrawn_at=None, invoice__city=city)
    found = get_object_or_404(payments.select_related("invoice"), uuid=uuid)
    return _download(typeset(RECEIPT, receipt_data(found)), "application/pdf", f"{found.invoice.number}-receipt.pdf")


@require_safe
@never_cache
@city_page()
def statement(request, city):
    """All that was asked for and paid in a year, with what is open."""
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and date.min.year <= int(typed) <= date.max.year else clock.today().year
    content = typeset(RECEIPT, statement_data(city, year))
    return _download(content, "application/pdf", f"{city.slug}-{year}.pdf")


@never_cache
@city_page(CityDuty.INVOICES)
def billing(request, city):
    """Who pays, and by which reference."""
    found = BillingDetails.objects.filter(city=city).first() or BillingDetails(city=city)
    form = BillingForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            update_billing_details(city=city, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved. The next invoice has these details."))
            return redirect("payments:invoices", city.uuid)
    return render(request, "payments/billing.html", {"city": CityView.of(city), "form": form})


def _issued_or_404(city, uuid) -> Invoice:
    rows = issued_invoices_of(city).select_related("credits", "city__country")
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
