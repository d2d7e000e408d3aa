"""A table of experts, row by row."""

import pytest

from portal.alliance.domain.expert_table import FIELD_LENGTH, MAX_ROWS, TableUnreadable, expert_rows

HEAD = ["name", "email", "organisation", "fields", "languages", "about"]
GOOD = ["Ada Lind", "ada@uni.test", "A university", "Trust; Schools", "sv", "Reads."]


def rows(*table, known=()):
    return expert_rows([HEAD, *table], set(known), ["en", "sv"], lambda email: "@" in email)


def test_a_good_row_has_no_error_and_an_empty_one_is_passed_over():
    (row,) = rows(GOOD, ["", "", "", "", "", ""])
    assert (row.errors, row.fields, row.number) == ([], ["Trust", "Schools"], 2)


@pytest.mark.parametrize(
    ("column", "typed"),
    [("name", ""), ("name", "x" * 500), ("email", "none"), ("fields", ""), ("fields", "x" * (FIELD_LENGTH + 1)),
     ("languages", "xx")],
)  # fmt: skip
def test_each_thing_that_is_wrong_is_said_beside_its_row(column, typed):
    cells = [typed if name == column else cell for name, cell in zip(HEAD, GOOD, strict=True)]
    (row,) = rows(cells)
    assert len(row.errors) == 1


def test_an_address_stands_once():
    first, second = rows(GOOD, GOOD)
    assert (len(first.errors), len(second.errors)) == (0, 1)


@pytest.mark.parametrize("table", [[], [["name"]], [HEAD], [HEAD, *([GOOD] * (MAX_ROWS + 1))]])
def test_a_table_that_is_none_is_refused_whole(table):
    with pytest.raises(TableUnreadable):
        expert_rows(table, set(), ["en"], lambda email: True)
