import pytest

from portal.core.states import TransitionRefused, Transitions

TABLE = Transitions({"submit": ({"draft"}, "submitted"), "withdraw": ({"draft", "submitted"}, "withdrawn")})


def test_a_step_leads_on_from_the_states_it_is_allowed_in():
    assert TABLE.after("submit", "draft") == "submitted"
    assert TABLE.allows("withdraw", "submitted")


def test_a_step_from_any_other_state_is_refused_in_words():
    assert not TABLE.allows("submit", "withdrawn")
    with pytest.raises(TransitionRefused, match="something changed"):
        TABLE.after("submit", "withdrawn")
