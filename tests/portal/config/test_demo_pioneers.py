"""The prize in the demo: whatever the day, every state has an example and one edition is open."""

from datetime import datetime

import pytest

from pioneers import states
from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.laureates import published
from portal.assessment.models import Entry, Recusal, Review, Round
from portal.assessment.queries.queue import queue_of
from portal.assessment.states import EntryState, RecusalOrigin, ReviewState, RoundState
from portal.config.demo.accounts import open_accounts
from portal.config.demo.pioneers import load_pioneers
from portal.people.models import User

pytestmark = pytest.mark.django_db


def test_every_state_has_an_example_and_one_edition_is_open_even_at_new_year():
    at = datetime.fromisoformat("2027-01-01T00:10:00+00:00")
    open_accounts(at)
    load_pioneers(at)
    for model, wanted in (
        (Edition, states.EditionState),
        (Nomination, states.NominationState),
        (Candidacy, states.CandidacyState),
        (Nominee, states.NomineeState),
        (Round, RoundState),
        (Entry, EntryState),
        (Review, ReviewState),
    ):
        assert set(model.objects.values_list("state", flat=True)) == set(wanted.values), model
    assert set(Recusal.objects.values_list("origin", flat=True)) == set(RecusalOrigin.values)
    assert edition_for_nominating(at).takes_nominations(at)
    assert published(at).count() == 8
    for number in range(1, 6):
        assert len(queue_of(User.objects.get(email=f"juror{number}@demo.test"), at)) >= 3
