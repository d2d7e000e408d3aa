"""Who sends and who gets an invoice, as it is printed and written into UBL: frozen once it is issued."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

# Electronic addresses of the countries' public registers (EAS code list), and ours.
ADDRESS_SCHEMES = (
    ("0192", _("Norway: organisation number (0192)")),
    ("0184", _("Denmark: CVR number (0184)")),
    ("0088", _("GLN or EAN location number (0088)")),
    ("0007", _("Sweden: organisation number (0007)")),
    ("0216", _("Finland: OVT code (0216)")),
    ("0196", _("Iceland: kennitala (0196)")),
)


@dataclass(frozen=True, slots=True)
class Seller:
    """Us, with where the money goes."""

    name: str
    street: str
    postcode: str
    town: str
    country: str
    registration_number: str
    vat_number: str
    address_scheme: str
    electronic_address: str
    bank: str
    iban: str
    bic: str
    email: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who pays, and what their own books know the invoice by."""

    name: str
    street: str
    postcode: str
    town: str
    country: str
    registration_number: str
    vat_number: str
    address_scheme: str
    electronic_address: str
    buyer_reference: str
    order_reference: str
    email: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def missing_of_buyer(buyer: Buyer) -> list[str]:
    """The rules of Peppol BIS Billing 3.0 that an invoice to this buyer would break, by their names."""
    broken = []
    if not (buyer.buyer_reference.strip() or buyer.order_reference.strip()):
        broken.append("PEPPOL-EN16931-R003")
    if not (buyer.address_scheme and buyer.electronic_address.strip()):
        broken.append("PEPPOL-EN16931-R010")
    if not buyer.name.strip():
        broken.append("BR-07")
    if not buyer.country:
        broken.append("BR-11")
    return broken


def missing_of_seller(seller: Seller) -> list[str]:
    """The rules that an invoice of this seller would break, by their names."""
    broken = []
    if not (seller.address_scheme and seller.electronic_address.strip()):
        broken.append("PEPPOL-EN16931-R020")
    if not seller.name.strip():
        broken.append("BR-06")
    if not seller.iban.strip():
        broken.append("BR-50")
    if not seller.vat_number.strip() and not seller.registration_number.strip():
        broken.append("BR-CO-26")
    return broken
