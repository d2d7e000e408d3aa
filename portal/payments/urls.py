from django.urls import path

from portal.payments.views import city

app_name = "payments"

urlpatterns = [
    path("<uuid:city>/invoices/", city.invoices, name="invoices"),
    path("<uuid:city>/invoices/statement/", city.statement, name="statement"),
    path("<uuid:city>/invoices/billing/", city.billing, name="billing"),
    path("<uuid:city>/invoices/<uuid:uuid>/", city.invoice, name="invoice"),
    path("<uuid:city>/invoices/<uuid:uuid>/ubl/", city.ubl, name="ubl"),
    path("<uuid:city>/receipts/<uuid:uuid>/", city.receipt, name="receipt"),
]
