"""Cells and lines of the tables people open in a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import TypeVar

Cell = TypeVar("Cell")

# What a spreadsheet would run as a formula (CWE-1236; OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(cell: Cell) -> Cell | str:
    """A cell no spreadsheet takes for a formula: text that starts like one gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def csv_lines(rows: Iterable[Iterable]) -> str:
    """Rows as CSV, their cells harmless."""
    out = StringIO()
    csv.writer(out).writerows([escape_formula(cell) for cell in row] for row in rows)
    return out.getvalue()
