"""Reading what finance set."""

from portal.core.texts import localised
from portal.payments.models import PaymentTerms, SellerDetails, VatRule
from portal.payments.states import SellerState


def payment_terms() -> PaymentTerms:
    """The terms that count now."""
    return PaymentTerms.objects.order_by("pk").first() or PaymentTerms()


def current_seller() -> SellerDetails | None:
    """Our details as a second person approved them last; None before that."""
    return SellerDetails.objects.filter(state=SellerState.APPROVED).order_by("-approved_at", "-pk").first()


def vat_rule_of(country: str) -> VatRule:
    """How an invoice to a country is taxed: its own rule, else that of other countries."""
    own = VatRule.objects.filter(country=country).first()
    return own or VatRule.objects.filter(country=None).order_by("pk").first() or VatRule(category="O")


def exemption_words(rule: VatRule) -> str:
    """Why no VAT is asked, in the active language; empty where VAT is."""
    return localised(rule.reason)
