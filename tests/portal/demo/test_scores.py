"""The demo's readers keep to the scale of each criterion, so that a round may begin with any scale."""

from uuid import uuid4

import pytest

from portal.assessment.domain.scales import Scale
from portal.assessment.models import Criterion
from portal.demo.scores import scores_on

FIVE = Scale.of(*({"en": name} for name in ("Weak", "Fair", "Good", "Very good", "Outstanding")))
THREE = Scale.of({"en": "No"}, {"en": "Partly"}, {"en": "Yes"}, start=0)


def criterion(scale: Scale) -> Criterion:
    return Criterion(uuid=uuid4(), scale=scale.as_json())


@pytest.mark.parametrize(("thought", "of_five", "of_three"), [(1, 1, 0), (3, 3, 1), (5, 5, 2)])
def test_the_same_thought_lies_as_high_on_any_scale(thought, of_five, of_three):
    first, second = criterion(FIVE), criterion(THREE)

    assert scores_on([first, second], (thought, thought)) == {first.uuid: of_five, second.uuid: of_three}


def test_a_draft_may_leave_the_last_criteria_unscored():
    first, second = criterion(FIVE), criterion(THREE)

    assert scores_on([first, second], (4,)) == {first.uuid: 4}
