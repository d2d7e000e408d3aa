"""The arithmetic of results, against values worked out by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from portal.assessment.domain.points import Scored, half_up, in_points, mean_of, points_of, ranks_of, spread_of


def test_the_lowest_steps_come_to_nothing_and_the_highest_to_a_hundred():
    assert points_of([Scored(1, 1, 5, 2), Scored(0, 0, 10, 1)]) == 0
    assert points_of([Scored(5, 1, 5, 2), Scored(10, 0, 10, 1)]) == 100_000


def test_weights_count_as_they_stand():
    # (3 · 3/4 + 1 · 1/4) / 4 = 2.5 / 4 = 62.5 points
    assert points_of([Scored(4, 1, 5, 3), Scored(2, 1, 5, 1)]) == 62_500


def test_scales_of_different_length_weigh_alike():
    # halfway up each
    assert points_of([Scored(3, 1, 5, 1), Scored(50, 0, 100, 1)]) == 50_000


def test_what_does_not_apply_stands_in_neither_sum():
    with_zero = points_of([Scored(5, 1, 5, 3), Scored(1, 1, 5, 1)])
    without = points_of([Scored(5, 1, 5, 3)])
    assert with_zero == 75_000
    assert without == 100_000


def test_nothing_applicable_gives_no_points_rather_than_none_at_all():
    assert points_of([]) is None


def test_thirds_are_rounded_half_up_once():
    # 2/3 of the way: 66,666.67 thousandths
    assert points_of([Scored(2, 0, 3, 1)]) == 66_667
    assert mean_of([0, 1]) == 1
    assert half_up(Fraction(5, 2)) == 3


def test_the_mean_and_the_spread_of_reviews():
    assert mean_of([62_500, 100_000, 0]) == 54_167
    assert spread_of([62_500, 100_000, 0]) == 100_000
    assert spread_of([62_500, 100_000, 40_000]) == 60_000
    assert (mean_of([]), spread_of([])) == (None, None)


def test_points_are_shown_with_one_decimal():
    assert in_points(66_667) == Decimal("66.7")
    assert in_points(66_650) == Decimal("66.7")
    assert in_points(None) is None


def test_points_stay_between_the_ends_whatever_the_scales():
    on_scales = [
        Scored(value, low, high, weight)
        for low, high, weight in product((-3, 0), (4, 7), (1, 100))
        for value in (low, low + 1, high)
    ]
    for pair in product(on_scales, repeat=2):
        parts = [Fraction(one.value - one.lowest, one.highest - one.lowest) * 100_000 for one in pair]
        assert min(parts) - 1 <= points_of(pair) <= max(parts) + 1
        assert points_of(reversed(pair)) == points_of(pair)


@pytest.mark.parametrize(
    ("points", "page", "ranks"),
    [
        ([90, 80, 80, 70, None], {}, [1, 2, 2, 4, None]),
        ([80, 70], {"first": 2, "ahead": 1}, [2, 4]),
        ([70, 60], {"first": 3, "ahead": 3}, [4, 5]),
        ([90, 80, 80, 80], {}, [1, 2, 2, 2]),
        ([90, 80, 70, 70], {}, [1, 2, 3, 3]),
        ([None], {"first": 4}, [None]),
        ([], {}, []),
    ],
)
def test_equal_points_share_a_rank_over_pages_too(points, page, ranks):
    assert ranks_of(points, **page) == ranks
