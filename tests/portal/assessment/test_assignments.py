"""Who reads what."""

from collections import Counter

import pytest

from portal.assessment.actions.assignments import assign_reviewer, spread_assignments, unassign_reviewer
from portal.assessment.actions.entries import add_entry, withdraw_entry, withdraw_subject
from portal.assessment.actions.recusals import exclude_reviewer
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.actions.rounds import close_round
from portal.assessment.errors import HasStake, HasSubmitted, NotOnPanel, ReviewerExcluded, RoundIsClosed
from portal.assessment.models import Assignment, Entry, Recusal
from portal.assessment.sources import Party
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from tests.factories.assessment import EntryFactory, PanelMemberFactory, RoundFactory
from tests.factories.people import PersonFactory, TieFactory, UserFactory


def test_a_subject_is_entered_once(scene, manager):
    uuid = scene.source.add("A")
    fields = {"subject_kind": "fake.subject", "subject_uuid": uuid, "reference": "NP26-0001"}
    first = add_entry(round=scene.round, **fields, by=manager, at=now())
    assert add_entry(round=scene.round, **fields, by=manager, at=now()) == first
    assert AuditEvent.objects.filter(verb="assessment.add_entry").count() == 1


def test_an_entry_taken_out_and_entered_again_is_the_same_entry(scene, manager):
    entry = scene.entry("A", scene.panel[0])
    for _time in range(2):
        withdraw_entry(entry=entry, by=manager, at=now())
    again = add_entry(
        round=scene.round,
        subject_kind=entry.subject_kind,
        subject_uuid=entry.subject_uuid,
        reference=entry.reference,
        by=manager,
        at=now(),
    )
    assert (again, again.state) == (entry, "entered")
    assert AuditEvent.objects.filter(verb="assessment.withdraw_entry").count() == 1


def test_a_closed_round_takes_no_new_entries(source, manager):
    with pytest.raises(RoundIsClosed):
        add_entry(
            round=RoundFactory(closed=True),
            subject_kind="fake.subject",
            subject_uuid=source.add("A"),
            reference="R",
            by=manager,
            at=now(),
        )


def test_a_subject_leaves_every_round_that_is_not_closed(scene):
    entry = scene.entry("A")
    closed = EntryFactory(round=RoundFactory(closed=True), subject_uuid=entry.subject_uuid)
    other = scene.entry("B")
    nominee = UserFactory()  # the half has checked its own rule
    left = withdraw_subject(subject_kind="fake.subject", subject_uuid=entry.subject_uuid, by=nominee, at=now())
    assert left == 1
    states = dict(Entry.objects.values_list("pk", "state"))
    assert states == {entry.pk: "withdrawn", closed.pk: "entered", other.pk: "entered"}


def test_a_reviewer_given_an_entry_twice_is_told_once(scene, manager):
    entry, juror = scene.entry("A"), scene.panel[0]
    first = assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())
    assert assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now()) == first
    assert Letter.objects.filter(to_email=juror.email).count() == 1
    assert "A" not in Letter.objects.get().text.split(), "what an entry is called is not for mailboxes"


def test_only_the_secretariat_gives_entries(scene):
    entry = scene.entry("A")
    with pytest.raises(NotAllowed):
        assign_reviewer(entry=entry, reviewer=scene.panel[0], by=scene.panel[0], at=now())
    with pytest.raises(NotAllowed):
        unassign_reviewer(entry=entry, reviewer=scene.panel[0], by=scene.panel[1], at=now())
    with pytest.raises(NotAllowed):
        spread_assignments(round=scene.round, per_entry=2, by=scene.panel[0], at=now())


def test_who_does_not_sit_on_the_panel_is_given_nothing(scene, manager):
    with pytest.raises(NotOnPanel):
        assign_reviewer(entry=scene.entry("A"), reviewer=UserFactory(), by=manager, at=now())


def test_who_is_recused_is_given_nothing(scene, manager):
    entry, juror = scene.entry("A"), scene.panel[0]
    exclude_reviewer(entry=entry, reviewer=juror, reason="family", by=manager, at=now())
    with pytest.raises(ReviewerExcluded):
        assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())


def test_nothing_is_given_out_of_a_closed_round_nor_an_entry_taken_out(scene, manager):
    gone, entry = scene.entry("Gone"), scene.entry("A")
    withdraw_entry(entry=gone, by=manager, at=now())
    with pytest.raises(NotAllowed):
        assign_reviewer(entry=gone, reviewer=scene.panel[0], by=manager, at=now())
    close_round(round=scene.round, by=manager, at=now())
    with pytest.raises(RoundIsClosed):
        assign_reviewer(entry=entry, reviewer=scene.panel[0], by=manager, at=now())
    with pytest.raises(RoundIsClosed):
        spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())


