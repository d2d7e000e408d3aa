"""What a round judges by, typed in the admin."""

import pytest

from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.domain.scales import Scale
from portal.assessment.models import Criterion
from portal.core.clock import now
from tests.factories.assessment import RoundFactory
from tests.portal.assessment.pages import staff_address as address
from tests.portal.assessment.pages import text


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return manager


def criteria_form(*criteria):
    data = {"form-TOTAL_FORMS": len(criteria), "form-INITIAL_FORMS": 0}
    for number, criterion in enumerate(criteria):
        data |= {f"form-{number}-{name}": value for name, value in criterion.items()}
    return data


COURAGE = {
    "label_en": "Courage",
    "label_nb": "Mot",
    "weight": 3,
    "scale_en": "1 Weak – little to build on\n2. Fair\n3 Strong",
    "scale_nb": "1 Svak\n3 Sterk – et forbilde",
    "ORDER": 2,
}
REACH = {"label_en": "Reach", "weight": 1, "may_be_na": "on", "scale_en": "0 None\n10 Whole country", "ORDER": 1}


def test_criteria_are_typed_a_step_a_line(client, staff):
    round = RoundFactory()
    assert "Save the criteria" in text(client.get(address(round, "criteria")))
    client.post(address(round, "criteria"), criteria_form(COURAGE, REACH, {"weight": 1}))
    reach, courage = round.criteria.order_by("position")
    assert (str(reach), reach.may_be_na, reach.steps.values) == ("Reach", True, [0, 10])
    assert (courage.label, courage.weight) == ({"en": "Courage", "nb": "Mot"}, 3)
    assert courage.scale == [
        {"value": 1, "label": {"en": "Weak", "nb": "Svak"}, "meaning": {"en": "little to build on"}},
        {"value": 2, "label": {"en": "Fair"}, "meaning": {}},
        {"value": 3, "label": {"en": "Strong", "nb": "Sterk"}, "meaning": {"nb": "et forbilde"}},
    ]
    assert "1 Weak – little to build on" in text(client.get(address(round, "criteria")))


def test_a_scale_written_out_reads_back_alike():
    scale = Scale.from_lines({"en": "-1 Worse\n0 Same\n1 Better – by far", "nb": "1 Bedre"})
    assert Scale.from_lines(scale.as_lines()) == scale


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ({"scale_en": "Good\nBetter"}, "is not a number and a name"),
        ({"scale_en": "1 One\n2 Two", "scale_nb": "7 Sju"}, "The English scale has no step 7."),
        ({"scale_en": "1 Only"}, "A scale needs two steps or more."),
    ],
)
def test_a_scale_that_cannot_be_read_is_said_and_what_was_typed_stays(client, staff, scale, said):
    round = RoundFactory()
    page = text(client.post(address(round, "criteria"), criteria_form({**COURAGE, "scale_nb": "", **scale})))
    assert said in page
    assert "Courage" in page
    assert not Criterion.objects.exists()


def test_criteria_are_only_read_once_reviews_have_begun(scene, client, staff):
    juror = scene.panel[0]
    save_review_draft(entry=scene.entry("A", juror), answers=scene.answers(3), version=0, by=juror, at=now())
    page = text(client.get(address(scene.round, "criteria")))
    assert "Reviews have started" in page
    assert "Save the criteria" not in page
    assert "Outstanding – An example to others" in page
