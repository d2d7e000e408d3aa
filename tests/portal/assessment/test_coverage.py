"""Who reads what, and what is missing."""

from portal.assessment.actions.entries import withdraw_entry
from portal.assessment.actions.panel import remove_panel_member
from portal.assessment.actions.recusals import exclude_reviewer, recuse_reviewer
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.queries.coverage import coverage, coverage_totals
from portal.core.clock import now


def counts(line):
    return {
        name: getattr(line, name) for name in ("assigned", "drafts", "submitted", "recused", "missing", "unassigned")
    }


def test_an_entry_line_by_line(scene, manager):
    first, second, third = scene.panel
    entry = scene.entry("A", first, second, third)
    scene.submit(entry, first, 5, 5)
    save_review_draft(entry=entry, answers=scene.answers(2), version=0, by=second, at=now())
    recuse_reviewer(entry=entry, reason="family", by=third, at=now())
    line = coverage(scene.round, viewer=manager, at=now())[0]
    assert line.title == "A"
    assert counts(line) == {
        "assigned": 2,
        "drafts": 1,
        "submitted": 1,
        "recused": 1,
        "missing": 1,
        "unassigned": 0,
    }
    assert [str(state) for _seat, state in line.cells] == ["submitted", "draft", "recused"]


def test_what_nobody_was_given_is_said(scene):
    scene.entry("A")
    line = coverage(scene.round)[0]
    assert (line.title, line.missing, line.unassigned, line.assigned) == ("", 2, 2, 0)
    assert {str(state) for _seat, state in line.cells} == {"none"}


def test_a_draft_of_someone_who_was_taken_off_is_no_longer_under_way(scene, manager):
    entry = scene.entry("A", scene.panel[0])
    save_review_draft(entry=entry, answers=scene.answers(2), version=0, by=scene.panel[0], at=now())
    remove_panel_member(round=scene.round, user=scene.panel[0], by=manager, at=now())
    line = coverage(scene.round)[0]
    assert (line.drafts, line.assigned) == (0, 0)
    assert line.cells[-1][0].removed


def test_only_those_short_of_reviews(scene, manager):
    full, _short, gone = scene.entry("Full", *scene.panel), scene.entry("Short"), scene.entry("Gone")
    withdraw_entry(entry=gone, by=manager, at=now())
    for juror in scene.panel[:2]:
        scene.submit(full, juror, 3, 3)
    assert [line.title for line in coverage(scene.round, viewer=manager, at=now(), short=True)] == ["Short"]
    totals = coverage_totals(scene.round)
    assert (totals.entries, totals.complete, totals.short, totals.assigned, totals.submitted) == (2, 1, 1, 3, 2)


def test_who_is_recused_is_told_no_title(scene, manager):
    entry = scene.entry("Theirs")
    exclude_reviewer(entry=entry, reviewer=manager, reason="family", by=None, at=now())
    assert coverage(scene.round, viewer=manager, at=now())[0].title == ""


def test_a_page_costs_the_same_whatever_the_round_holds(scene, cost, manager):
    def spent():
        with cost() as spending:
            list(coverage(scene.round, viewer=manager, at=now())[0:1])
        return spending.queries, spending.rows

    scene.entry("A", *scene.panel, reference="R1")
    spent()
    one = spent()
    scene.entry("B", *scene.panel, reference="R2")
    scene.entry("C", *scene.panel, reference="R3")
    assert spent() == one
