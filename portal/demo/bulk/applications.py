"""Applications of the bulk: one open call, a municipality for every ten of them."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from grants.actions.calls import create_call
from grants.actions.funds import create_fund
from grants.actions.programmes import create_programme
from grants.actions.submission import digest, snapshot_of
from grants.models import Application, Call, Programme, SubmittedVersion
from grants.queries.rounds import SUBJECT, round_of
from grants.states import ApplicationState, CallState
from portal.assessment.models import Round
from portal.assessment.states import RoundState
from portal.cities.models import City, Country, Organisation
from portal.cities.states import OrganisationKind
from portal.demo.bulk.people import applicant
from portal.demo.bulk.reviews import BATCH_SIZE, enter_and_review, seat_panel
from portal.demo.bulk.sample_text import chooser, paragraph, sentence
from portal.people.models import User

PREFIX = "BULK"
APPLICATIONS_PER_CITY = 10
PLENTY = 10**11


def add_applications(wanted: int, panel: list[User], *, by: User, at: datetime) -> int:
    """Brings the bulk's call up to `wanted` applications, all in assessment; returns how many were added."""
    call = _call(by, at)
    round = round_of(call)
    seat_panel(round, panel, at)
    there = call.applications.exclude(reference=None).count()
    numbers = range(there + 1, wanted + 1)
    applicants, contact = _applicants(wanted // APPLICATIONS_PER_CITY + 1), applicant(at)
    for start in range(0, len(numbers), BATCH_SIZE):
        rows = [_application(call, number, applicants, contact, at) for number in numbers[start : start + BATCH_SIZE]]
        Application.objects.bulk_create(rows, batch_size=BATCH_SIZE)
        SubmittedVersion.objects.bulk_create([_version(row) for row in rows], batch_size=BATCH_SIZE)
        enter_and_review(round, [(row.uuid, row.reference) for row in rows], kind=SUBJECT, panel=panel, at=at)
    return len(numbers)


def _call(by: User, at: datetime) -> Call:
    known = Call.objects.filter(reference_prefix=PREFIX).first()
    if known:
        return known
    funder = Organisation.objects.create(
        kind=OrganisationKind.FOUNDATION, name="The Bulk Foundation", country=Country.objects.get(code="DK")
    )
    fund = create_fund(by=by, at=at, name="Bulk fund", funder=funder, currency="EUR", sum_minor=PLENTY, rules={})
    programme = Programme.objects.filter(slug="bulk").first() or create_programme(
        by=by, at=at, slug="bulk", names={"en": "Bulk funding"}, eligibility={}, is_live=True
    )
    call = create_call(
        by=by,
        at=at,
        programme=programme,
        fund=fund,
        names={"en": "Bulk call"},
        summaries={"en": "A call with as many applications as one likes."},
        texts={"en": "Made up, to see what the portal costs at scale."},
        eligibility={},
        reference_prefix=PREFIX,
        budget_minor=PLENTY,
        smallest_minor=0,
        largest_minor=PLENTY,
        opens_at=at - timedelta(days=60),
        closes_at=at + timedelta(days=30),
    )
    Call.objects.filter(pk=call.pk).update(state=CallState.ANNOUNCED)
    # Assessed while it is open, as no real call is: the benchmark needs both an application to submit and reviews.
    Round.objects.filter(pk=round_of(call).pk).update(state=RoundState.OPEN, opened_at=at)
    return Call.objects.select_related("fund", "programme").get(pk=call.pk)


def _applicants(wanted: int) -> list[Organisation]:
    country = Country.objects.get(code="NO")
    there = City.objects.filter(slug__startswith="bulk-").count()
    cities = City.objects.bulk_create(
        [City(country=country, name=f"Bulkvik {number}", slug=f"bulk-{number}") for number in range(there, wanted)]
    )
    Organisation.objects.bulk_create(
        [
            Organisation(kind=OrganisationKind.MUNICIPALITY, name=f"{city.name} kommune", country=country, city=city)
            for city in cities
        ]
    )
    return list(
        Organisation.objects.filter(city__slug__startswith="bulk-").select_related("city").order_by("id")[:wanted]
    )


def _application(call: Call, number: int, applicants: list[Organisation], contact: User, at: datetime) -> Application:
    random = chooser("application", number)
    organisation = applicants[(number - 1) // APPLICATIONS_PER_CITY]
    submitted = at - timedelta(days=30, minutes=number)
    sought = random.randrange(5, 51) * 1000
    return Application(
        uuid=uuid5(NAMESPACE_URL, f"{PREFIX}-{number}"),
        call=call,
        organisation=organisation,
        city=organisation.city,
        reference=f"{PREFIX}-{number:05}",
        title=sentence(random)[:65],
        applicant_name=organisation.name,
        state=ApplicationState.ELIGIBLE,
        answers=answers(random, sought),
        draft_revision=1,
        sought_minor=sought * 100,
        contact=contact,
        started_at=submitted - timedelta(days=3),
        changed_at=submitted,
        submitted_at=submitted,
        submission_count=1,
        receipted_version=1,
    )


def answers(random, sought: int) -> dict:
    """A complete set of answers under the stable question ids."""
    return {
        "title": sentence(random)[:65],
        "summary": paragraph(random, 4)[:500],
        "need": paragraph(random, 20),
        "target_group": paragraph(random, 6),
        "activities": paragraph(random, 25),
        "results": paragraph(random, 12),
        "continuation": paragraph(random, 8),
        "starts": "2027-01-15",
        "ends": "2027-12-15",
        "partners": [{"id": "r1", "name": f"Association {random.randrange(99)}", "role": sentence(random)[:300]}],
        "budget": [
            {"id": "r1", "kind": "staff", "text": "A youth worker", "sum": str(sought), "source": "sought"},
            {"id": "r2", "kind": "other", "text": "Rooms", "sum": "2000", "source": "own"},
        ],
    }


def _version(row: Application) -> SubmittedVersion:
    snapshot = snapshot_of(row)
    return SubmittedVersion(
        application=row,
        number=1,
        snapshot=snapshot,
        sha256=digest(snapshot),
        sought_minor=row.sought_minor,
        at=row.submitted_at,
        by=row.contact,
    )
