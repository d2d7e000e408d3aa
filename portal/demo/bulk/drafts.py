"""Drafts of the bulk: what a benchmark needs in order to save and submit."""

from datetime import datetime

from grants.models import Application, Call, Representative
from grants.states import ApplicationState, SeatState
from portal.cities.models import Country, Organisation
from portal.cities.states import OrganisationKind
from portal.demo.bulk.applications import PREFIX, answers
from portal.demo.bulk.people import applicant
from portal.demo.bulk.sample_text import chooser
from portal.people.models import User


def add_drafts(wanted: int, *, at: datetime) -> tuple[User, list[Application]]:
    """`wanted` new drafts to the bulk's call, each complete, and the account that may submit them."""
    account = applicant(at)
    body, _is_new = Organisation.objects.get_or_create(
        name="Bulk Association", kind=OrganisationKind.VOLUNTARY, country=Country.objects.get(code="DK")
    )
    Representative.objects.get_or_create(
        organisation=body, user=account, defaults={"state": SeatState.CONFIRMED, "asked_at": at, "decided_at": at}
    )
    call = Call.objects.get(reference_prefix=PREFIX)
    there = call.applications.filter(organisation=body).count()
    rows = [_draft(call, body, account, number, at) for number in range(there, there + wanted)]
    return account, Application.objects.bulk_create(rows)


def _draft(call: Call, body: Organisation, account: User, number: int, at: datetime) -> Application:
    given = answers(chooser("draft", number), sought=20_000)
    return Application(
        call=call,
        organisation=body,
        applicant_name=body.name,
        title=given["title"],
        state=ApplicationState.DRAFT,
        answers=given,
        draft_revision=1,
        sought_minor=2_000_000,
        contact=account,
        started_at=at,
        changed_at=at,
    )
