"""When the demo's calls open, close and are applied to, on whatever night the demo is loaded."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.demo.grants.calls import ZONES, reference_prefix, stories
from portal.demo.grants.course import Calendar
from portal.demo.load import EVERYTHING, STAGES

# A year with a leap day; at this minute clocks are moved, and the day is another one in the Nordic countries.
NIGHTS = [datetime(2028, 1, 1, 0, 59, tzinfo=UTC) + timedelta(days=day) for day in range(366)]


@pytest.mark.parametrize("stage", [EVERYTHING, *STAGES], ids=lambda stage: stage.name or "everything")
def test_on_any_night_applications_come_in_time_and_no_two_calls_share_their_references(stage):
    told = stories(stage.windows, stage.without)
    for now in NIGHTS:
        prefixes = []
        for story in told:
            facts = story["call"]
            calendar = Calendar.of(facts, now, ZoneInfo(ZONES[facts["programme"]]))
            assert (calendar.opens < now, calendar.closes < now) == (facts["opens"] < 0, facts["closes"] < 0)
            for order, _one in enumerate(story.get("application", ())):
                assert calendar.opens < calendar.submission_count(order) < min(calendar.closes, now)
            assert calendar.after(0) < now
            prefixes.append(reference_prefix(facts, calendar))
        assert len(set(prefixes)) == len(prefixes), now
