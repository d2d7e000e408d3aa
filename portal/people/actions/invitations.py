"""Inviting colleagues into the secretariat."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.mailboxes import mailbox_key
from portal.core.permission import require
from portal.people.actions.accounts import open_account
from portal.people.actions.roles import grant_role
from portal.people.errors import AlreadyHolds, AlreadyInvited, InvitationOver, UnknownRole
from portal.people.letters import queue_invitation_letter
from portal.people.models import Invitation, User
from portal.people.roles import ROLES

INVITATION_LIFETIME = timedelta(days=7)


def invite_staff(
    *, email: str, roles: Iterable[str], by: User | None, at: datetime, name: str = "", language: str = "en"
) -> Invitation:
    """Sends somebody a link with which they join the secretariat; roles are theirs only once they accept.

    The same invitation asked for twice is sent once. Raises UnknownRole, AlreadyHolds (an account with a staff role
    has that address), AlreadyInvited (an open invitation says something else).
    """
    require(by, "people.invite_staff")
    email, roles = email.strip().lower(), sorted(set(roles))
    if not roles or not set(roles) <= set(ROLES):
        raise UnknownRole(field="roles")
    with transaction.atomic():
        account = User.objects.of_mailbox(email)
        if account is not None and account.is_secretariat:
            raise AlreadyHolds()
        _expire(email, at)
        invitation, is_new = Invitation.objects.get_or_create(
            mailbox=mailbox_key(email),
            accepted_at=None,
            withdrawn_at=None,
            defaults={
                "email": email,
                "roles": roles,
                "name": " ".join(name.split()),
                "language": language,
                "invited_by": by,
                "invited_at": at,
                "expires_at": at + INVITATION_LIFETIME,
            },
        )
        said = (roles, " ".join(name.split()), language)
        if not is_new and (invitation.roles, invitation.name, invitation.language) != said:
            raise AlreadyInvited()
        if is_new:
            log_event(verb="people.invite_staff", by=by, about=invitation, at=at, data={"roles": roles})
            queue_invitation_letter(invitation=invitation, at=at)
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: User | None, at: datetime) -> Invitation:
    """The link in the letter no longer opens anything."""
    require(by, "people.invite_staff")
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at is None and invitation.withdrawn_at is None:
            invitation.withdrawn_at = at
            invitation.save(update_fields=["withdrawn_at"])
            log_event(verb="people.withdraw_invitation", by=by, about=invitation, at=at)
    return invitation


def accept_invitation(*, invitation: Invitation, at: datetime) -> User:
    """Whoever holds the link joins with the invited address, which the link has confirmed. Raises InvitationOver.

    Accepting twice answers the same account while the link lasts; signing in is the caller's business and still asks
    for a second factor where the account has one.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if invitation.accepted_at is None and not invitation.is_open(at):
            raise InvitationOver()
        if invitation.accepted_at is not None:
            if invitation.account is None or at >= invitation.expires_at:
                raise InvitationOver()
            return invitation.account
        user = open_account(
            email=invitation.email, name=invitation.name, language=invitation.language, at=at, confirmed=True
        )
        if not user.is_active:
            raise InvitationOver()
        for role in invitation.roles:
            grant_role(account=user, role=role, by=None, at=at)
        invitation.accepted_at, invitation.account = at, user
        invitation.save(update_fields=["accepted_at", "account"])
        log_event(verb="people.accept_invitation", by=user, about=invitation, at=at, data={"roles": invitation.roles})
    return user


def _expire(email: str, at: datetime) -> None:
    """An invitation nobody accepted in time makes way for a new one."""
    Invitation.objects.filter(
        mailbox=mailbox_key(email), accepted_at=None, withdrawn_at=None, expires_at__lte=at
    ).update(withdrawn_at=at)
