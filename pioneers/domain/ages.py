"""How old somebody is on a day, and whether an edition is open to them."""

from datetime import date


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on `day`; born on 29 February, one is a year older on 1 March of other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def fits_ages(birth_date: date, *, youngest: int, oldest: int, on: date) -> bool:
    """Whether somebody born on that day is from `youngest` to `oldest` years old on the day an edition counts ages."""
    return youngest <= age_on(birth_date, on) <= oldest
