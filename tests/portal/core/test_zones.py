"""The clocks of a zone: what is skipped in spring, what comes twice in autumn."""
# ruff: noqa: DTZ001 - clocks on a wall know no zone

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core.zones import ZONES, Occurrence, TimeComesTwice, TimeSkipped, instant_of
from tests.support.values import for_each

# Where clocks change: the hour that is skipped on a night in spring 2027, the one that comes twice in autumn.
CHANGES = {
    "Europe/Copenhagen": (datetime(2027, 3, 28, 2), datetime(2027, 10, 31, 2)),
    "Europe/Oslo": (datetime(2027, 3, 28, 2), datetime(2027, 10, 31, 2)),
    "Europe/Stockholm": (datetime(2027, 3, 28, 2), datetime(2027, 10, 31, 2)),
    "Europe/Helsinki": (datetime(2027, 3, 28, 3), datetime(2027, 10, 31, 3)),
    "Europe/Mariehamn": (datetime(2027, 3, 28, 3), datetime(2027, 10, 31, 3)),
    "Atlantic/Faroe": (datetime(2027, 3, 28, 1), datetime(2027, 10, 31, 1)),
    "America/Nuuk": (datetime(2027, 3, 27, 23), datetime(2027, 10, 30, 23)),
}


def test_every_zone_that_can_be_chosen_is_tried():
    assert set(CHANGES) | {"Atlantic/Reykjavik"} == set(ZONES)


@for_each("minute", [0, 1, 30, 59])
@for_each("zone", CHANGES)
def test_a_skipped_time_is_refused_in_words(zone, minute):
    gap = CHANGES[zone][0]
    with pytest.raises(TimeSkipped) as refusal:
        instant_of(gap + timedelta(minutes=minute), zone)
    after = gap + timedelta(hours=1)
    assert f"before {gap:%H:%M}, or {after:%H:%M} or later" in str(refusal.value)


@for_each("minute", [0, 1, 30, 59])
@for_each("zone", CHANGES)
def test_of_a_time_that_comes_twice_it_is_asked_which(zone, minute):
    wall = CHANGES[zone][1] + timedelta(minutes=minute)
    with pytest.raises(TimeComesTwice, match=f"{wall:%H:%M} comes twice"):
        instant_of(wall, zone)
    first, second = (instant_of(wall, zone, occurrence) for occurrence in Occurrence)
    assert second - first == timedelta(hours=1)
    assert {one.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) for one in (first, second)} == {wall}


@pytest.mark.parametrize("zone", ZONES)
def test_every_other_quarter_of_an_hour_of_a_year_is_read_back_as_it_was_typed(zone):
    wall, tried, odd = datetime(2027, 1, 1), 0, 0
    while wall.year == 2027:
        try:
            assert instant_of(wall, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall
            tried += 1
        except (TimeSkipped, TimeComesTwice):
            odd += 1
        wall += timedelta(minutes=15)
    assert (tried, odd) == ((35_040, 0) if zone == "Atlantic/Reykjavik" else (35_032, 8))


def test_an_instant_is_in_utc():
    assert instant_of(datetime(2027, 3, 1, 12), "Europe/Oslo") == datetime(2027, 3, 1, 11, tzinfo=UTC)
