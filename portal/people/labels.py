"""How the record of this app is shown: its verbs in words, and who somebody was."""

from django.utils.translation import gettext_lazy as _

from portal.people.models import Person, User

VERBS = {
    "people.open_account": _("Account opened"),
    "people.sign_up": _("Signed up"),
    "people.change_details": _("Name or language changed"),
    "people.change_address": _("E-mail address changed"),
    "people.set_password": _("Password set"),
    "people.change_password": _("Password changed"),
    "people.replace_password": _("Password replaced"),
    "people.add_second_factor": _("Second factor added"),
    "people.remove_second_factor": _("Second factor removed"),
    "people.renew_recovery_codes": _("Recovery codes made"),
    "people.reset_second_factor": _("Second factor reset by an administrator"),
    "people.end_session": _("Signed out in one place"),
    "people.end_sessions": _("Signed out everywhere"),
    "people.deactivate_account": _("Account closed"),
    "people.reactivate_account": _("Account opened again"),
    "people.give_role": _("Role given"),
    "people.take_role": _("Role taken"),
    "people.invite_staff": _("Colleague invited"),
    "people.withdraw_invitation": _("Invitation withdrawn"),
    "people.accept_invitation": _("Invitation accepted"),
    "people.add_person": _("Person added"),
    "people.change_person": _("Person changed"),
    "people.name_guardian": _("Guardian named"),
    "people.review_protection": _("Protection reviewed"),
    "people.link_account": _("Account linked to person"),
    "people.declare_tie": _("Tie declared"),
    "people.renew_tie": _("Tie renewed"),
    "people.end_tie": _("Tie ended"),
    "people.erase_account": _("Account erased"),
    "people.erase_person": _("Person erased"),
    "people.restrict_person": _("Person kept out of use"),
    "people.lift_person": _("Person back in use"),
}

# What letters of this app are called in the staff's list of letters.
LETTERS = {
    "people/sign_in_code": _("Code for signing in"),
    "people/confirm_address": _("Code to confirm an address"),
    "people/new_password_code": _("Code for a new password"),
    "people/no_account": _("Signing in without an account"),
    "people/account_exists": _("Account exists already"),
    "people/change_notice": _("Change to an account"),
    "people/invitation": _("Invitation to the secretariat"),
    "people/role": _("Role given or taken"),
}


def account_names(uuids) -> dict:
    """Names of accounts by uuid, for whoever reads the record; without a name, the address."""
    rows = User.objects.filter(uuid__in=uuids, erased_at=None).values_list("uuid", "name", "email")
    return {uuid: name or email for uuid, name, email in rows}


def person_names(uuids) -> dict:
    """Names of people by uuid."""
    people = Person.objects.filter(uuid__in=uuids, erased_at=None).only("uuid", "given_name", "family_name")
    return {person.uuid: person.name for person in people if person.name}
