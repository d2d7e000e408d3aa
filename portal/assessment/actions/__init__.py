from portal.assessment.actions.assignments import Spread, assign_reviewer, spread_assignments, unassign
from portal.assessment.actions.entries import add_entry, withdraw_entry, withdraw_subject
from portal.assessment.actions.forgetting import forget_subject, forget_words
from portal.assessment.actions.panel import (
    add_panel_member,
    finish_round,
    remove_panel_member,
    resume_member,
    seat_by_email,
)
from portal.assessment.actions.recusals import keep_aside, let_back, lift_recusal, stand_aside, step_aside
from portal.assessment.actions.reviews import NOT_APPLICABLE, Answers, reopen_review, save_review_draft, submit_review
from portal.assessment.actions.rounds import (
    change_round,
    close_round,
    open_round,
    plan_round,
    reopen_round,
    set_criteria,
)

__all__ = [
    "NOT_APPLICABLE",
    "Answers",
    "Spread",
    "add_entry",
    "add_panel_member",
    "assign_reviewer",
    "change_round",
    "close_round",
    "finish_round",
    "forget_subject",
    "forget_words",
    "keep_aside",
    "let_back",
    "lift_recusal",
    "open_round",
    "plan_round",
    "remove_panel_member",
    "reopen_review",
    "reopen_round",
    "resume_member",
    "save_review_draft",
    "seat_by_email",
    "set_criteria",
    "spread_assignments",
    "stand_aside",
    "step_aside",
    "submit_review",
    "unassign",
    "withdraw_entry",
    "withdraw_subject",
]
