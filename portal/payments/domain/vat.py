"""VAT of an invoice: by category and rate, rounded once for each, as EN 16931 has it (BR-CO-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class VatCategory(StrEnum):
    """Codes of UNCL 5305, as Peppol BIS Billing 3.0 takes them."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXEMPT = "E"
    ZERO = "Z"
    OUT_OF_SCOPE = "O"


# Categories whose invoice says why no VAT is asked (BR-AE-10, BR-E-10, BR-O-10).
WITH_REASON = frozenset({VatCategory.REVERSE_CHARGE, VatCategory.EXEMPT, VatCategory.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `unit_minor` times `quantity`, in minor units, without VAT. `rate` in per cent."""

    text: str
    quantity: int
    unit_minor: int
    category: VatCategory
    rate: Decimal

    @property
    def net_minor(self) -> int:
        return self.quantity * self.unit_minor


@dataclass(frozen=True, slots=True)
class VatBand:
    """What one category and rate come to: the sum of its lines, and the VAT on that sum."""

    category: VatCategory
    rate: Decimal
    base_minor: int
    vat_minor: int


@dataclass(frozen=True, slots=True)
class Totals:
    """An invoice's sums, in minor units. `total_minor` is what is to be paid."""

    net_minor: int
    vat_minor: int
    bands: tuple[VatBand, ...]

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.vat_minor


def add_up(lines: Iterable[Line]) -> Totals:
    """The sums of these lines. VAT is computed on each band's sum and rounded half up, never line by line."""
    bases: dict[tuple[VatCategory, Decimal], int] = {}
    for line in lines:
        band = (VatCategory(line.category), line.rate)
        bases[band] = bases.get(band, 0) + line.net_minor
    bands = tuple(
        VatBand(category, rate, base, vat_of(base, rate))
        for (category, rate), base in sorted(bases.items(), key=lambda item: (item[0][0].value, item[0][1]))
    )
    return Totals(sum(bases.values()), sum(band.vat_minor for band in bands), bands)


def vat_of(base_minor: int, rate: Decimal) -> int:
    """VAT on a sum, rounded half up, away from zero for a negative one."""
    return int((Decimal(base_minor) * rate / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def number_errors(category: VatCategory, seller_number: str, buyer_number: str) -> list[str]:
    """The rules of EN 16931 that a category breaks for want of a VAT number, by their names."""
    broken = []
    if category != VatCategory.OUT_OF_SCOPE and not seller_number.strip():
        broken.append(f"BR-{category.value}-02")
    if category == VatCategory.REVERSE_CHARGE and not buyer_number.strip():
        broken.append("BR-AE-02")
    return broken


def rate_errors(category: VatCategory, rate: Decimal, reason: str) -> list[str]:
    """The rules of EN 16931 that a category with this rate and reason breaks, by their names."""
    broken = []
    if category == VatCategory.STANDARD and rate <= 0:
        broken.append("BR-S-05")
    if category != VatCategory.STANDARD and rate != 0:
        broken.append(f"BR-{category.value}-05")
    if category in WITH_REASON and not reason.strip():
        broken.append(f"BR-{category.value}-10")
    return broken
