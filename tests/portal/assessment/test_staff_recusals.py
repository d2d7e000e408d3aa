"""Who is recused from what: by a recusal, by a tie, by being a party; asked of many at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.assessment.actions.assignments import assign_reviewer, unassign_reviewer
from portal.assessment.actions.entries import add_entry
from portal.assessment.actions.recusals import exclude_reviewer, lift_recusal, lift_staff_recusals, recuse_staff
from portal.assessment.actions.reviews import reopen_review
from portal.assessment.errors import Recused, ReviewerExcluded
from portal.assessment.models import Entry, StaffRecusal
from portal.assessment.queries.entries import visible_to
from portal.assessment.queries.ranking import ranking
from portal.assessment.queries.recusals import recused_staff, recused_subjects, subject_recused_q
from portal.assessment.sources import Party
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.assessment import EntryFactory, FakeSource, RecusalFactory, RoundFactory
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory, TieFactory
from tests.portal.assessment.pages import staff_address, text

KIND = FakeSource.kind


def masked(user, *uuids):
    return recused_subjects(user, KIND, uuids, now())


def by_condition(user):
    """The same question asked of the entries of this kind as a condition."""
    found = Entry.objects.filter(subject_recused_q(user, KIND, now(), "subject_uuid"), subject_kind=KIND)
    return set(found.values_list("subject_uuid", flat=True))


@pytest.fixture
def tied(source, manager):
    """Ties the manager to whom a subject is about: `tied(uuid)`; answers the tie."""
    person = PersonFactory(user=manager)

    def tie(uuid, **fields):
        friend = PersonFactory()
        source.about[uuid] = [Party("people.person", friend.uuid)]
        return TieFactory(person=person, target=friend.uuid, **fields)

    return tie


def test_a_recusal_on_any_entry_keeps_someone_from_the_subject_until_it_is_lifted(scene, manager):
    here, there = scene.entry("A"), RoundFactory()
    EntryFactory(round=there, subject_uuid=here.subject_uuid)
    assert masked(manager, here.subject_uuid) == set()
    recusal = exclude_reviewer(entry=here, reviewer=manager, reason="family", by=ManagerFactory(), at=now())
    assert masked(manager, here.subject_uuid, uuid4()) == {here.subject_uuid} == by_condition(manager)
    lift_recusal(recusal=recusal, by=ManagerFactory(), at=now())
    assert masked(manager, here.subject_uuid) == set() == by_condition(manager)


def test_a_recusal_of_someone_else_or_of_another_kind_recuses_nobody(scene, manager):
    entry = scene.entry("A")
    RecusalFactory(entry=entry)
    RecusalFactory(entry=EntryFactory(subject_kind="other.kind", subject_uuid=entry.subject_uuid), reviewer=manager)
    assert masked(manager, entry.subject_uuid) == set()


def test_a_tie_in_force_recuses_and_one_that_ended_does_not(scene, manager, tied):
    entry = scene.entry("A")
    tie = tied(entry.subject_uuid)
    assert masked(manager, entry.subject_uuid) == {entry.subject_uuid} == by_condition(manager)
    tie.until = now().date() - timedelta(days=1)
    tie.save()
    assert masked(manager, entry.subject_uuid) == set() == by_condition(manager)


def test_a_tie_the_other_side_declared_counts_too(scene, manager, source):
    entry, own, nominee = scene.entry("A"), PersonFactory(user=manager), PersonFactory()
    source.about[entry.subject_uuid] = [Party("people.person", nominee.uuid)]
    TieFactory(person=nominee, target=own.uuid)
    assert masked(manager, entry.subject_uuid) == {entry.subject_uuid}


def test_whoever_is_a_party_themselves_is_recused(scene, manager, source):
    one, two = scene.entry("A"), scene.entry("B")
    source.about[one.subject_uuid] = [Party("people.user", manager.uuid)]
    source.about[two.subject_uuid] = [Party("people.person", PersonFactory(user=manager).uuid)]
    assert masked(manager, one.subject_uuid, two.subject_uuid) == {one.subject_uuid, two.subject_uuid}


def test_the_answer_costs_the_same_for_one_and_for_three(scene, manager, tied, cost):
    entries = [scene.entry(name) for name in "ABC"]
    for entry in entries:
        tied(entry.subject_uuid)
    with cost() as one:
        masked(manager, entries[0].subject_uuid)
    with cost() as three:
        assert len(masked(manager, *(entry.subject_uuid for entry in entries))) == 3
    assert one.queries == three.queries <= 4


def test_staff_are_recused_before_there_is_an_entry_and_from_each_that_comes(scene, manager):
    subject = scene.source.add("A")
    for _time in range(2):
        recuse_staff(subject_kind=KIND, subject_uuid=subject, reason="interest", by=manager, at=now())
    assert StaffRecusal.objects.count() == 1
    assert masked(manager, subject) == {subject}
    entry = add_entry(round=scene.round, subject_kind=KIND, subject_uuid=subject, reference="A", by=None, at=now())
    recusal = entry.recusals.get()
    assert (recusal.reviewer, recusal.reason, recusal.origin) == (manager, "interest", "declared")
    scene.round.members.create(user=manager, added_at=now())
    with pytest.raises(ReviewerExcluded):
        assign_reviewer(entry=entry, reviewer=manager, by=ManagerFactory(), at=now())


def test_what_staff_wrote_as_reviewers_no_longer_counts(scene, manager):
    scene.round.members.create(user=manager, added_at=now())
    entry = scene.entry("A", manager)
    scene.submit(entry, manager, 5, 5)
    recuse_staff(subject_kind=KIND, subject_uuid=entry.subject_uuid, reason="family", by=manager, at=now())
    assert ranking(scene.round)[0].submitted == 0


def test_a_colleague_lets_someone_back_and_nobody_themselves(scene, manager):
    entry, colleague = scene.entry("A"), ManagerFactory()
    subject = {"subject_kind": KIND, "subject_uuid": entry.subject_uuid}
    recuse_staff(**subject, reason="other", by=manager, at=now())
    assert list(recused_staff(KIND, entry.subject_uuid)) == [manager]
    with pytest.raises(NotAllowed):
        lift_staff_recusals(**subject, user=manager, by=manager, at=now())
    assert masked(manager, entry.subject_uuid)
    assert lift_staff_recusals(**subject, user=manager, by=colleague, at=now())
    assert not lift_staff_recusals(**subject, user=manager, by=colleague, at=now())
    assert masked(manager, entry.subject_uuid) == set()
    assert not recused_staff(KIND, entry.subject_uuid)


def test_nor_does_anyone_before_there_is_an_entry(source, manager):
    subject = {"subject_kind": KIND, "subject_uuid": source.add("A")}
    recuse_staff(**subject, reason="other", by=manager, at=now())
    with pytest.raises(NotAllowed):
        lift_staff_recusals(**subject, user=manager, by=manager, at=now())
    assert masked(manager, subject["subject_uuid"])


def test_lifting_the_recusal_from_an_entry_lifts_the_one_from_its_subject(scene, manager):
    entry = scene.entry("A")
    recuse_staff(subject_kind=KIND, subject_uuid=entry.subject_uuid, reason="other", by=manager, at=now())
    lift_recusal(recusal=entry.recusals.get(), by=ManagerFactory(), at=now())
    assert masked(manager, entry.subject_uuid) == set()


def test_a_tied_manager_reads_the_entry_nowhere(scene, client, manager, tied):
    entry, other = scene.entry("Theirs", scene.panel[0], reference="R-1"), scene.entry("Other", scene.panel[0])
    scene.submit(entry, scene.panel[0], 5, 5, comment="Leaky words")
    tied(entry.subject_uuid)
    assert list(visible_to(manager, now())) == [other]
    client.force_login(manager)
    assert client.get(staff_address(scene.round, "entry", entry.uuid)).status_code == 404
    for name in ("coverage", "ranking", "scores"):
        response = client.get(staff_address(scene.round, name))
        page = b"".join(response.streaming_content).decode() if response.streaming else text(response)
        assert not {word for word in ("Theirs", "100.0", "Leaky words") if word in page}
        if name != "scores":
            assert "R-1" in page
            assert "You have a conflict of interest for this entry." in page
            assert staff_address(scene.round, "entry", entry.uuid) not in page


def test_who_is_recused_decides_nothing_about_who_reads_it(scene, manager, tied):
    entry = scene.entry("A", scene.panel[0])
    review = scene.submit(entry, scene.panel[0], 5, 5)
    kept = exclude_reviewer(entry=entry, reviewer=scene.panel[2], reason="family", by=manager, at=now())
    tied(entry.subject_uuid)
    steps = [
        lambda by: assign_reviewer(entry=entry, reviewer=scene.panel[1], by=by, at=now()),
        lambda by: unassign_reviewer(entry=entry, reviewer=scene.panel[1], by=by, at=now()),
        lambda by: exclude_reviewer(entry=entry, reviewer=scene.panel[1], reason="family", by=by, at=now()),
        lambda by: lift_recusal(recusal=kept, by=by, at=now()),
        lambda by: reopen_review(review=review, by=by, at=now()),
    ]
    for step in steps:
        with pytest.raises(Recused, match="a colleague has to do this"):
            step(manager)
        step(AdministratorFactory())


def test_screens_of_a_round_cost_the_same_for_one_and_for_three(scene, client, manager, tied, cost):
    def another():
        tied(scene.entry("A", scene.panel[0]).subject_uuid)

    client.force_login(manager)
    another()
    for name in ("coverage", "ranking"):
        client.get(staff_address(scene.round, name))
    spent = {}
    for number in (1, 3):
        for name in ("coverage", "ranking"):
            with cost() as spending:
                client.get(staff_address(scene.round, name))
            spent[name, number] = spending.queries
        if number == 1:
            another()
            another()
    assert spent["coverage", 1] == spent["coverage", 3]
    assert spent["ranking", 1] == spent["ranking", 3]
