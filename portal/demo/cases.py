"""Who of the demo's secretariat sees what through: most of it has an owner and a stand-in, some is nobody's yet."""

from datetime import datetime
from itertools import cycle

from django.apps import apps

from portal.demo.accounts import STAFF
from portal.desk.actions.cases import assign_case
from portal.desk.queries.worklist import rows_of, worklist_of
from portal.desk.worklist import CASE, WorklistRow, worklist_sources
from portal.people.models import User

MANAGER, ADMIN, FINANCE = "manager@demo.test", "admin@demo.test", "finance@demo.test"
# Owner and stand-in of one thing after the other, sort by sort.
TURNS = ((ADMIN, None), None, (ADMIN, MANAGER), (MANAGER, None), (MANAGER, ADMIN))
OF_FINANCE = {"membership.without_approval"}


def hand_out_cases(at: datetime) -> None:
    """The manager gave them out."""
    staff = {email: User.objects.get(email=email) for email in STAFF}
    manager, turns = staff[MANAGER], cycle(TURNS)
    for source in worklist_sources():
        if source.whose != CASE:
            continue
        for row in rows_of(source, worklist_of(source, manager, at), manager, at):
            turn = (FINANCE, MANAGER) if source.kind in OF_FINANCE else next(turns)
            if turn:
                owner, stand_in = (email and staff[email] for email in turn)
                assign_case(about=_record(row), owner=owner, stand_in=stand_in, by=manager, at=at)


def _record(row: WorklistRow):
    return apps.get_model(row.about_kind).objects.get(uuid=row.about_uuid)
