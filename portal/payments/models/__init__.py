from portal.payments.models.billing import BillingDetails
from portal.payments.models.invoice import Delivery, Invoice, InvoiceLine
from portal.payments.models.payment import JournalEntry, Payment, Posting
from portal.payments.models.settings import PaymentTerms, SellerDetails, VatRule

__all__ = [
    "BillingDetails",
    "Delivery",
    "Invoice",
    "InvoiceLine",
    "JournalEntry",
    "Payment",
    "PaymentTerms",
    "Posting",
    "SellerDetails",
    "VatRule",
]
