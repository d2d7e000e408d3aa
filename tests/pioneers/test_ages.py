"""Ages by value: birthdays, leap days, the bounds of an edition."""

from datetime import date

import pytest

from pioneers.domain.ages import age_on, fits_ages

COUNTED = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2000, 12, 31), date(2026, 12, 30), 25),
        (date(2000, 12, 31), date(2026, 12, 31), 26),
    ],
)
def test_a_year_is_lived_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("born", "fits"),
    [
        (date(2013, 12, 31), True),
        (date(2014, 1, 1), False),
        (date(2000, 1, 1), True),
        (date(1999, 12, 31), False),
    ],
)
def test_both_bounds_of_an_edition_are_inside(born, fits):
    assert fits_ages(born, youngest=13, oldest=26, on=COUNTED) is fits
