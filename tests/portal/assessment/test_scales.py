"""A scale of one's own works from the criterion it is typed for to the ranking and the export."""

import csv
import io

import pytest

from portal.assessment.domain.scales import Scale, Step, score_cell
from portal.assessment.errors import ScaleNotSound
from tests.factories.assessment import AssignmentFactory, EntryFactory, PanelMemberFactory, RoundFactory
from tests.portal.assessment.pages import address, staff_address, text
from tests.support.values import for_each

NAMED = {"en": "Named"}


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([], "two steps or more"),
        ([Step(1, NAMED)], "two steps or more"),
        ([Step(1, NAMED), Step(1, NAMED)], "must be higher than the one before"),
        ([Step(2, NAMED), Step(1, NAMED)], "must be higher than the one before"),
        ([Step(1, NAMED), Step(2.5, NAMED)], "whole numbers"),
        ([Step(False, NAMED), Step(True, NAMED)], "whole numbers"),
        ([Step(0, NAMED), Step(1001, NAMED)], "whole numbers"),
        ([Step(0, NAMED), Step(1, {})], "needs a name"),
        ([Step(0, NAMED), Step(1, {"en": ""})], "needs a name"),
    ],
)
def test_a_scale_that_cannot_be_scored_on_is_refused_in_words(steps, sentence):
    with pytest.raises(ScaleNotSound, match=sentence):
        Scale(tuple(steps))


def test_what_machines_read_is_read_back_alike():
    scale = Scale((Step(-1, {"en": "Worse"}), Step(3, {"en": "Better"}, {"en": "by far"})))
    assert Scale.from_json(scale.as_json()) == scale
    assert scale.as_json()[1] == {"value": 3, "label": {"en": "Better"}, "meaning": {"en": "by far"}}


TYPED = {
    "en": "-2 A street\n0. A quarter\n\n6: The city – all of it",
    "nb": "-2 En gate – bare en\n6 Byen",
}
REACH = Scale(
    (
        Step(-2, {"en": "A street", "nb": "En gate"}, {"nb": "bare en"}),
        Step(0, {"en": "A quarter"}),
        Step(6, {"en": "The city", "nb": "Byen"}, {"en": "all of it"}),
    )
)


def test_a_scale_is_typed_a_step_a_line_in_any_order_of_languages():
    assert Scale.from_lines(TYPED) == REACH
    assert Scale.from_lines(dict(reversed(TYPED.items()))) == REACH
    assert Scale.from_lines({"en": "3 Good\n−1 Bad"}) == Scale((Step(-1, {"en": "Bad"}), Step(3, {"en": "Good"})))


def test_what_staff_typed_stands_in_the_form_again():
    assert REACH.as_lines() == {"en": "-2 A street\n0 A quarter\n6 The city – all of it", "nb": TYPED["nb"]}


@for_each(
    "texts, sentence",
    [
        ({"en": "1 Bad\nGood"}, "“Good” is not a number and a name."),
        ({"en": "1 Bad\n2 Good", "da": "1 Dårlig\n3 God"}, "The English scale has no step 3."),
        ({"da": "1 Dårlig\n2 God"}, "The English scale has no step 1."),
    ],
)
def test_a_line_that_is_no_step_is_named(texts, sentence):
    with pytest.raises(ScaleNotSound) as refused:
        Scale.from_lines(texts)
    assert str(refused.value) == sentence


def test_steps_count_up_from_one_by_their_names():
    assert Scale.of({"en": "Weak"}, {"en": "Good"}) == Scale((Step(1, {"en": "Weak"}), Step(2, {"en": "Good"})))
    assert Scale.of({"en": "None"}, {"en": "All"}, start=0).values == [0, 1]


def test_the_widest_scale_goes_from_minus_to_plus_a_thousand():
    widest = Scale((Step(-1000, NAMED), Step(1000, NAMED)))
    assert (widest.lowest, widest.highest) == (-1000, 1000)
    with pytest.raises(ScaleNotSound, match="whole numbers"):
        Scale((Step(-1001, NAMED), Step(0, NAMED)))


def test_a_reviewer_chooses_a_number_with_its_name_and_meaning():
    assert REACH.choices() == [("-2", "A street", "bare en"), ("0", "A quarter", ""), ("6", "The city", "all of it")]


def test_a_score_off_the_scale_has_no_name_and_one_that_did_not_apply_is_no_number():
    assert (REACH.label_of(6), REACH.label_of(5), REACH.label_of(None)) == ({"en": "The city", "nb": "Byen"}, {}, {})
    assert (score_cell(0), score_cell(None)) == (0, "n/a")


@pytest.fixture
def judged(source, manager, client):
    """A planned round with a scale typed on its criteria page, opened, and one entry judged on it in the browser."""
    round = RoundFactory()
    client.force_login(manager)
    row = {"label_en": "Reach", "weight": 1, "ORDER": 1, "scale_en": "-2 A street\n0 A quarter\n6 The city – all of it"}
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, **{f"form-0-{name}": value for name, value in row.items()}}
    client.post(staff_address(round, "criteria"), sent)
    criterion = round.criteria.get()
    round.state, round.opened_at = "open", round.created_at
    round.save()
    juror = PanelMemberFactory(round=round).user
    entry = EntryFactory(round=round, subject_uuid=source.add("Ljósið"))
    AssignmentFactory(entry=entry, reviewer=juror)
    return round, criterion, juror, entry


def test_a_new_scale_is_scored_on_ranked_and_exported(judged, manager, client):
    round, criterion, juror, entry = judged
    client.force_login(juror)
    form = text(client.get(address(entry)))
    for value, name in (("-2", "A street"), ("0", "A quarter"), ("6", "The city")):
        assert f'value="{value}"' in form
        assert f'<span class="scale__name">{name}</span>' in form
    assert '<span class="scale__meaning">all of it</span>' in form
    field = f"criterion-{criterion.uuid}"
    off = text(client.post(address(entry), {"do": "submit", "version": 0, field: "5", "comment": "Brave"}))
    assert "Choose one of the steps of the scale." in off
    sent = {"do": "submit", "version": 0, field: "0", "comment": "Brave"}
    page = text(client.post(address(entry), sent, follow=True))
    assert "25.0 of 100 points" in page
    assert "A quarter" in page
    client.force_login(manager)
    ranking = text(client.get(staff_address(round, "ranking")))
    assert '<td class="number">25.0</td>' in ranking
    table = b"".join(client.get(staff_address(round, "scores")).streaming_content).decode()
    heading, row = csv.reader(io.StringIO(table))
    assert dict(zip(heading, row, strict=True))["Reach (1)"] == "0"
