"""The clock: a deadline of so many days ends with its day, where it was announced."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core.clock import end_of_day
from portal.core.zones import ZONES


def test_an_answer_asked_for_in_three_weeks_is_due_as_that_day_ends():
    asked = datetime(2026, 10, 1, 8, 17, tzinfo=UTC)
    assert end_of_day(asked, 21, "Europe/Copenhagen") == datetime(2026, 10, 22, 21, 59, tzinfo=UTC)
    assert end_of_day(asked, 21, ZoneInfo("Atlantic/Reykjavik")) == datetime(2026, 10, 22, 23, 59, tzinfo=UTC)


def test_the_day_is_the_zones_own():
    late = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)  # half past midnight on 1 October in Copenhagen
    assert end_of_day(late, 1, "Europe/Copenhagen") == datetime(2026, 10, 2, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_it_is_the_last_minute_of_the_day_on_every_night_of_the_year(zone):
    """On the nights the clocks are changed as well, asked at any hour."""
    local, midnight = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(3 * 365):
        asked = midnight + timedelta(days=day, minutes=day * 37 % 1440)
        for days in (0, 1, 21):
            due = end_of_day(asked, days, zone)
            wanted = asked.astimezone(local).date() + timedelta(days=days)
            assert due.astimezone(local).date() == wanted
            assert (due + timedelta(minutes=1)).astimezone(local).date() == wanted + timedelta(days=1)


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "America/Nuuk"])
def test_every_clock_of_the_north_but_one_shows_23_59(zone):
    for day in range(365):
        due = end_of_day(datetime(2027, 1, 1, 12, tzinfo=UTC) + timedelta(days=day), 0, zone)
        assert due.astimezone(ZoneInfo(zone)).strftime("%H:%M") == "23:59"


def test_in_nuuk_the_night_without_23_59_ends_with_its_last_minute():
    spring, autumn = date(2026, 3, 28), date(2026, 10, 24)
    for night, shown, instant in (
        (spring, "22:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (autumn, "23:59", datetime(2026, 10, 25, 1, 59, tzinfo=UTC)),
    ):
        noon = datetime(night.year, night.month, night.day, 12, tzinfo=ZoneInfo("America/Nuuk"))
        due = end_of_day(noon, 0, "America/Nuuk")
        assert due == instant
        assert due.astimezone(ZoneInfo("America/Nuuk")).strftime("%H:%M") == shown
