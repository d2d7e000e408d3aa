"""Reading ties: who is bound to what, so that nobody judges their own case or that of someone they know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from portal.core.actors import Account
from portal.core.keys_field import spellings
from portal.core.mailboxes import mailbox_key
from portal.people.models import Person, Tie

PERSON, USER, MAILBOX = "people.person", "people.user", "people.mailbox"


@dataclass(frozen=True, slots=True)
class Bond:
    """What an account is, or is bound to: `kind` and `key` name it (`people.person` and its uuid, `people.mailbox` and
    its key, `cities.city` and its uuid). `declared` is a tie to it, in force since `since`; else it is themselves."""

    account: int
    kind: str
    key: UUID | str
    declared: bool = False
    since: date | None = None


def active_ties(on: date) -> Q:
    """Ties in force on a day; a tie without dates always is."""
    return (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gte=on))


def bonds_of(accounts: Iterable[Account], on: date) -> list[Bond]:
    """Everyone and everything these accounts are, and are bound to by ties in force on a day: themselves, their person
    (one without an account that has their address is theirs too), their mailboxes, and the other ends of their
    person's ties, whichever side declared them. Two queries at most, however many accounts."""
    accounts = list(accounts)
    bonds: list[Bond] = []
    by_mailbox: dict[str, int] = {}
    for account in accounts:
        key = mailbox_key(account.email)
        by_mailbox.setdefault(key, account.pk)
        bonds += [Bond(account.pk, USER, account.uuid), Bond(account.pk, MAILBOX, key)]
    holders: dict[int, tuple[int, UUID]] = {}
    for pk, uuid, user, email in _persons(accounts, by_mailbox):
        account_pk = user or by_mailbox.get(mailbox_key(email))
        if account_pk is None:
            continue
        holders[pk] = account_pk, uuid
        bonds.append(Bond(account_pk, PERSON, uuid))
        if email:
            bonds.append(Bond(account_pk, MAILBOX, mailbox_key(email)))
    return bonds + _tied(holders, on) if holders else bonds


def _persons(accounts: list[Account], mailboxes: Iterable[str]) -> Iterable[tuple]:
    addresses = {spelling for key in mailboxes for spelling in spellings(key)} | {one.email for one in accounts}
    theirs = Q(user__in=[account.pk for account in accounts]) | Q(user=None, email__in=addresses - {""})
    return Person.objects.filter(theirs, erased_at=None).order_by().values_list("pk", "uuid", "user", "email")


def _tied(holders: dict[int, tuple[int, UUID]], on: date) -> list[Bond]:
    """The other ends of the ties of these people (by key: account and uuid), declared by them or by the other."""
    by_uuid = {uuid: account for account, uuid in holders.values()}
    ties = Tie.objects.filter(active_ties(on)).filter(Q(person__in=holders) | Q(kind=PERSON, target__in=by_uuid))
    bonds = []
    for kind, target, holder, holders_uuid, since in ties.order_by().values_list(
        "kind", "target", "person", "person__uuid", "since"
    ):
        if holder in holders:
            bonds.append(Bond(holders[holder][0], kind, target, declared=True, since=since))
        if kind == PERSON and target in by_uuid:
            bonds.append(Bond(by_uuid[target], PERSON, holders_uuid, declared=True, since=since))
    return bonds
