"""Staff find calls, rounds, files, e-mails and representatives by each state they can be in."""

import pytest

from grants.models import Call, Representative
from grants.states import CallState, SeatState
from portal.adminkit.addresses import list_url
from portal.assessment.models import Round
from portal.assessment.states import RoundState
from portal.core.clock import now
from portal.documents.models import PrivateFile
from portal.documents.states import FileState
from portal.mail.models import Letter
from portal.mail.states import LetterState
from tests.factories.people import ManagerFactory
from tests.factories.states import record_in
from tests.support.state_tags import staff_tag

pytestmark = pytest.mark.django_db
MODELS = {
    CallState: Call,
    SeatState: Representative,
    RoundState: Round,
    FileState: PrivateFile,
    LetterState: Letter,
}


@pytest.mark.parametrize("state", [state for states in MODELS for state in states], ids=lambda state: repr(state))
def test_staff_find_it_by_its_state(client, state):
    record = record_in(state)
    client.force_login(ManagerFactory())
    address = list_url(MODELS[type(state)])
    everything = client.get(address).content.decode()
    chosen = client.get(address, {"state": state.value}).content.decode()
    assert f'value="{state.value}"' in everything, "the filter offers it"
    # An announced call is told by its window.
    assert staff_tag(record.phase(now()) if state == CallState.ANNOUNCED else state) in chosen
