"""What accounts and people tell the portal: verbs and letters in words, workspaces, what is kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, kind_name, register_event_details
from portal.audit.labels import register_actor_labels, register_verbs
from portal.audit.retention import register_retention
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.mail.kinds import register_letters
from portal.mail.purposes import register_link_purpose
from portal.people import letters
from portal.people.erasure import AccountErasure, PersonErasure
from portal.people.letters import INVITATION
from portal.people.models import Person, User
from portal.people.retention import SOURCES
from portal.people.roles import ADMINISTRATOR, LABELS
from portal.people.workspaces import register_workspace

VERBS = {
    "people.open_account": _("Account opened"),
    "people.sign_up": _("Signed up"),
    "people.update_account": _("Name or language changed"),
    "people.change_address": _("E-mail address changed"),
    "people.set_password": _("Password set"),
    "people.change_password": _("Password changed"),
    "people.replace_password": _("Password replaced"),
    "people.add_second_factor": _("Second factor added"),
    "people.remove_second_factor": _("Second factor removed"),
    "people.renew_recovery_codes": _("Recovery codes created"),
    "people.reset_second_factor": _("Second factor reset by an administrator"),
    "people.end_session": _("Signed out in one place"),
    "people.end_sessions": _("Signed out everywhere"),
    "people.deactivate_account": _("Account closed"),
    "people.reactivate_account": _("Account opened again"),
    "people.grant_role": _("Role given"),
    "people.revoke_role": _("Role removed"),
    "people.invite_staff": _("Colleague invited"),
    "people.withdraw_invitation": _("Invitation withdrawn"),
    "people.accept_invitation": _("Invitation accepted"),
    "people.create_person": _("Person added"),
    "people.update_person": _("Person changed"),
    "people.name_guardian": _("Guardian named"),
    "people.review_protection": _("Protection reviewed"),
    "people.link_account": _("Account linked to person"),
    "people.declare_tie": _("Tie declared"),
    "people.renew_tie": _("Tie renewed"),
    "people.end_tie": _("Tie ended"),
    "people.erase_account": _("Account erased"),
    "people.erase_person": _("Person erased"),
    "people.restrict_person": _("Person restricted"),
    "people.lift_person": _("Restriction of a person lifted"),
}

# The kinds of second factor as they are stored (allauth's own codes).
FACTORS = {
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}


def account_names(uuids) -> dict:
    """Names of accounts by uuid, for whoever reads the record; without a name, the address."""
    rows = User.objects.filter(uuid__in=uuids, erased_at=None).values_list("uuid", "name", "email")
    return {uuid: name or email for uuid, name, email in rows}


def person_names(uuids) -> dict:
    """Names of people by uuid."""
    people = Person.objects.filter(uuid__in=uuids, erased_at=None).only("uuid", "given_name", "family_name")
    return {person.uuid: person.name for person in people if person.name}


register_home_actions(
    HomeAction(
        name="people.invite",
        label=_("Invite a colleague"),
        note=_("They get a link by e-mail and a role"),
        icon="mail",
        url="people_invitation:add",
        permission="people.invite_staff",
        roles=(ADMINISTRATOR,),
        order=10,
    ),
    HomeAction(
        name="people.roles",
        label=_("Give or remove a role"),
        note=_("Who can do what here"),
        icon="user",
        url="people_user:index",
        permission="people.grant_role",
        roles=(ADMINISTRATOR,),
        order=20,
    ),
)

register_erasure(AccountErasure())
register_erasure(PersonErasure())
register_retention(*SOURCES)
register_verbs(VERBS)
register_event_details(
    "people",
    {
        "kind": EventDetail(_("Kind"), FACTORS.get),
        "removed": EventDetail(_("Removed"), FACTORS.get),
        "reason_given": EventDetail(_("A reason was given")),
        "role": EventDetail(_("Role"), LABELS.get),
        "roles": EventDetail(_("Roles"), LABELS.get),
        "sessions": EventDetail(_("Devices or browsers signed out")),
    },
)
for verb in ("declare", "renew", "end"):
    register_event_details(f"people.{verb}_tie", {"kind": EventDetail(_("Tie to"), kind_name)})
register_letters(letters)
register_actor_labels("people.user", account_names)
register_actor_labels("people.person", person_names)
register_link_purpose(
    INVITATION,
    url_name="people:invitation",
    page="people:answer_invitation",
    lifetime=timedelta(days=7),
    label=_("Join the secretariat"),
    fresh=lambda about_uuid: False,
)
register_workspace(
    _("The secretariat’s workspace"),
    "/admin/",
    lambda user: user.is_secretariat,
    note=_("Cases, lists, e-mails and pages."),
    order=10,
)
