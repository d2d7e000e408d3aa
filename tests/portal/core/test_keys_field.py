"""Keys that stand in one column, and how addresses of a mailbox are written."""

import pytest

from portal.core.keys_field import joined, mailboxes_in, spellings


def test_keys_are_held_so_that_none_is_found_inside_another():
    assert joined(["b", "a", "", "a"]) == "\na\nb\n"
    assert joined([]) == ""


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("kim@xn--r-1fa2b.example", {"kim@xn--r-1fa2b.example"}),
        ("kim@example.org", {"kim@example.org"}),
        ("no address", set()),
    ],
)
def test_a_mailbox_is_written_in_these_ways(key, written):
    assert written <= spellings(key)
    assert bool(spellings(key)) == bool(written)


def test_mailboxes_are_found_wherever_they_stand():
    assert mailboxes_in("Write to Kim+x@Example.org!", None, "bo@example.org, and no more.") == {
        "kim@example.org",
        "bo@example.org",
    }
