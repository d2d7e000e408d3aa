"""People: what is held about someone, and the flag that protects them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.mailboxes import same_mailbox
from portal.core.permission import require
from portal.people.errors import NameMissing, OwnGuardian
from portal.people.models import Person, User

FIELDS = ("given_name", "family_name", "email", "language", "birth_date", "country", "guardian")


def create_person(
    *,
    given_name: str,
    at: datetime,
    by: Actor = None,
    family_name: str = "",
    email: str = "",
    language: str = "en",
    birth_date: date | None = None,
    country: str = "",
    guardian: Person | None = None,
    is_protected: bool = False,
    user: User | None = None,
) -> Person:
    """A new person. Never merges: two people may share a name and even an address (a guardian's). Raises NameMissing.

    The caller has checked that `by` may (a nominator, the secretariat); None is the system.
    """
    facts = _tidied(
        given_name=given_name,
        family_name=family_name,
        email=email,
        language=language,
        birth_date=birth_date,
        country=country,
        guardian=guardian,
    )
    with transaction.atomic():
        person = Person.objects.create(**facts, is_protected=is_protected, user=user)
        log_event(verb="people.create_person", by=by, about=person, at=at)
    return person


def update_person(*, person: Person, by: Actor, at: datetime, **facts: Any) -> Person:
    """Changes what is held about a person: any of given_name, family_name, email, language, birth_date, country,
    guardian. Raises NameMissing, OwnGuardian. Which facts changed is recorded, not their values."""
    require(by, "people.edit_person", person)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        wanted = _tidied(**{field: getattr(person, field) for field in FIELDS} | facts)
        if wanted["guardian"] is not None and wanted["guardian"].pk == person.pk:
            raise OwnGuardian()
        changed = sorted(field for field, value in wanted.items() if getattr(person, field) != value)
        if changed:
            for field in changed:
                setattr(person, field, wanted[field])
            person.save(update_fields=[*changed, "search_text", "mailbox"])
            log_event(verb="people.update_person", by=by, about=person, at=at, data={"changed": changed})
    return person


def name_guardian(
    *,
    person: Person,
    given_name: str,
    email: str,
    at: datetime,
    by: Actor,
    family_name: str = "",
    language: str = "en",
) -> Person:
    """The guardian a young person names; answers the guardian. The same address named again for the same person is the
    same guardian. Only the young person says whom it is safe to ask: the caller has seen to that. Raises NameMissing.
    """
    email = email.strip().lower()
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).select_related("guardian").get(pk=person.pk)
        if person.guardian is not None and same_mailbox(person.guardian.email, email):
            return person.guardian
        guardian = create_person(
            given_name=given_name, family_name=family_name, email=email, language=language, at=at, by=by
        )
        person.guardian = guardian
        person.save(update_fields=["guardian"])
        log_event(verb="people.name_guardian", by=by, about=person, at=at)
    return guardian


def set_protection(*, person: Person, protected: bool, by: Actor, at: datetime) -> Person:
    """Raises or lowers the flag that a person's whereabouts must not be betrayed.

    The record says that the flag was looked at, not which way it went: a reader of the record must not learn who is
    protected.
    """
    require(by, "people.set_protection", person)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.is_protected != protected:
            person.is_protected = protected
            person.save(update_fields=["is_protected"])
            log_event(verb="people.review_protection", by=by, about=person, at=at)
    return person


def link_account(*, person: Person, user: User, at: datetime, by: Actor = None) -> Person:
    """Ties a person to the account they sign in with, when that account has confirmed the person's address or the
    person has shown a link of their own. An account stands for one person only: a second one stays unlinked."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        taken = Person.objects.filter(user=user).exclude(pk=person.pk).exists()
        if person.user_id is None and not taken:
            person.user = user
            person.save(update_fields=["user"])
            log_event(verb="people.link_account", by=by or user, about=person, at=at)
    return person


def _tidied(**facts: Any) -> dict:
    for field in ("given_name", "family_name"):
        facts[field] = " ".join(facts[field].split())
    facts["email"] = facts["email"].strip().lower()
    facts["country"] = facts["country"].strip().upper()
    if not facts["given_name"] and not facts["family_name"]:
        raise NameMissing()
    return facts
