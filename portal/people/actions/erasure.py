"""Letting go of accounts and people (GDPR art. 17 and 18). Rows stay, empty, so that counts and money stay right."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.people.actions.accounts import end_all_sessions
from portal.people.actions.locks import locked_account, require_remaining_administrator
from portal.people.models import Invitation, Person, Tie, User


def erase_account(*, account: User, by: Actor, at: datetime) -> bool:
    """Empties an account and closes it: address, name, password, second factors, sessions, roles. Answers whether
    there was anything left to erase. The caller has checked that `by` may. Raises LastAdministrator."""
    with transaction.atomic():
        require_remaining_administrator(account)
        user = locked_account(account)
        if user.erased_at is not None:
            return False
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        Invitation.objects.filter(mailbox=user.mailbox).delete()
        end_all_sessions(user)
        user.groups.clear()
        user.email, user.name = f"{user.uuid.hex}@erased.invalid", ""
        user.is_active, user.is_superuser, user.last_login, user.erased_at = False, False, None, at
        user.set_unusable_password()
        user.save()
        log_event(verb="people.erase_account", by=by, about=user, at=at)
    return True


def erase_person_details(*, person: Person, by: Actor, at: datetime) -> bool:
    """Empties a person: names, address, date of birth, protection, guardian, ties. The country stays, for counts.
    Answers whether there was anything left to erase. The caller has checked that `by` may."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.erased_at is not None:
            return False
        Tie.objects.filter(person=person).delete()
        Tie.objects.filter(kind="people.person", target=person.uuid).delete()
        Person.objects.filter(guardian=person).update(guardian=None)
        person.given_name = person.family_name = person.email = ""
        person.birth_date = person.guardian = person.user = person.restricted_at = None
        person.is_protected, person.erased_at = False, at
        person.save()
        log_event(verb="people.erase_person", by=by, about=person, at=at)
    return True


def restrict_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """Keeps a person's facts out of use while something stands against erasing them; administrators alone see them."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.restricted_at is None and person.erased_at is None:
            person.restricted_at = at
            person.save(update_fields=["restricted_at"])
            log_event(verb="people.restrict_person", by=by, about=person, at=at)
    return person


def lift_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """Ends the restriction."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.restricted_at is not None:
            person.restricted_at = None
            person.save(update_fields=["restricted_at"])
            log_event(verb="people.lift_person", by=by, about=person, at=at)
    return person
