"""A reviewer's list: what is on it, in which order, how far they have come."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.assessment.actions.entries import withdraw_entry
from portal.assessment.actions.panel import finish_round
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.actions.rounds import close_round
from portal.assessment.queries.queue import next_assignment, progress_of, queue_of
from portal.assessment.sources import Section, register_entry_source, unregister_entry_source
from portal.core.clock import now
from tests.factories.assessment import (
    AssignmentFactory,
    EntryFactory,
    FakeSource,
    PanelMemberFactory,
    RoundFactory,
)


@pytest.fixture
def juror(scene):
    return scene.panel[0]


def titles(juror, at=None):
    return [line.title for line in queue_of(juror, at or now())]


def another_round(scene, juror, title, **fields):
    round = RoundFactory(**{"open": True, **fields})
    PanelMemberFactory(round=round, user=juror)
    entry = EntryFactory(round=round, subject_uuid=scene.source.add(title))
    AssignmentFactory(entry=entry, reviewer=juror)
    return round


def test_what_is_still_to_do_comes_first_by_reference(scene, juror):
    for reference in ("R3", "R1", "R2"):
        entry = scene.entry(reference, juror, reference=reference)
        if reference == "R1":
            scene.submit(entry, juror, 3, 3)
        if reference == "R3":
            save_review_draft(entry=entry, answers=scene.answers(3), version=0, by=juror, at=now())
    lines = list(queue_of(juror, now()))
    assert [(line.reference, str(line.state)) for line in lines] == [
        ("R2", "to_read"),
        ("R3", "started"),
        ("R1", "submitted"),
    ]
    assert (lines[0].saved_at, lines[1].saved_at is None) == (None, False)


def test_the_round_due_next_comes_first_and_closed_ones_last(scene, juror, manager):
    scene.entry("Fortnight", juror)
    another_round(scene, juror, "Tomorrow", due_at=now() + timedelta(days=1))
    another_round(scene, juror, "Closed", closed=True)
    another_round(scene, juror, "Planned", state="planned", opened_at=None)
    assert titles(juror) == ["Tomorrow", "Fortnight", "Closed"]
    assert titles(juror, now() + timedelta(days=91)) == ["Tomorrow", "Fortnight"]


def test_only_what_may_be_read_is_listed(scene, juror, manager):
    scene.entry("Mine", juror)
    scene.entry("Theirs", scene.panel[1])
    withdraw_entry(entry=scene.entry("Taken out", juror), by=manager, at=now())
    unconsented = scene.entry("No consent yet", juror)
    del scene.source.says[unconsented.subject_uuid]
    EntryFactory(round=scene.round, subject_kind="nobody.answers")
    assert titles(juror) == ["Mine"]
    assert [(one.done, one.total) for one in progress_of(juror, now())] == [(0, 1)]


@pytest.mark.both
def test_two_kinds_of_subject_stand_in_one_list(scene, juror):
    class Other(FakeSource):
        kind = "fake.other"

    other = register_entry_source(Other())
    scene.entry("Candidacy", juror, reference="A")
    entry = EntryFactory(
        round=scene.round, subject_kind="fake.other", subject_uuid=other.add("Application"), reference="B"
    )
    scene.give(entry, juror)
    assert titles(juror) == ["Candidacy", "Application"]
    unregister_entry_source("fake.other")
    assert titles(juror) == ["Candidacy"]


def test_how_far_they_have_come(scene, juror, manager):
    entries = [scene.entry(str(number), juror) for number in range(3)]
    scene.submit(entries[0], juror, 3, 3)
    (one,) = progress_of(juror, now())
    assert (one.done, one.total, one.takes_reviews, one.may_finish) == (1, 3, True, False)
    for entry in entries[1:]:
        scene.submit(entry, juror, 3, 3)
    assert progress_of(juror, now(), scene.round)[0].may_finish
    finish_round(round=scene.round, by=juror, at=now())
    (one,) = progress_of(juror, now())
    assert (one.finished_at is None, one.may_finish) == (False, False)
    close_round(round=scene.round, by=manager, at=now())
    assert not progress_of(juror, now())[0].takes_reviews


def test_the_next_entry_goes_round_the_list(scene, juror):
    one, two, three = (scene.entry(name, juror, reference=name) for name in ("R1", "R2", "R3"))
    scene.submit(two, juror, 3, 3)
    assert next_assignment(juror, one, now()) == three.uuid
    assert next_assignment(juror, three, now()) == one.uuid
    scene.submit(three, juror, 3, 3)
    assert next_assignment(juror, one, now()) is None


def test_a_page_costs_the_same_whatever_the_list_holds(scene, juror, cost):
    def spent():
        with cost() as spending:
            list(queue_of(juror, now())[0:1])
            progress_of(juror, now())
        return spending.queries, spending.rows

    scene.entry("A", juror)
    spent()
    one = spent()
    scene.entry("B", juror)
    scene.entry("C", juror)
    assert spent() == one


def test_a_source_gives_titles_and_texts(source):
    uuid = source.add("A", sections=[("Heading", "Text", "nb"), Section("Second", "More")])
    assert source.titles([uuid], viewer=None, at=now(), language="en") == {uuid: "A"}
    assert [part.lang for part in source.says[uuid].texts] == ["nb", ""]


def test_a_source_names_no_parties_unless_it_says_so():
    assert FakeSource().parties([uuid4()], now()) == {}
