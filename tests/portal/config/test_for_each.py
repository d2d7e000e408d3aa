"""A test of many values fails for each value that does, by name, and hides none behind another."""

import pytest

from tests.support.values import for_each


def test_each_value_that_fails_is_named_and_none_hides_the_next():
    tried = []

    @for_each(("one", "other"), [(1, 1), (1, 2), (3, 3), (4, 5)])
    def alike(one, other):
        tried.append(one)
        assert one == other

    with pytest.raises(ExceptionGroup, match="2 of 4 values fail") as refusal:
        alike()
    assert tried == [1, 1, 3, 4]
    assert [failure.__notes__ for failure in refusal.value.exceptions] == [
        ["with one=1, other=2"],
        ["with one=4, other=5"],
    ]


def test_what_should_have_been_refused_fails_too():
    @for_each("typed", ["x", "1"])
    def refused(typed):
        with pytest.raises(ValueError, match="invalid"):
            int(typed)

    with pytest.raises(BaseExceptionGroup, match="1 of 2 values fail"):
        refused()


@for_each("number", [1, 2])
def test_fixtures_come_as_ever(number, tmp_path):
    (tmp_path / str(number)).mkdir()


def test_no_value_is_no_test():
    with pytest.raises(ValueError, match="no values for name"):
        for_each("name", [])
