"""What somebody of staff is a party to betrays nothing: whatever their role, and however the list is asked for."""

from itertools import cycle

import pytest
from django.urls import reverse

from grants.models import Application
from grants.queries.money import position_of
from grants.queries.ranking import ranked, ranked_lines
from portal.assessment.models import Entry
from portal.assessment.queries.coverage import coverage, coverage_totals
from portal.assessment.queries.ranking import ranking
from portal.assessment.queries.staff import panel_of
from portal.core.clock import now
from tests.factories.cities import ContactPersonFactory
from tests.factories.grants import ANSWERS, CallFactory, FundSeatFactory, RepresentativeFactory, eligible
from tests.factories.people import AdministratorFactory, FinanceFactory, ManagerFactory, PersonFactory, TieFactory
from tests.grants.pages import text_of
from tests.support.ways_in import Case

pytestmark = pytest.mark.django_db

ROLES = [ManagerFactory, AdministratorFactory, FinanceFactory]
SECRET = "Nordlys over havna"
LIST = "grants_application:index"


def tied(application, account):
    TieFactory(person=PersonFactory(user=account), kind="cities.organisation", target=application.organisation.uuid)


def speaks_for_the_city(application, account):
    application.city.contact_persons.filter(until=None).update(until=now())
    ContactPersonFactory(city=application.city, user=account, since=now())


def colleague(application, account):
    RepresentativeFactory(organisation=application.organisation, user=account)


def partner(application, account):
    rows = [{"id": "r9", "name": "Natteravnene", "role": account.email}]
    Application.objects.get(pk=application.pk)
    application.answers = {**application.answers, "partners": rows}
    application.save()


PARTIES = [tied, speaks_for_the_city, colleague, partner]


@pytest.fixture
def call():
    return CallFactory(closed=True)


@pytest.fixture
def field(call):
    """Three applications; the one in the middle, by title, sum and points, is the case of the tests."""
    titles = ["Aftensang", SECRET, "Ørnereir"]
    sums = ["300 000", "400 000", "500 000"]
    made = []
    for title, sum in zip(titles, sums, strict=True):
        budget = [{**ANSWERS["budget"][0], "sum": sum}, *ANSWERS["budget"][1:]]
        made.append(eligible(call, title=title, answers={**ANSWERS, "title": title, "budget": budget}))
    return made


def rows_of(client, address, **asked):
    """The references of a staff list in the order they are shown; where a search or a filter asks for them, the rows
    alone, as they come while somebody types."""
    page = text_of(client.get(address if "ordering" in asked else f"{address}results/", asked))
    found = [(page.find(one.reference), one.reference) for one in Application.objects.all()]
    return [reference for at, reference in sorted(found) if at >= 0], page


@pytest.mark.parametrize(("become", "role"), list(zip(PARTIES, cycle(ROLES), strict=False)))
def test_lists_searches_and_files_say_nothing_of_it(client, field, call, role, become):
    mine, viewer = field[1], role()
    become(mine, viewer)
    client.force_login(viewer)
    address = reverse(LIST)
    for column in ("title", "applicant_name", "state", "submitted_at"):
        for ordering in (column, f"-{column}"):
            shown, page = rows_of(client, address, ordering=ordering)
            assert shown[-1] == mine.reference
            assert len(shown) == 3
            assert SECRET not in page
    assert rows_of(client, address, q="Nordlys")[0] == []
    assert mine.reference not in rows_of(client, address, state="eligible")[0]
    assert mine.reference in rows_of(client, address, call=str(call.pk))[0]
    assert client.get(reverse("grants_application:inspect", args=[mine.uuid])).status_code == 403
    for name in ("scores", "scores_json"):
        response = client.get(reverse(f"grants_application:{name}"))
        assert SECRET not in b"".join(response.streaming_content).decode()
    exported = client.get(address, {"export": "csv", "ordering": "title"})
    table = b"".join(exported.streaming_content).decode()
    assert SECRET not in table
    assert table.strip().splitlines()[-1].startswith(mine.reference)


@pytest.mark.both
@pytest.mark.parametrize("become", PARTIES, ids=lambda become: become.__name__)
def test_the_field_against_its_budget_is_as_if_it_were_not_there(field, call, become):
    mine, viewer, stranger = field[1], ManagerFactory(), ManagerFactory()

    def lines(who):
        return ranked_lines(list(ranked(call, who, now())), call, position_of(call), who, now())

    cases = [Case(Entry.objects.get(subject_uuid=one.uuid)) for one in field]
    cases[0].give(cases[0].others[1])
    cases[0].submit(cases[0].others[1], best=False)
    before = lines(stranger)
    become(mine, viewer)
    seen = lines(viewer)
    assert [line.reference for line in seen][-1] == mine.reference
    assert (seen[-1].masked, seen[-1].running, seen[-1].state) == (True, None, None)
    others = [line for line in before if line.reference != mine.reference]
    assert [line.reference for line in seen[:-1]] == [line.reference for line in others]
    assert seen[-2].running == seen[0].sought + seen[1].sought
    assert lines(stranger) == before


def test_a_funder_who_is_a_partner_reads_it_nowhere(client, field, call):
    seat = FundSeatFactory(fund=call.fund)
    partner(field[1], seat.user)
    client.force_login(seat.user)
    page = text_of(client.get(reverse("grants:funder_call", args=[call.uuid])))
    assert SECRET not in page
    assert "Ørnereir" in page
    assert client.get(reverse("grants:funder_application", args=[field[1].uuid])).status_code == 404


def test_a_round_tells_nothing_of_it(client, field):
    case, viewer = Case(Entry.objects.get(subject_uuid=field[1].uuid)), ManagerFactory()
    reader = case.others[0]
    tied(field[1], viewer)
    ordered = [line.reference for line in ranking(case.round, viewer=viewer, at=now())]
    assert ordered[-1] == case.entry.reference
    assert {line.rank for line in ranking(case.round, viewer=viewer, at=now())} == {None}
    line = list(coverage(case.round, viewer=viewer, at=now()))[-1]
    assert (line.reference, line.masked, line.assigned, line.submitted, line.missing) == (
        case.entry.reference,
        True,
        0,
        0,
        0,
    )
    assert {str(state) for _seat, state in line.cells} == {"none"}
    totals = coverage_totals(case.round, viewer=viewer, at=now())
    assert (totals.entries, totals.assigned, totals.submitted, totals.masked) == (2, 0, 0, 1)
    assert coverage_totals(case.round, viewer=ManagerFactory(), at=now()).submitted == 1
    seat = next(one for one in panel_of(case.round, viewer, now()) if one.seat.user_id == reader.pk)
    assert (seat.given, seat.submitted) == (0, 0)
    client.force_login(viewer)
    short = text_of(client.get(reverse("assessment_round:coverage", args=[case.round.uuid]), {"short": "1"}))
    assert case.entry.reference not in short


def test_staff_are_not_told_who_has_a_stake_in_what_they_have_one_in_themselves(client, field):
    case, viewer = Case(Entry.objects.get(subject_uuid=field[1].uuid)), ManagerFactory()
    juror = case.others[1]
    colleague(field[1], juror)
    client.force_login(viewer)
    pages = [
        reverse("assessment_round:panel", args=[case.round.uuid]),
        reverse("assessment_round:action", args=[case.round.uuid, "spread"]),
    ]
    for page in pages:
        assert f"{case.entry.reference} (same organisation)" in text_of(client.get(page))
    tied(field[1], viewer)
    for page in pages:
        assert "same organisation" not in text_of(client.get(page))
