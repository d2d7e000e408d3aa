"""Every way into a case, tried by somebody on the panel: what a party to it must find shut. Both halves walk it with
their own parties (tests/grants/test_parties.py, tests/pioneers/test_parties.py): every party through what reads and
writes, and one for each stake through the pages, which ask the same."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.assessment.actions.assignments import assign_reviewer, spread_assignments
from portal.assessment.actions.panel import add_panel_member
from portal.assessment.actions.parties import exclude_found_parties
from portal.assessment.actions.reviews import Answers, reopen_review, save_review_draft, submit_review
from portal.assessment.errors import HasStake, NotYourEntry
from portal.assessment.models import Entry, Review, Round
from portal.assessment.queries.coverage import coverage, coverage_totals
from portal.assessment.queries.entries import assigned_entries, open_assignments
from portal.assessment.queries.queue import progress_of
from portal.assessment.queries.ranking import ranking, standings
from portal.assessment.queries.recusals import recused_subjects
from portal.assessment.queries.staff import score_rows
from portal.assessment.states import CellState, RoundState
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.people.models import User
from tests.factories.people import ManagerFactory, UserFactory


@dataclass
class Case:
    """An entry of a round that is open, with two others on the panel, one of whom gave it the highest marks."""

    entry: Entry
    round: Round = field(init=False)
    manager: User = field(default_factory=ManagerFactory)
    others: list[User] = field(default_factory=lambda: [UserFactory(), UserFactory()])

    def __post_init__(self):
        Round.objects.filter(pk=self.entry.round_id).update(
            state=RoundState.OPEN, opened_at=now(), due_at=now() + timedelta(days=9)
        )
        self.round = Round.objects.get(pk=self.entry.round_id)
        self.entry = Entry.objects.select_related("round").get(pk=self.entry.pk)
        for other in self.others:
            add_panel_member(round=self.round, user=other, by=self.manager, at=now())
        self.give(self.others[0])
        self.submit(self.others[0], best=True)

    def give(self, reviewer):
        return assign_reviewer(entry=self.entry, reviewer=reviewer, by=self.manager, at=now())

    def answers(self, *, best):
        criteria = list(self.round.criteria.all())
        return Answers({one.uuid: one.steps.highest if best else one.steps.lowest for one in criteria})

    def submit(self, reviewer, *, best, version=0):
        return submit_review(entry=self.entry, answers=self.answers(best=best), version=version, by=reviewer, at=now())

    def points(self):
        """Points, spread and number of reviews as the ranking has them."""
        line = next(line for line in ranking(self.round, at=now()) if line.entry_uuid == self.entry.uuid)
        assert standings(self.round, [self.entry.subject_uuid], now())[self.entry.subject_uuid].points == line.points
        return line.points, line.spread, line.submitted

    def seat_of(self, account):
        return self.round.members.get(user=account)

    def cell_of(self, account):
        line = next(line for line in coverage(self.round, at=now()) if line.entry_uuid == self.entry.uuid)
        return next(state for seat, state in line.cells if seat.user_id == account.pk)

    def staff_page(self, name, *more):
        client = Client()
        client.force_login(self.manager)
        return client.get(reverse(f"assessment_round:{name}", args=[self.round.uuid, *more])).content.decode()


def a_party_is_never_given_it(case: Case, account: User, stake: str) -> None:
    """Seated, given by hand, spread."""
    add_panel_member(round=case.round, user=account, by=case.manager, at=now())
    with pytest.raises(HasStake, match=stake):
        case.give(account)
    spread_assignments(round=case.round, per_entry=3, by=case.manager, at=now())
    assert set(case.entry.assignments.values_list("reviewer", flat=True)) == {other.pk for other in case.others}
    assert not assigned_entries(account, now()).filter(pk=case.entry.pk).exists()
    assert recused_subjects(account, case.entry.subject_kind, [case.entry.subject_uuid], now())


def staff_read_who_is_a_party(case: Case, account: User, stake: str) -> None:
    """On the panel, before a spread and where an entry is given: what they read before they click."""
    add_panel_member(round=case.round, user=account, by=case.manager, at=now())
    told = f"{case.entry.reference} ({stake})"
    assert told in case.staff_page("panel")
    assert told in case.staff_page("action", "spread")
    page = case.staff_page("entry", case.entry.uuid)
    assert f"Can’t be given this entry: {stake}" in page
    assert f'name="member" value="{case.seat_of(account).uuid}"' not in page
    assert f'name="member" value="{case.seat_of(case.others[1]).uuid}"' in page


def who_becomes_a_party_loses_it_at_once(case: Case, account: User, become, opens_file) -> None:
    """Given, opened and scored before; then read, saved, submitted, counted, exported: all is shut."""
    review = _judged(case, account)
    assert opens_file(account)
    assert case.points()[2] == 2
    shown = len(list(score_rows(case.round, case.manager, now())))

    become()

    assert not opens_file(account)
    assert not open_assignments(account, now()).filter(entry=case.entry).exists()
    assert not [one for one in progress_of(account, now()) if one.total and one.uuid == case.round.uuid]
    for write in (save_review_draft, submit_review):
        with pytest.raises(NotYourEntry):
            write(entry=case.entry, answers=case.answers(best=True), version=9, by=account, at=now())
    with pytest.raises(NotYourEntry):
        reopen_review(review=review, by=account, at=now())
    _counts_for_nothing(case, account, shown)
    assert case.entry.reviews.get(reviewer=account).state == "submitted"

    assert exclude_found_parties(round=case.round, at=now()) == 1
    assert exclude_found_parties(round=case.round, at=now()) == 0
    assert AuditEvent.objects.filter(verb="assessment.exclude_party").count() == 1
    assert not case.entry.assignments.filter(reviewer=account).exists()
    _counts_for_nothing(case, account, shown)


def every_page_is_shut_to_who_becomes_a_party(case: Case, account: User, become, stake: str) -> None:
    """What they had open, before and after they are excluded; and staff read what doesn't count any more."""
    _judged(case, account)
    client = Client()
    client.force_login(account)
    page = reverse("assessment:review", args=[case.entry.uuid])
    assert client.get(page).status_code == 200

    become()

    assert client.get(page).status_code == 404
    assert client.get(reverse("assessment:recuse_reviewer", args=[case.entry.uuid])).status_code == 404
    assert client.post(reverse("assessment:draft", args=[case.entry.uuid]), {"version": 1}).status_code == 404
    assert case.entry.reference not in client.get("/review/").content.decode()
    told = f"Does not count: party to the case ({stake})"
    assert told in case.staff_page("entry", case.entry.uuid)
    exclude_found_parties(round=case.round, at=now())
    assert told in case.staff_page("entry", case.entry.uuid)


def _judged(case: Case, account: User) -> Review:
    """Given to somebody and scored by them before they were a party."""
    add_panel_member(round=case.round, user=account, by=case.manager, at=now())
    case.give(account)
    return case.submit(account, best=False)


def _counts_for_nothing(case: Case, account: User, shown: int) -> None:
    assert [str(part) for part in case.points()] == ["100.0", "0.0", "1"]
    assert case.cell_of(account) == CellState.RECUSED
    assert coverage_totals(case.round, at=now()).submitted == 1
    assert len(list(score_rows(case.round, case.manager, now()))) == shown - 1
