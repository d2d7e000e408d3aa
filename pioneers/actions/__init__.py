from .asides import let_back_to_candidacy, stand_aside_from_candidacy
from .birth_dates import ask_birth_date_correction, correct_birth_date, leave_birth_date
from .candidates import expire_candidacies
from .choosing import (
    choose_laureate,
    conclude_edition,
    send_results,
    shortlist_candidacy,
    unchoose_laureate,
    unshortlist_candidacy,
)
from .consent import (
    accept_nomination,
    answer_as_guardian,
    ask_consent,
    decide_without_guardian,
    declare_no_safe_guardian,
    decline_nomination,
    name_guardian,
    withdraw_consent,
)
from .drafts import claim_draft, discard_draft, drop_expired_drafts, forget_device, hand_over_draft, save_draft
from .editions import (
    announce_edition,
    change_category,
    change_ceremony,
    change_consent_age,
    change_edition,
    make_category,
    make_ceremony,
    make_consent_age,
    make_edition,
    open_judging,
    plan_jury,
)
from .files import attach_file, detach_file, keep_portrait, remove_portrait
from .matching import attach_nomination, split_nomination
from .nominations import screen_nomination, submit_nomination, withdraw_nomination
from .renewals import ask_renewal, remind_of_renewals, renew_consent
from .showing import choose_shown

__all__ = [
    "accept_nomination",
    "announce_edition",
    "answer_as_guardian",
    "ask_birth_date_correction",
    "ask_consent",
    "ask_renewal",
    "attach_file",
    "attach_nomination",
    "change_category",
    "change_ceremony",
    "change_consent_age",
    "change_edition",
    "choose_laureate",
    "choose_shown",
    "claim_draft",
    "conclude_edition",
    "correct_birth_date",
    "decide_without_guardian",
    "declare_no_safe_guardian",
    "decline_nomination",
    "detach_file",
    "discard_draft",
    "drop_expired_drafts",
    "expire_candidacies",
    "forget_device",
    "hand_over_draft",
    "keep_portrait",
    "leave_birth_date",
    "let_back_to_candidacy",
    "make_category",
    "make_ceremony",
    "make_consent_age",
    "make_edition",
    "name_guardian",
    "open_judging",
    "plan_jury",
    "remind_of_renewals",
    "remove_portrait",
    "renew_consent",
    "save_draft",
    "screen_nomination",
    "send_results",
    "shortlist_candidacy",
    "split_nomination",
    "stand_aside_from_candidacy",
    "submit_nomination",
    "unchoose_laureate",
    "unshortlist_candidacy",
    "withdraw_consent",
    "withdraw_nomination",
]
