"""The arithmetic of a budget: whole minor units, one currency, no float anywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grants.states import LineKind, LineSource
from portal.core.money import Money, NotASum, parse_money


@dataclass(frozen=True, slots=True)
class BudgetLine:
    kind: str
    text: str
    sum: Money
    source: str

    @property
    def kind_label(self) -> str:
        return str(LineKind(self.kind).label) if self.kind in LineKind.values else self.kind

    @property
    def source_label(self) -> str:
        return str(LineSource(self.source).label) if self.source in LineSource.values else self.source


@dataclass(frozen=True, slots=True)
class Totals:
    """What a budget comes to. `unread` counts lines whose sum could not be read and is in no total."""

    sought: Money
    own: Money
    other: Money
    in_kind: Money
    unread: int

    @property
    def total(self) -> Money:
        return self.sought + self.own + self.other + self.in_kind

    @property
    def co_funding(self) -> Money:
        return self.own + self.other + self.in_kind

    @property
    def co_funding_percent(self) -> int:
        """Co-funding as a share of the whole, rounded down to whole per cent."""
        return self.co_funding.minor * 100 // self.total.minor if self.total.minor > 0 else 0


def read_lines(rows: Iterable[Mapping[str, str]], currency: str) -> tuple[list[BudgetLine], int]:
    """The lines whose sums can be read, and how many could not. Empty rows count as neither. A row holds all of its
    columns, as drafts are kept (`grants.actions.applications.tidy`)."""
    lines, unread = [], 0
    for row in rows:
        typed = row["sum"].strip()
        if not typed:
            unread += bool(row["text"].strip())
            continue
        try:
            money = parse_money(typed, currency)
        except NotASum:
            unread += 1
            continue
        lines.append(BudgetLine(row["kind"], row["text"], money, row["source"]))
    return lines, unread


def unread_sums(rows: Iterable[Mapping[str, str]], currency: str) -> dict[str, str]:
    """Why a sum that was typed can't be read, by the id of its line; of a row only `id` and `sum` are looked at."""
    found = {}
    for row in rows:
        try:
            parse_money(row["sum"].strip() or "0", currency)
        except NotASum as refusal:
            found[row["id"]] = str(refusal)
    return found


def add_up(rows: Iterable[Mapping[str, str]], currency: str) -> Totals:
    """Totals by source. A line without a known source counts as sought, so that nothing sought is overlooked."""
    lines, unread = read_lines(rows, currency)
    sums = dict.fromkeys(LineSource.values, 0)
    for line in lines:
        sums[line.source if line.source in sums else LineSource.SOUGHT] += line.sum.minor
    return Totals(
        sought=Money(sums[LineSource.SOUGHT], currency),
        own=Money(sums[LineSource.OWN], currency),
        other=Money(sums[LineSource.OTHER], currency),
        in_kind=Money(sums[LineSource.IN_KIND], currency),
        unread=unread,
    )
