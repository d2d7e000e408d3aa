"""Reading a table somebody sends: CSV (UTF-8; commas, semicolons or tabs) or XLSX, as rows of text, within limits."""

import csv
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.core.files.base import File
from openpyxl import load_workbook

from portal.core.normalisation import normalise

MAX_BYTES = 2 * 1024 * 1024
# What a workbook of that size may unfold to.
MAX_UNFOLDED_BYTES = 50 * 1024 * 1024
# A workbook may claim millions of empty rows and columns.
MAX_ROWS, MAX_COLUMNS = 10_000, 50


class SpreadsheetUnreadable(ValueError):
    """It is neither CSV nor XLSX, or too large."""


def read_spreadsheet(file: File) -> list[list[str]]:
    """The rows of its first sheet as text, each cell normalised. Formulas are never computed: what was last shown
    counts. Raises SpreadsheetUnreadable."""
    if file.size > MAX_BYTES:
        raise SpreadsheetUnreadable
    file.seek(0)
    content = file.read()
    rows = _workbook_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    return [[normalise(cell) for cell in row[:MAX_COLUMNS]] for row in rows]


def _workbook_rows(content: bytes) -> list[list[str]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNFOLDED_BYTES:
                raise SpreadsheetUnreadable
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in cells]
    except (BadZipFile, KeyError, IndexError, ValueError, OSError) as broken:
        raise SpreadsheetUnreadable from broken


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        mark = max(",;\t", key=first.count)
        return list(csv.reader(StringIO(text), delimiter=mark))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise SpreadsheetUnreadable from broken
