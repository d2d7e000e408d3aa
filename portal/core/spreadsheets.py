"""The one writer of tables that people open in a spreadsheet: CSV and XLSX, row by row, with constant memory.

Every cell is of a type. Numbers are numbers and days are days; a sum is its number in whole units, never minor ones,
and its currency has a column of its own; yes and no are words of the reader's language; text holds no control
characters and is never run as a formula. A mean comes as a Decimal that was rounded once, where it was computed
(portal.assessment.domain.points.in_points: half up), so that it is the same in every file.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook

from portal.core.money import Money
from portal.core.normalisation import normalise

# What a spreadsheet would run as a formula (CWE-1236; OWASP: CSV injection), wide forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
# What programs may pass over at the beginning of a cell: spaces of any width, marks without one.
UNSEEN = re.compile(r"^(?:(?![\t\r\n])[\s\u00ad\u061c\u200b-\u200f\u2060\ufeff])+")
# Without it Excel takes UTF-8 for Latin-1.
BYTE_ORDER_MARK = "\ufeff"
LINES_PER_PIECE = 500

TypedCell = str | int | float | Decimal | date | datetime


def typed_cell(value: Any) -> TypedCell:
    """A value as the cell it becomes. Instants are told in the site's own zone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        return value.major
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(settings.DEFAULT_ZONE)).replace(microsecond=0)
    if isinstance(value, int | float | Decimal | date):
        return value
    if isinstance(value, list | tuple | set):
        value = "; ".join(str(part) for part in value)
    return escape_formula(normalise(str(value)))


def escape_formula(text: str) -> str:
    """Text no spreadsheet runs: what starts like a formula, after spaces or unseen marks too, gets an apostrophe."""
    if text[:1].isalnum():  # as nearly every cell does, and exports have many
        return text
    return f"'{text}" if UNSEEN.sub("", text).startswith(FORMULA) else text


def csv_lines(rows: Iterable[Iterable]) -> str:
    """Rows as CSV, their cells typed and harmless; days and instants as ISO 8601 writes them."""
    out = StringIO()
    csv.writer(out).writerows([_written(typed_cell(cell)) for cell in row] for row in rows)
    return out.getvalue()


def csv_pieces(rows: Iterable[Sequence]) -> Iterator[str]:
    """A whole CSV file, a few hundred lines at a time."""
    yield BYTE_ORDER_MARK
    lines = iter(rows)
    while piece := list(islice(lines, LINES_PER_PIECE)):
        yield csv_lines(piece)


def workbook(rows: Iterable[Sequence]) -> IO[bytes]:
    """A whole XLSX file in a temporary file at its beginning; whoever sends it closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_for_workbook(typed_cell(cell)) for cell in row])
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(out)
    out.seek(0)
    return out


def _written(cell: TypedCell) -> TypedCell:
    return cell.isoformat() if isinstance(cell, date) else cell


def _for_workbook(cell: TypedCell) -> TypedCell:
    """Workbooks know no time zones."""
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
