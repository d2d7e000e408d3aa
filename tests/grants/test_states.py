"""Every state of an application, wherever it shows: a state that one of them forgets fails here by name."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from grants.models import Application, Award
from grants.states import IN_FIELD, PUBLISHABLE, SUBMITTED_STATES, ApplicationState, AwardState
from portal.adminkit.addresses import list_url, staff_url
from portal.core.clock import now
from tests.factories.grants import FundSeatFactory
from tests.factories.people import ManagerFactory
from tests.factories.states import record_in
from tests.grants.pages import page_url, text_of
from tests.support.state_tags import staff_tag, tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ApplicationState)
def test_its_applicant_reads_it_on_their_list_and_on_its_page(client, state):
    application = record_in(state)
    client.force_login(application.contact)
    assert tag(state) in text_of(client.get(page_url(application)))
    line = text_of(client.get(reverse("grants:applications")))
    waits_for_them = state in {ApplicationState.DRAFT, ApplicationState.AWARDED}
    assert tag(state, colour="waiting" if waits_for_them else None) in line


@pytest.mark.parametrize("state", ApplicationState)
def test_staff_find_it_by_its_state_once_it_was_submitted(client, state):
    application = record_in(state)
    client.force_login(ManagerFactory())
    everything = text_of(client.get(list_url(Application)))
    chosen = text_of(client.get(list_url(Application), {"state": state.value}))
    is_listed = state in SUBMITTED_STATES
    assert (f'value="{state.value}"' in everything) == is_listed, "the filter offers it"
    assert (staff_tag(state) in everything) == is_listed
    assert (staff_tag(state) in chosen) == is_listed
    assert client.get(staff_url(application)).status_code == (200 if is_listed else 404)


@pytest.mark.parametrize("state", ApplicationState)
def test_the_export_and_the_call_say_where_it_stands(client, state):
    application = record_in(state)
    client.force_login(ManagerFactory())
    call = text_of(client.get(staff_url(application.call)))
    assert (f"{state.label}: 1" in call) == (state in SUBMITTED_STATES)
    written = client.get(f"{list_url(Application)}", {"export": "csv"}).getvalue().decode()
    rows = list(csv.reader(io.StringIO(written)))
    found = [row[rows[0].index("State")] for row in rows[1:]]
    assert found == ([state.label] if state in SUBMITTED_STATES else [])


@pytest.mark.parametrize("state", ApplicationState)
def test_the_funder_reads_it_while_it_is_in_the_field(client, state):
    application = record_in(state)
    client.force_login(FundSeatFactory(fund=application.call.fund).user)
    field = text_of(client.get(reverse("grants:funder_call", args=[application.call.uuid])))
    page = client.get(reverse("grants:funder_application", args=[application.uuid]))
    if state in IN_FIELD:
        assert f'value="{state.value}"' in field
        assert f'<td data-label="State">{state.label}</td>' in field
        assert tag(state, state.label) in text_of(page)
    else:
        assert f'value="{state.value}"' not in field
        assert page.status_code == 404


@pytest.mark.parametrize("state", AwardState)
def test_only_what_may_be_published_reaches_the_site_and_open_data(client, state):
    award = record_in(state)
    published = {"published_at": now(), "public_reasons": "It reaches many."}
    if state in PUBLISHABLE:
        Award.objects.filter(pk=award.pk).update(**published)
    else:
        with pytest.raises(IntegrityError, match="award_published_only_accepted"), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(**published)
    shown = state in PUBLISHABLE
    assert client.get(reverse("grants:award", args=[award.uuid])).status_code == (200 if shown else 404)
    assert (str(award.uuid) in client.get("/open-data/360giving.json").getvalue().decode()) == shown
