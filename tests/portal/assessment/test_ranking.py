"""How entries stand, against values worked out by hand."""

from decimal import Decimal

import pytest
from django.core.paginator import Paginator

from portal.assessment.actions.entries import withdraw_entry
from portal.assessment.actions.reviews import NOT_APPLICABLE
from portal.assessment.queries.ranking import ranking, standings
from portal.core.clock import now
from tests.factories.assessment import EntryFactory


def placed(round, **options):
    return [(line.rank, line.reference, line.points) for line in ranking(round, **options)]


def test_the_ranking_by_hand(scene):
    # Weights 3 and 1, scale 1 to 5. Points of a review: 100 · (3·(a−1)/4 + 1·(b−1)/4) / 4
    one, two, three, _none = (scene.entry(name, *scene.panel, reference=name) for name in ("R1", "R2", "R3", "R4"))
    scene.submit(one, scene.panel[0], 5, 1)  # 75
    scene.submit(one, scene.panel[1], 3, 3)  # 50
    scene.submit(one, scene.panel[2], 2, 4)  # (0.75 + 0.75) / 4 = 37.5
    scene.submit(two, scene.panel[0], 4, NOT_APPLICABLE)  # 75, not (2.25 + 0) / 4 = 56.25
    scene.submit(two, scene.panel[1], 4, 2)  # 62.5
    scene.submit(three, scene.panel[0], 5, NOT_APPLICABLE)  # 100
    assert placed(scene.round) == [
        (1, "R3", Decimal("100.0")),
        (2, "R2", Decimal("68.8")),  # 68.75
        (3, "R1", Decimal("54.2")),  # 162.5 / 3
        (None, "R4", None),
    ]
    lines = {line.reference: line for line in ranking(scene.round)}
    assert lines["R1"].thousandths == 54_167
    assert lines["R1"].spread == Decimal("37.5")
    assert (lines["R1"].submitted, lines["R1"].short) == (3, False)
    assert (lines["R3"].submitted, lines["R3"].wanted, lines["R3"].short) == (1, 2, True)
    assert lines["R4"].spread is None


def test_equals_share_a_rank_the_more_agreed_one_first_then_by_reference(scene):
    split, agreed, alike, last = (scene.entry(name, *scene.panel, reference=name) for name in ("A", "B", "C", "D"))
    scene.submit(split, scene.panel[0], 5, 5)
    scene.submit(split, scene.panel[1], 1, 1)
    for entry in (agreed, alike):
        scene.submit(entry, scene.panel[0], 3, 3)
        scene.submit(entry, scene.panel[1], 3, 3)
    scene.submit(last, scene.panel[0], 2, 2)
    assert [(rank, reference) for rank, reference, _points in placed(scene.round)] == [
        (1, "B"),
        (1, "C"),
        (1, "A"),
        (4, "D"),
    ]


@pytest.mark.both
def test_ranks_hold_across_pages_even_amid_equals(scene):
    for reference, score in (("A", 5), ("B", 3), ("C", 3), ("D", 3), ("E", 1)):
        scene.submit(scene.entry(reference, scene.panel[0], reference=reference), scene.panel[0], score, score)
    paginator = Paginator(ranking(scene.round), 2)
    assert paginator.count == 5
    pages = [[(line.rank, line.reference) for line in paginator.page(number)] for number in (1, 2, 3)]
    assert pages == [[(1, "A"), (2, "B")], [(2, "C"), (2, "D")], [(5, "E")]]


def test_what_was_taken_out_is_not_ranked(scene, manager):
    entry = scene.entry("A", scene.panel[0])
    scene.submit(entry, scene.panel[0], 5, 5)
    withdraw_entry(entry=entry, by=manager, at=now())
    assert placed(scene.round) == []


def test_titles_are_told_to_a_viewer_only(scene, manager):
    scene.entry("Ljósið í bænum")
    assert [line.title for line in ranking(scene.round)] == [""]
    assert [line.title for line in ranking(scene.round, viewer=manager, at=now())] == ["Ljósið í bænum"]


def test_a_page_costs_the_same_whatever_the_round_holds(scene, cost, manager):
    def spent():
        with cost() as spending:
            list(ranking(scene.round, viewer=manager, at=now())[0:1])
        return spending.queries, spending.rows

    scene.submit(scene.entry("A", scene.panel[0]), scene.panel[0], 5, 5)
    spent()
    one = spent()
    for score in (3, 3):
        scene.submit(scene.entry("B", scene.panel[0]), scene.panel[0], score, score)
    assert spent() == one


def test_standings_of_some_subjects(scene):
    entry = scene.entry("A", scene.panel[0], reference="A")
    scene.submit(entry, scene.panel[0], 5, 5)
    EntryFactory(subject_uuid=entry.subject_uuid)  # the same subject in another round
    found = standings(scene.round, [entry.subject_uuid])
    assert [(line.reference, line.points) for line in found.values()] == [("A", Decimal("100.0"))]
