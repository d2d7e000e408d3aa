"""Accounts: opening, details, closing, and ending what is signed in."""

from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.mailboxes import mailbox_key
from portal.core.permission import require
from portal.people.actions.locks import locked_account, require_remaining_administrator
from portal.people.models import User


def open_account(
    *, email: str, at: datetime, by: Actor = None, name: str = "", language: str = "en", confirmed: bool = False
) -> User:
    """The account of the mailbox an address reaches, made if there is none. `confirmed`: its holder has just proved to
    read its mail.

    An account that exists keeps its name, its language and its own spelling of the address. Never signs anybody in.
    """
    email = email.strip().lower()
    with transaction.atomic():
        user, is_new = User.objects.get_or_create(
            mailbox=mailbox_key(email),
            defaults={"email": email, "name": name.strip(), "language": language, "password": "!"},
        )
        address, _is_new = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
        if confirmed and not address.verified:
            address.verified = True
            address.save(update_fields=["verified"])
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            log_event(verb="people.open_account", by=by or user, about=user, at=at, data={"language": user.language})
    return user


def update_account(*, account: User, name: str, language: str, by: User, at: datetime) -> User:
    """The holder's own name and language."""
    require(by, "people.update_account", account)
    with transaction.atomic():
        user = locked_account(account)
        wanted = {"name": " ".join(name.split()), "language": language}
        changed = sorted(field for field, value in wanted.items() if getattr(user, field) != value)
        if changed:
            for field in changed:
                setattr(user, field, wanted[field])
            user.save(update_fields=changed)
            log_event(verb="people.update_account", by=by, about=user, at=at, data={"changed": changed})
    return user


def end_sessions(*, account: User, by: User | None, at: datetime) -> User:
    """Signs an account out everywhere; the holder does it for themselves, an administrator for anybody."""
    require(by, "people.end_sessions", account)
    with transaction.atomic():
        user = locked_account(account)
        ended = end_all_sessions(user)
        log_event(verb="people.end_sessions", by=by, about=user, at=at, data={"sessions": ended})
    return user


def end_session(*, account: User, session: int, by: User | None, at: datetime) -> None:
    """Signs an account out in one place: `session` is the key of the listed session. One that is not the account's, or
    ended already, is left alone."""
    require(by, "people.end_sessions", account)
    with transaction.atomic():
        user = locked_account(account)
        found = UserSession.objects.filter(user_id=user.pk, pk=session).first()
        if found:
            _session_store().delete(found.session_key)
            found.delete()
            log_event(verb="people.end_session", by=by, about=user, at=at)


def deactivate_account(*, account: User, by: User | None, at: datetime, reason: str = "") -> User:
    """Closes an account and ends its sessions. Its roles stay written down but count for nothing.

    Raises LastAdministrator.
    """
    require(by, "people.deactivate_account", account)
    with transaction.atomic():
        require_remaining_administrator(account)
        user = locked_account(account)
        if user.is_active:
            user.is_active = False
            user.save(update_fields=["is_active"])
            ended = end_all_sessions(user)
            data = {"sessions": ended, "reason_given": bool(reason.strip())}
            log_event(verb="people.deactivate_account", by=by, about=user, at=at, data=data)
    return user


def reactivate_account(*, account: User, by: User | None, at: datetime) -> User:
    """Opens a closed account again, without the staff roles it may have had: those are given anew."""
    require(by, "people.reactivate_account", account)
    with transaction.atomic():
        user = locked_account(account)
        if not user.is_active:
            user.groups.clear()
            user.is_active = True
            user.save(update_fields=["is_active"])
            log_event(verb="people.reactivate_account", by=by, about=user, at=at)
    return user


def end_all_sessions(user: User) -> int:
    """Ends every session of a locked account; part of other actions, which record it. Answers how many there were."""
    store = _session_store()
    sessions = list(UserSession.objects.filter(user_id=user.pk))
    for session in sessions:
        store.delete(session.session_key)
    UserSession.objects.filter(user_id=user.pk).delete()
    user.session_stamp += 1
    user.save(update_fields=["session_stamp"])
    return len(sessions)


def _session_store() -> SessionBase:
    return import_module(settings.SESSION_ENGINE).SessionStore()
