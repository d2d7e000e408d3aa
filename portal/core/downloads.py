"""Answers that are saved as a file."""

from collections.abc import Iterable, Sequence

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from portal.core.spreadsheets import csv_pieces, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(rows: Iterable[Sequence], *, name: str, file_format: str) -> HttpResponseBase:
    """Rows as a CSV file (sent as it is read) or an XLSX file called `name`; never kept by a cache on the way."""
    if file_format == "xlsx":
        response: HttpResponseBase = FileResponse(workbook(rows), content_type=XLSX)
    else:
        response = StreamingHttpResponse(csv_pieces(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    response["Cache-Control"] = "no-store"
    return response
