"""The one writer of tables: what a cell becomes in CSV and in a workbook."""
# ruff: noqa: DTZ001 - clocks on a wall know no zone

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.utils.functional import lazystr
from django.utils.translation import override
from openpyxl import load_workbook

from portal.assessment.domain.points import in_points
from portal.core.downloads import table_response
from portal.core.money import Money
from portal.core.spreadsheets import csv_pieces, workbook
from tests.portal.core.test_normalisation import HOSTILE

FORMULAS = ["=1+1", "+46 70", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK(1)", "＝1", "＋1", "－1", "＠1"]
FORMULAS += [
    " =1",
    "\u00a0=1",
    "\u3000+1",
    "\u200b=1",
    "\u200d=1",
    "\u200e@A1",
    "\ufeff=1",
    "\x00=1",
    "\u00ad-1",
    " \t=1",
]
CELLS = [
    # value, in CSV, in a workbook
    ("Ærø", "Ærø", "Ærø"),
    ("", "", None),
    (None, "", None),
    (7, "7", 7),
    (-7, "-7", -7),
    (0, "0", 0),
    (Decimal("81.3"), "81.3", 81.3),
    (Decimal("0.0"), "0.0", 0),
    (Money(2_000_000, "EUR"), "20000.00", 20000),
    (Money(2_500_050, "NOK"), "25000.50", 25000.5),
    (Money(250, "ISK"), "250", 250),
    (date(2027, 3, 1), "2027-03-01", datetime(2027, 3, 1)),
    (datetime(2027, 3, 1, 13, 0, 7, 99, tzinfo=UTC), "2027-03-01T14:00:07+01:00", datetime(2027, 3, 1, 14, 0, 7)),
    (datetime(2027, 7, 1, 13, 0, tzinfo=UTC), "2027-07-01T15:00:00+02:00", datetime(2027, 7, 1, 15)),
    (True, "yes", "yes"),
    (False, "no", "no"),
    (["b", "a"], "b; a", "b; a"),
    (lazystr("later"), "later", "later"),
    ("007", "007", "007"),
    ('a,b\n"c"', 'a,b\n"c"', 'a,b\n"c"'),
]


def in_csv(rows) -> list[list[str]]:
    whole = "".join(csv_pieces(rows))
    assert whole.startswith("\ufeff")
    return list(csv.reader(StringIO(whole[1:], newline="")))


def in_workbook(rows) -> list[list]:
    with workbook(rows) as file:
        return [[cell.value for cell in row] for row in load_workbook(file).active.iter_rows()]


@pytest.mark.parametrize(("value", "written", "held"), CELLS, ids=lambda value: repr(value)[:30])
def test_a_cell_is_what_it_is(value, written, held):
    assert in_csv([["x", value]])[0][1] == written
    assert (in_workbook([["x", value, "y"]])[0])[1] == held


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_is_run_as_a_formula(formula):
    read = in_csv([[formula]])[0][0]
    assert read.startswith("'")
    (held,) = in_workbook([[formula]])[0]
    assert held.startswith("'")


def test_no_character_stops_a_file():
    rows = [[f"a{hostile}b"] for hostile in HOSTILE]
    table_response(rows, name="x", file_format="csv")
    assert len(in_csv(rows)) == len(HOSTILE)
    held = in_workbook(rows)
    assert len(held) == len(HOSTILE)
    assert {cell.replace("\n", "") for (cell,) in held} == {"ab"}


def test_yes_and_no_are_words_of_the_readers_language():
    with override("nb"):
        assert in_csv([[True, False]]) == [["ja", "nei"]]


@pytest.mark.parametrize("thousandths", [81_250, 81_249, 66_667, 50, 49, 0, 100_000, 12_350, 78_150, 85_450])
def test_a_mean_is_rounded_once_and_is_the_same_in_every_file(thousandths):
    mean = in_points(thousandths)
    assert Decimal(in_csv([[mean]])[0][0]) == mean
    assert Decimal(str(in_workbook([[mean]])[0][0])) == mean


def test_81_25_is_81_3():
    assert in_csv([[in_points(81_250)]]) == [["81.3"]]


def test_many_rows_come_in_pieces():
    pieces = list(csv_pieces([number] for number in range(1200)))
    assert len(pieces) == 4
    assert "".join(pieces).count("\r\n") == 1200


@pytest.mark.parametrize(("file_format", "kind"), [("csv", "text/csv"), ("xlsx", "spreadsheetml")])
def test_a_file_has_a_name_and_is_kept_by_no_cache(file_format, kind):
    response = table_response([["a"]], name="list", file_format=file_format)
    assert kind in response["Content-Type"]
    assert f'filename="list.{file_format}"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    assert b"".join(response.streaming_content)
    if file_format == "xlsx":
        response.file_to_stream.close()
