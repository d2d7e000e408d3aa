"""Reviewers of the demo: who reads which application, and what they have written so far."""

from datetime import timedelta

from grants.models import Call
from grants.queries.rounds import SUBJECT, round_of
from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import add_panel_member, finish_round
from portal.assessment.actions.recusals import recuse_reviewer
from portal.assessment.actions.reviews import Answers, save_review_draft, submit_review
from portal.assessment.actions.rounds import open_round
from portal.assessment.models import Round
from portal.demo.grants.course import Calendar
from portal.demo.scores import scores_on
from portal.people.models import User


def open_reviewing(call: Call, panel: list[int], told: list[dict], manager: User, calendar: Calendar) -> None:
    """The panel is seated, the round opened, entries handed out, and some of them judged."""
    round_ = round_of(call)
    readers = {number: User.objects.get(email=f"reviewer{number}@demo.test") for number in panel}
    for reader in readers.values():
        add_panel_member(round=round_, user=reader, by=manager, at=calendar.after(6))
    round_ = open_round(round=round_, by=manager, at=calendar.after(8))
    criteria = list(round_.criteria.order_by("position"))
    for order, one in enumerate(told):
        for review in one.get("reviews", ()):
            _read(round_, one, review, readers[review["by"]], criteria, order, manager, calendar)
    for number in panel:
        if calendar.over:
            finish_round(round=round_, by=readers[number], at=calendar.after(40))


def _read(round_: Round, one, review, reader, criteria, order, manager, calendar) -> None:
    entry = round_.entries.get(subject_kind=SUBJECT, subject_uuid=one["made"].uuid)
    assign_reviewer(entry=entry, reviewer=reader, by=manager, at=calendar.after(9))
    at = calendar.after(12 + order + review["by"] / 10)
    answers = Answers(scores_on(criteria, review.get("scores", ())), review.get("comment", ""))
    if review["state"] == "submitted":
        submit_review(entry=entry, answers=answers, version=0, by=reader, at=at)
    elif review["state"] in ("draft", "set_aside"):
        save_review_draft(entry=entry, answers=answers, version=0, by=reader, at=at)
    if review["state"] in ("aside", "set_aside"):
        recuse_reviewer(
            entry=entry, reason=review["reason"], note=review.get("note", ""), by=reader, at=at + timedelta(hours=1)
        )
