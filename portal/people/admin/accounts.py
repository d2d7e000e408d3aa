"""Accounts, roles and invitations, for administrators; in place of Wagtail's own screens of users and groups."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column

from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.audit.actions.erasure import erase_person
from portal.people.actions.accounts import deactivate_account, end_sessions, reactivate_account
from portal.people.actions.invitations import invite_staff, withdraw_invitation
from portal.people.actions.roles import grant_role, revoke_role
from portal.people.actions.second_factor import reset_second_factor
from portal.people.filters import AccountFilterSet, InvitationFilterSet
from portal.people.forms.staff import ErasureForm, GiveRoleForm, InviteForm, ReasonForm, TakeRoleForm
from portal.people.models import Invitation, User
from portal.people.queries.accounts import accounts_visible_to
from portal.people.queries.persons import invitations_visible_to
from portal.people.roles import LABELS, ROLES


def role_labels(roles) -> str:
    return ", ".join(str(LABELS[role]) for role in ROLES if role in roles)


def yes_or_no(value) -> str:
    return _("yes") if value else _("no")


class AccountViewSet(RecordViewSet):
    """Who can sign in, with which roles, and what an administrator can do about it."""

    model = User
    icon = "user"
    menu_label = _("Accounts")
    argument = "account"
    visible_to = accounts_visible_to
    view_permission = "people.see_accounts"
    list_display = [
        "email",
        Column("name", label=_("Name"), sort_key="name"),
        Column("roles", label=_("Roles"), accessor=lambda account: role_labels(account.held_roles)),
        Column(
            "second_factor", label=_("Second factor"), accessor=lambda account: yes_or_no(account.has_second_factor)
        ),
        Column("open", label=pgettext_lazy("account", "Open"), accessor=lambda account: yes_or_no(account.is_active)),
        Column("created_at", label=_("Since"), sort_key="created_at"),
    ]
    filterset_class = AccountFilterSet
    ordering = "-created_at"
    list_export = ["uuid", "email", "name", "language", "is_active", "created_at", "last_login"]
    detail_fields = [
        DetailField(_("E-mail address"), lambda account: account.email),
        DetailField(_("Name"), lambda account: account.name),
        DetailField(_("Language of e-mails"), lambda account: account.get_language_display()),
        DetailField(_("Roles"), lambda account: role_labels(account.held_roles)),
        DetailField(_("Second factor"), lambda account: yes_or_no(account.has_second_factor)),
        DetailField(pgettext_lazy("account", "Open"), lambda account: yes_or_no(account.is_active)),
        DetailField(_("Since"), lambda account: account.created_at),
        DetailField(_("Last signed in"), lambda account: account.last_login),
    ]
    record_actions = [
        RecordAction(
            "give-role",
            _("Give a role"),
            grant_role,
            "people.grant_role",
            form_class=GiveRoleForm,
            argument="account",
            explanation=_("The person is told by e-mail. Staff sign in with a second factor."),
            shown=lambda account, at: account.is_active and len(account.held_roles) < len(ROLES),
        ),
        RecordAction(
            "take-role",
            _("Remove a role"),
            revoke_role,
            "people.revoke_role",
            form_class=TakeRoleForm,
            argument="account",
            explanation=_("The person is told by e-mail. There is always at least one administrator."),
            shown=lambda account, at: bool(account.held_roles),
        ),
        RecordAction(
            "end-sessions",
            _("Sign out everywhere"),
            end_sessions,
            "people.end_sessions",
            argument="account",
            bulk=True,
            shown=lambda account, at: account.is_active,
        ),
        RecordAction(
            "reset-second-factor",
            _("Reset the second factor"),
            reset_second_factor,
            "people.reset_second_factor",
            form_class=ReasonForm,
            argument="account",
            danger=True,
            explanation=_("Removes passkeys, authenticator app and recovery codes, and ends every session."),
            shown=lambda account, at: account.has_second_factor,
        ),
        RecordAction(
            "close",
            _("Close the account"),
            deactivate_account,
            "people.deactivate_account",
            form_class=ReasonForm,
            argument="account",
            danger=True,
            explanation=_("Ends every session. What the person wrote stays."),
            shown=lambda account, at: account.is_active,
        ),
        RecordAction(
            "open",
            _("Open again"),
            reactivate_account,
            "people.reactivate_account",
            argument="account",
            explanation=_("Without the roles it had."),
            shown=lambda account, at: not account.is_active,
        ),
        RecordAction(
            "erase",
            _("Erase"),
            erase_person,
            "people.erase",
            form_class=ErasureForm,
            argument="person",
            danger=True,
            explanation=_(
                "Everything held about the person is deleted for good. What must be kept is restricted instead."
            ),
        ),
    ]

    def get_title(self, record):
        return record.name or record.email


class InvitationViewSet(RecordViewSet):
    """Colleagues who were asked to join the secretariat."""

    model = Invitation
    icon = "mail"
    menu_label = _("Invitations")
    visible_to = invitations_visible_to
    view_permission = create_permission = "people.invite_staff"
    create_action = invite_staff
    form_class = InviteForm
    list_display = [
        "email",
        Column("roles", label=_("Roles"), accessor=lambda invitation: role_labels(invitation.roles)),
        Column("invited_at", label=_("Invited"), sort_key="invited_at"),
        Column("expires_at", label=_("Expires")),
        Column("accepted_at", label=pgettext_lazy("invitation", "Accepted")),
        Column("withdrawn_at", label=pgettext_lazy("invitation", "Withdrawn")),
    ]
    search_fields = ["email", "name"]
    filterset_class = InvitationFilterSet
    ordering = "-invited_at"
    detail_fields = [
        DetailField(_("E-mail address"), lambda invitation: invitation.email),
        DetailField(_("Name"), lambda invitation: invitation.name),
        DetailField(_("Roles"), lambda invitation: role_labels(invitation.roles)),
        DetailField(_("Invited"), lambda invitation: invitation.invited_at),
        DetailField(_("Expires"), lambda invitation: invitation.expires_at),
        DetailField(pgettext_lazy("invitation", "Accepted"), lambda invitation: invitation.accepted_at),
        DetailField(pgettext_lazy("invitation", "Withdrawn"), lambda invitation: invitation.withdrawn_at),
    ]
    record_actions = [
        RecordAction(
            "withdraw",
            _("Withdraw"),
            withdraw_invitation,
            "people.invite_staff",
            danger=True,
            explanation=_("The link in the e-mail no longer works."),
            shown=lambda invitation, at: invitation.is_open(at),
        ),
    ]

    def get_title(self, record):
        return record.email
