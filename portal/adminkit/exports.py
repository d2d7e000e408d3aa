"""Wagtail's own lists and reports (redirects, history, aging pages), exported by the one writer of tables."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.http.response import HttpResponseBase
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.core.downloads import table_response


def export_by_one_writer() -> None:
    """Called once, when the site is ready: Wagtail's writer would run formulas, and stop at what was stored before
    texts were normalised."""
    SpreadsheetExportMixin.as_spreadsheet = _as_spreadsheet


def _as_spreadsheet(view: Any, queryset: Iterable[Any], spreadsheet_format: str) -> HttpResponseBase:
    headings = [view.get_heading(queryset, name) for name in view.list_export]
    rows = chain([headings], _rows(view, queryset, spreadsheet_format))
    return table_response(rows, name=view.get_filename(), file_format=spreadsheet_format)


def _rows(view: Any, queryset: Iterable[Any], spreadsheet_format: str) -> Iterator[list[Any]]:
    for item in queryset:
        told = view.to_row_dict(item)
        ways = {name: view.custom_field_preprocess.get(name, {}).get(spreadsheet_format) for name in told}
        yield [ways[name](value) if ways[name] else value for name, value in told.items()]