def test_a_known_tie_keeps_a_reviewer_from_an_entry(scene, manager):
    entry, juror = scene.entry("A"), scene.panel[0]
    friend = PersonFactory()
    TieFactory(person=PersonFactory(user=juror), target=friend.uuid)
    scene.source.about[entry.subject_uuid] = [Party("people.person", friend.uuid)]
    with pytest.raises(HasStake):
        assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())
    assign_reviewer(entry=entry, reviewer=scene.panel[1], by=manager, at=now())


def test_an_entry_is_taken_back_unless_it_was_judged(scene, manager):
    juror = scene.panel[0]
    begun, judged = scene.entry("Begun", juror), scene.entry("Judged", juror)
    draft = save_review_draft(entry=begun, answers=scene.answers(2, comment="half"), version=0, by=juror, at=now())
    scene.submit(judged, juror, 4, 4)
    for _time in range(2):
        unassign_reviewer(entry=begun, reviewer=juror, by=manager, at=now())
    assert not begun.assignments.exists()
    draft.refresh_from_db()
    assert draft.comment == "half"
    with pytest.raises(HasSubmitted):
        unassign_reviewer(entry=judged, reviewer=juror, by=manager, at=now())


def given(round):
    pairs = Assignment.objects.filter(entry__round=round).values_list("entry__reference", "reviewer")
    return sorted(pairs)


def test_entries_are_spread_evenly_and_each_reviewer_is_told_once(scene, manager):
    for number in range(7):
        scene.entry(str(number))
    spread = spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())
    assert (spread.made, spread.short) == (14, ())
    loads = Counter(reviewer for _entry, reviewer in given(scene.round))
    assert sorted(loads.values()) == [4, 5, 5]
    assert set(Counter(entry for entry, _reviewer in given(scene.round)).values()) == {2}
    assert Letter.objects.count() == 3


def test_spread_twice_they_are_spread_once(scene, manager):
    for number in range(4):
        scene.entry(str(number))
    spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())
    before = given(scene.round)
    assert spread_assignments(round=scene.round, per_entry=2, by=manager, at=now()).made == 0
    assert given(scene.round) == before
    assert AuditEvent.objects.filter(verb="assessment.spread_assignments").count() == 1


def test_the_same_panel_and_entries_come_to_the_same_spread(scene, manager):
    for number in range(6):
        scene.entry(str(number))
    spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())
    first = given(scene.round)
    Assignment.objects.all().delete()
    spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())
    assert given(scene.round) == first


def test_spreading_evens_out_what_was_given_by_hand(scene, manager):
    entries = [scene.entry(str(number)) for number in range(3)]
    for entry in entries:
        scene.give(entry, scene.panel[0])
    spread_assignments(round=scene.round, per_entry=2, by=manager, at=now())
    loads = Counter(reviewer for _entry, reviewer in given(scene.round))
    assert loads[scene.panel[0].pk] == 3
    assert sorted(loads.values()) == [1, 2, 3]


def test_spreading_passes_over_who_is_recused_and_turns_ties_into_recusals(scene, manager):
    entry = scene.entry("A", reference="R1")
    friend = PersonFactory()
    TieFactory(person=PersonFactory(user=scene.panel[0]), target=friend.uuid)
    scene.source.about[entry.subject_uuid] = [Party("people.person", friend.uuid)]
    exclude_reviewer(entry=entry, reviewer=scene.panel[1], reason="interest", by=manager, at=now())
    gone = scene.entry("Gone")
    withdraw_entry(entry=gone, by=manager, at=now())
    spread = spread_assignments(round=scene.round, per_entry=3, by=manager, at=now())
    assert (spread.made, spread.excluded, spread.short) == (1, 1, ("R1",))
    assert given(scene.round) == [("R1", scene.panel[2].pk)]
    assert Recusal.objects.get(reviewer=scene.panel[0]).origin == "tie"
    again = spread_assignments(round=scene.round, per_entry=3, by=manager, at=now())
    assert (again.made, again.excluded) == (0, 0)


def test_a_planned_round_is_spread_in_silence(source, manager):
    member = PanelMemberFactory()
    EntryFactory(round=member.round, subject_uuid=source.add("A"))
    spread_assignments(round=member.round, per_entry=1, by=manager, at=now())
    assert Assignment.objects.count() == 1
    assert not Letter.objects.exists()


def test_spreading_costs_the_same_whatever_the_number(scene, manager, cost):
    def spent():
        with cost() as spending:
            spread_assignments(round=scene.round, per_entry=1, by=None, at=now())
        return spending.queries

    scene.round.state = "planned"
    scene.round.opened_at = None
    scene.round.save()
    scene.entry("0")
    spent()  # the round's pseudonym in the record is made once
    scene.entry("1")
    one = spent()
    for number in range(3):
        scene.entry(str(number))
    assert spent() == one
