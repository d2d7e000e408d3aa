"""The staff home of the demo: whatever the day, something is stuck, something closes this week, something is mine."""

from datetime import datetime

import pytest

from pioneers.queries.editions import edition_for_nominating
from portal.config.demo import load_demo
from portal.people.models import User
from portal.staff.models import Case
from portal.staff.queries.waiting import MINE, UNOWNED, waiting_now

pytestmark = pytest.mark.django_db


def test_the_secretariat_has_its_hands_full_even_at_new_year(clock):
    at = datetime.fromisoformat("2027-01-01T00:10:00+00:00")
    clock(at)
    load_demo(lambda line: None)
    manager, finance = (User.objects.get(email=f"{name}@demo.test") for name in ("manager", "finance"))
    everything, mine = waiting_now(manager, at), waiting_now(manager, at, cases=MINE)
    for urgency in ("stuck", "closing", "waiting"):
        assert everything[urgency].total > mine[urgency].total >= 1, urgency
    kinds = {row.kind for row in everything["closing"].rows}
    assert {"grants.close_call", "pioneers.answers", "assessment.short_of_reviews", "membership.ending"} <= kinds
    shown = [row for section in mine.values() for row in section.rows]
    assert any(row.owner == "Mikkel Aagaard" and row.stand_in for row in shown)
    assert any(row.stand_in == "Mikkel Aagaard" for row in shown)
    assert waiting_now(manager, at, cases=UNOWNED)["waiting"].total
    assert waiting_now(finance, at, cases=MINE)["stuck"].total == 1
    assert edition_for_nominating(at).takes_nominations(at)
    cases = Case.objects.count()
    load_demo(lambda line: None)
    assert Case.objects.count() == cases
