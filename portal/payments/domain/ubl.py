"""An invoice or credit note as UBL 2.1, in the profile of Peppol BIS Billing 3.0.

The order of elements is the standard's. Source of the rules: Peppol BIS Billing 3.0
(docs.peppol.eu/poacc/billing/3.0) on EN 16931.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from portal.payments.domain.parties import Buyer, Seller
from portal.payments.domain.vat import WITH_REASON, Line, Totals, VatBand, VatCategory

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{kind}-2"
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
# UNCL 1001: commercial invoice, credit note; UNCL 4461: SEPA credit transfer; UNECE 20: one piece.
INVOICE_CODE, CREDIT_NOTE_CODE, CREDIT_TRANSFER, PIECE = "380", "381", "58", "C62"


@dataclass(frozen=True, slots=True)
class Document:
    """All that stands on an issued invoice or credit note. `exemption`: why no VAT is asked, where it is not."""

    number: str
    is_credit_note: bool
    credits_number: str
    issued_on: date
    due_on: date
    period: tuple[date, date] | None
    currency: str
    seller: Seller
    buyer: Buyer
    lines: Sequence[Line]
    totals: Totals
    payment_reference: str
    exemption: str
    note: str


def to_ubl(document: Document) -> bytes:
    """The document as UTF-8 XML."""
    kind = "CreditNote" if document.is_credit_note else "Invoice"
    root = etree.Element(
        f"{{{ROOT.format(kind=kind)}}}{kind}", nsmap={None: ROOT.format(kind=kind), "cac": CAC, "cbc": CBC}
    )
    _cbc(root, "CustomizationID", CUSTOMIZATION)
    _cbc(root, "ProfileID", PROFILE)
    _cbc(root, "ID", document.number)
    _cbc(root, "IssueDate", document.issued_on.isoformat())
    if not document.is_credit_note:
        _cbc(root, "DueDate", document.due_on.isoformat())
    _cbc(root, f"{kind}TypeCode", CREDIT_NOTE_CODE if document.is_credit_note else INVOICE_CODE)
    if document.note:
        _cbc(root, "Note", document.note)
    _cbc(root, "DocumentCurrencyCode", document.currency)
    if document.buyer.buyer_reference:
        _cbc(root, "BuyerReference", document.buyer.buyer_reference)
    if document.period:
        period = _cac(root, "InvoicePeriod")
        _cbc(period, "StartDate", document.period[0].isoformat())
        _cbc(period, "EndDate", document.period[1].isoformat())
    if document.buyer.order_reference:
        _cbc(_cac(root, "OrderReference"), "ID", document.buyer.order_reference)
    if document.is_credit_note:
        _cbc(_cac(root, "BillingReference", "InvoiceDocumentReference"), "ID", document.credits_number)
    _seller(root, document.seller, out_of_scope=_only_out_of_scope(document.totals))
    _buyer(root, document.buyer)
    means = _cac(root, "PaymentMeans")
    _cbc(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _cbc(means, "PaymentID", document.payment_reference)
    account = _cac(means, "PayeeFinancialAccount")
    _cbc(account, "ID", "".join(document.seller.iban.split()))
    if document.seller.bic:
        _cbc(_cac(account, "FinancialInstitutionBranch"), "ID", document.seller.bic)
    _totals(root, document)
    for position, line in enumerate(document.lines, 1):
        _line(root, kind, position, line, document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _only_out_of_scope(totals: Totals) -> bool:
    return all(band.category == VatCategory.OUT_OF_SCOPE for band in totals.bands)


def _seller(root: etree._Element, seller: Seller, *, out_of_scope: bool) -> None:
    party = _cac(root, "AccountingSupplierParty", "Party")
    _party_head(party, seller)
    # An invoice outside the scope of VAT names no VAT number of its seller (BR-O-02).
    if seller.vat_number and not out_of_scope:
        _tax_scheme(party, seller.vat_number)
    _legal_entity(party, seller)
    _cbc(_cac(party, "Contact"), "ElectronicMail", seller.email)


def _buyer(root: etree._Element, buyer: Buyer) -> None:
    party = _cac(root, "AccountingCustomerParty", "Party")
    _party_head(party, buyer)
    if buyer.vat_number:
        _tax_scheme(party, buyer.vat_number)
    _legal_entity(party, buyer)


def _party_head(party: etree._Element, who: Seller | Buyer) -> None:
    if who.electronic_address:
        _cbc(party, "EndpointID", who.electronic_address, schemeID=who.address_scheme)
    _cbc(_cac(party, "PartyName"), "Name", who.name)
    address = _cac(party, "PostalAddress")
    for name, text in (("StreetName", who.street), ("CityName", who.town), ("PostalZone", who.postcode)):
        if text:
            _cbc(address, name, text)
    _cbc(_cac(address, "Country"), "IdentificationCode", who.country)


def _tax_scheme(party: etree._Element, vat_number: str) -> None:
    scheme = _cac(party, "PartyTaxScheme")
    _cbc(scheme, "CompanyID", vat_number)
    _cbc(_cac(scheme, "TaxScheme"), "ID", "VAT")


def _legal_entity(party: etree._Element, who: Seller | Buyer) -> None:
    entity = _cac(party, "PartyLegalEntity")
    _cbc(entity, "RegistrationName", who.name)
    if who.registration_number:
        _cbc(entity, "CompanyID", who.registration_number)


def _totals(root: etree._Element, document: Document) -> None:
    totals, currency = document.totals, document.currency
    tax = _cac(root, "TaxTotal")
    _amount(tax, "TaxAmount", totals.vat_minor, currency)
    for band in totals.bands:
        part = _cac(tax, "TaxSubtotal")
        _amount(part, "TaxableAmount", band.base_minor, currency)
        _amount(part, "TaxAmount", band.vat_minor, currency)
        _category(_cac(part, "TaxCategory"), band, document.exemption)
    money = _cac(root, "LegalMonetaryTotal")
    _amount(money, "LineExtensionAmount", totals.net_minor, currency)
    _amount(money, "TaxExclusiveAmount", totals.net_minor, currency)
    _amount(money, "TaxInclusiveAmount", totals.total_minor, currency)
    _amount(money, "PayableAmount", totals.total_minor, currency)


def _line(root: etree._Element, kind: str, position: int, line: Line, document: Document) -> None:
    row = _cac(root, f"{kind}Line")
    _cbc(row, "ID", str(position))
    quantity = "CreditedQuantity" if document.is_credit_note else "InvoicedQuantity"
    _cbc(row, quantity, str(line.quantity), unitCode=PIECE)
    _amount(row, "LineExtensionAmount", line.net_minor, document.currency)
    item = _cac(row, "Item")
    _cbc(item, "Name", line.text)
    _category(_cac(item, "ClassifiedTaxCategory"), line, "")
    _amount(_cac(row, "Price"), "PriceAmount", line.unit_minor, document.currency)


def _category(part: etree._Element, band: VatBand | Line, exemption: str) -> None:
    _cbc(part, "ID", band.category.value)
    # Outside the scope of VAT there is no rate (BR-O-05).
    if band.category != VatCategory.OUT_OF_SCOPE:
        _cbc(part, "Percent", f"{band.rate.normalize():f}")
    if exemption and band.category in WITH_REASON:
        _cbc(part, "TaxExemptionReason", exemption)
    _cbc(_cac(part, "TaxScheme"), "ID", "VAT")


def _amount(parent: etree._Element, name: str, minor: int, currency: str) -> None:
    # Icelandic krónur have no minor unit of their own in ISO 4217; all sums are kept in hundredths but theirs.
    places = 0 if currency == "ISK" else 2
    _cbc(parent, name, f"{Decimal(minor).scaleb(-places):.{places}f}", currencyID=currency)


def _cac(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, f"{{{CAC}}}{name}")
    return parent


def _cbc(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{CBC}}}{name}", attributes)
    element.text = text
