"""Everything that changes accounts, roles, invitations, people and ties."""

from portal.people.actions.accounts import (
    change_details,
    deactivate_account,
    end_session,
    end_sessions,
    open_account,
    reactivate_account,
)
from portal.people.actions.erasure import erase_account, erase_facts_of, lift_person, restrict_person
from portal.people.actions.invitations import accept_invitation, invite_staff, withdraw_invitation
from portal.people.actions.persons import add_person, change_person, link_account, name_guardian, set_protection
from portal.people.actions.roles import give_role, take_role
from portal.people.actions.second_factor import reset_second_factor
from portal.people.actions.ties import declare_tie, derive_ties, end_tie

__all__ = [
    "accept_invitation",
    "add_person",
    "change_details",
    "change_person",
    "deactivate_account",
    "declare_tie",
    "derive_ties",
    "end_session",
    "end_sessions",
    "end_tie",
    "erase_account",
    "erase_facts_of",
    "give_role",
    "invite_staff",
    "lift_person",
    "link_account",
    "name_guardian",
    "open_account",
    "reactivate_account",
    "reset_second_factor",
    "restrict_person",
    "set_protection",
    "take_role",
    "withdraw_invitation",
]
