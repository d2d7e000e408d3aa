"""The demo's grants: every state has an example, real cities are spared, and the open data is worth reading."""

import pytest

from grants.models import Application, Award, Call, Decision, Representative
from grants.queries.open_data import grants
from grants.states import (
    ApplicationState,
    AwardState,
    CallPhase,
    CallState,
    DecisionKind,
    SeatState,
)
from portal.assessment.models import Entry, Review, Round
from portal.assessment.states import EntryState, ReviewState, RoundState
from portal.clock import now
from portal.config.demo.accounts import open_accounts
from portal.config.demo.cities import load_cities
from portal.config.demo.grants import load_grants

pytestmark = pytest.mark.django_db


def states_of(model, field="state"):
    return set(model.objects.values_list(field, flat=True))


def test_the_grants_of_the_demo_show_every_state_and_spare_real_cities():
    at = now()
    for load in (open_accounts, load_cities, load_grants):
        load(at)
    assert states_of(Call) == set(CallState)
    assert states_of(Application) == set(ApplicationState)
    assert states_of(Award) == set(AwardState)
    assert states_of(Decision, "kind") == set(DecisionKind)
    assert states_of(Representative) == set(SeatState)
    of_calls = Round.objects.filter(owner_kind="grants.call")
    assert set(of_calls.values_list("state", flat=True)) == set(RoundState)
    entries = Entry.objects.filter(round__in=of_calls)
    assert set(entries.values_list("state", flat=True)) == set(EntryState)
    assert set(Review.objects.filter(entry__in=entries).values_list("state", flat=True)) == set(ReviewState)
    assert {call.programme.slug for call in Call.objects.all() if call.takes_applications(now())} == {
        "seed-funding",
        "safer-cities-norway",
    }
    assert {call.phase(now()) for call in Call.objects.filter(state=CallState.ANNOUNCED)} == set(CallPhase)
    assert not Application.objects.exclude(city=None).exclude(city__latitude=None).exists(), "a real city applied"
    assert len(list(grants(now()))) >= 5
