"""Every state of the prize's nouns, wherever it shows: a state that one of them forgets fails here by name."""

import pytest
from django.urls import reverse

from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.candidacies import public_state
from pioneers.states import SENT_NOMINATIONS, CandidacyState, EditionState, NominationState, NomineeState
from portal.adminkit.addresses import list_url, staff_url
from portal.core.clock import now
from tests.factories.people import ManagerFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory
from tests.factories.states import record_in
from tests.pioneers.test_consent import open_page
from tests.support.state_tags import staff_tag, tag

pytestmark = pytest.mark.django_db
OVER = "The choice has been made"


@pytest.mark.parametrize("state", NominationState)
def test_its_nominator_reads_it_on_their_list_and_on_its_page(client, state):
    nomination = record_in(state)
    client.force_login(nomination.nominator)
    assert tag(state) in client.get(reverse("pioneers:nominations")).content.decode()
    page = client.get(reverse("pioneers:nomination", args=[nomination.uuid]), follow=True).content.decode()
    assert (tag(state) in page) == (state != NominationState.DRAFT), "a draft is opened in the form"


@pytest.mark.parametrize("state", NomineeState)
def test_the_nominee_reads_where_their_answer_stands_and_what_they_can_do(client, state):
    nominee = record_in(state)
    if not nominee.requests.exists():
        nominee.requests.create(person=nominee.person, role="nominee", asked_at=now())
    page = open_page(client, nominee.candidacy).content.decode()
    assert tag(state) in page
    assert OVER not in page, "the edition is not decided, so the page says what comes next"


@pytest.mark.parametrize("state", CandidacyState)
def test_who_said_yes_reads_how_far_their_candidacy_has_come(client, state):
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), state=state, nominee_state="accepted")
    page = open_page(client, candidacy).content.decode()
    if state == CandidacyState.ACCEPTED:
        assert page.count('class="tag ') == page.count(tag(NomineeState.ACCEPTED)) == 1, "their own answer says it"
    elif state == CandidacyState.ASKED:
        assert "Waiting for others in the group" not in page, "the choice is made, and nobody can answer any more"
        assert OVER.lower() in page
    else:
        assert tag(state) in page
    assert public_state(candidacy, now()) == state


def test_who_said_yes_waits_for_the_others_of_a_group_while_they_can_answer(client):
    candidacy = CandidacyFactory(edition=EditionFactory(), state=CandidacyState.ASKED, nominee_state="accepted")
    page = open_page(client, candidacy).content.decode()
    assert '<span class="tag tag--waiting">Waiting for others in the group</span>' in page, "not for them"


@pytest.mark.parametrize(
    "state", [*EditionState, *NominationState, *CandidacyState, *NomineeState], ids=lambda state: repr(state)
)
def test_staff_find_it_by_its_state(client, state):
    record = record_in(state)
    model = {
        EditionState: Edition,
        NominationState: Nomination,
        CandidacyState: Candidacy,
        NomineeState: Nominee,
    }[type(state)]
    client.force_login(ManagerFactory())
    everything = client.get(list_url(model)).content.decode()
    chosen = client.get(list_url(model), {"state": state.value}).content.decode()
    is_listed = model is not Nomination or state in SENT_NOMINATIONS
    assert (f'value="{state.value}"' in everything) == is_listed, "the filter offers it"
    assert (staff_tag(state) in chosen) == is_listed
    assert client.get(staff_url(record)).status_code == (200 if is_listed else 404)
