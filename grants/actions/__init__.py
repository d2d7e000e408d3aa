"""Writing. One verb and noun a function; each is one transaction with its record entry and its letters."""

from grants.actions.applications import remove_draft, save_application_draft, start_application
from grants.actions.asides import let_back_to_application, stand_aside_from_application
from grants.actions.awards import answer_award, publish_award
from grants.actions.calls import (
    announce_call,
    cancel_call,
    conclude_call,
    create_call,
    open_assessment,
    update_call,
)
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.forgetting import expire_application, expire_draft, forget_person
from grants.actions.funds import add_funder, create_fund, remove_funder, update_fund
from grants.actions.programmes import create_programme, update_programme
from grants.actions.receipts import give_receipt
from grants.actions.reminders import remind_answers, remind_drafts
from grants.actions.seats import (
    ask_to_represent,
    confirm_representative,
    end_representative,
    register_applicant,
    turn_down_representative,
)
from grants.actions.submission import submit_application, take_back_application
from grants.actions.withdrawal import withdraw_application

__all__ = [
    "add_funder",
    "announce_call",
    "announce_decision",
    "answer_award",
    "ask_to_represent",
    "cancel_call",
    "check_eligibility",
    "conclude_call",
    "confirm_representative",
    "create_call",
    "create_fund",
    "create_programme",
    "decide_application",
    "end_representative",
    "expire_application",
    "expire_draft",
    "forget_person",
    "give_receipt",
    "let_back_to_application",
    "open_assessment",
    "publish_award",
    "register_applicant",
    "remind_answers",
    "remind_drafts",
    "remove_draft",
    "remove_funder",
    "save_application_draft",
    "stand_aside_from_application",
    "start_application",
    "submit_application",
    "take_back_application",
    "turn_down_representative",
    "update_call",
    "update_fund",
    "update_programme",
    "withdraw_application",
]
