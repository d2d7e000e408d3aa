"""Inputs that failed once: the kind of each is tried with many more, and the tests that do so are there."""

import pytest

from tests.kinds import KINDS, inputs_of, parameters_of
from tests.support.values import for_each

# What only a browser can show is tried with few; values cost nothing.
FEW = {"big phone pictures", "draft hidden", "reload at once", "groups of one name"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_tried_with_many_inputs(kind):
    assert inputs_of(kind) >= (5 if kind in FEW else 20)


def test_inputs_are_counted_as_they_are_tried():
    @pytest.mark.parametrize("one", [1, 2])
    @for_each(("two", "three"), [(1, 2), (3, 4), (5, 6)])
    def tried(one, two, three): ...

    def once(): ...

    assert (parameters_of(tried), parameters_of(once)) == (6, 1)
