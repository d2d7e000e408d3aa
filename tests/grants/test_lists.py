"""Every list costs the same queries and rows for one row and for three."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from grants.models import Application, Call, Fund, Programme, Representative
from grants.queries.exports import applications_csv
from grants.queries.seats import applicants_of
from portal.adminkit.addresses import list_url, staff_url
from portal.core.clock import now
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundFactory,
    FundSeatFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    RepresentativeFactory,
    contact_of,
    eligible,
    published,
)
from tests.factories.people import ManagerFactory

pytestmark = pytest.mark.django_db


def spent(cost, client, url):
    client.get(url)
    caches["pages"].clear()
    with cost() as found:
        answered = client.get(url)
        content = b"".join(answered.streaming_content) if answered.streaming else answered.content
    assert answered.status_code == 200
    return found, content


def assert_flat(cost, client, url, make, rows_a_row=0):
    """Queries stay equal, and rows grow by no more than the rows shown."""
    make()
    one, _content = spent(cost, client, url)
    make()
    make()
    three, _content = spent(cost, client, url)
    assert three.queries == one.queries, "\n".join(three.statements)
    return one, three


def test_published_awards(client, cost):
    call = CallFactory(budget_minor=9_000_000_00)
    one, three = assert_flat(cost, client, reverse("grants:home"), lambda: published(call))
    assert three.rows - one.rows == 2


def test_programmes_with_calls(client, cost):
    def make():
        CallFactory(programme=ProgrammeFactory(), fund=FundFactory())

    one, three = assert_flat(cost, client, reverse("grants:home"), make)
    assert three.rows - one.rows <= 8


def test_open_data(client, cost):
    call = CallFactory(budget_minor=9_000_000_00)
    one, three = assert_flat(cost, client, "/open-data/360giving.json", lambda: published(call))
    assert three.rows - one.rows == 2


def test_an_applicants_own(client, cost):
    body = MunicipalityFactory()
    client.force_login(contact_of(body))
    call = CallFactory()
    one, three = assert_flat(
        cost, client, reverse("grants:applications"), lambda: ApplicationFactory(call=call, organisation=body)
    )
    assert three.rows - one.rows == 2


def test_a_funders_field(client, cost):
    call = CallFactory(budget_minor=9_000_000_00)
    seat = FundSeatFactory(fund=call.fund)
    client.force_login(seat.user)
    url = reverse("grants:funder_call", args=[call.uuid])
    one, three = assert_flat(cost, client, url, lambda: eligible(call))
    assert three.rows - one.rows == 2


def test_a_funders_calls(client, cost):
    fund = FundFactory()
    client.force_login(FundSeatFactory(fund=fund).user)
    assert_flat(cost, client, reverse("grants:funder"), lambda: CallFactory(fund=fund))


@pytest.mark.parametrize("kind", ["application", "call", "fund", "programme", "representative"])
def test_staff_lists(client, cost, kind):
    shared = CallFactory(budget_minor=9_000_000_00)
    make = {
        "application": lambda: eligible(shared),
        "call": CallFactory,
        "fund": FundFactory,
        "programme": ProgrammeFactory,
        "representative": RepresentativeFactory,
    }[kind]
    model = {m._meta.model_name: m for m in (Application, Call, Fund, Programme, Representative)}[kind]
    client.force_login(ManagerFactory())
    assert_flat(cost, client, list_url(model), make)


def test_a_calls_ranking_on_staff_pages(client, cost):
    call = CallFactory(budget_minor=9_000_000_00)
    client.force_login(ManagerFactory())
    one, three = assert_flat(cost, client, staff_url(call, "ranking"), lambda: eligible(call))
    assert three.rows - one.rows == 2


def test_the_export_with_scores(cost):
    manager = ManagerFactory()
    call = CallFactory(budget_minor=9_000_000_00)
    eligible(call)
    with cost() as one:
        list(applications_csv(Application.objects.all(), manager, now()))
    eligible(call)
    eligible(call)
    with cost() as three:
        list(applications_csv(Application.objects.all(), manager, now()))
    assert three.queries == one.queries


def test_bodies_someone_acts_for_are_listed_once():
    body = MunicipalityFactory()
    assert [found.pk for found in applicants_of(contact_of(body), now())] == [body.pk]
