"""Reading ties: who is bound to what, so that nobody judges someone they know."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from portal.core.actors import Account
from portal.people.models import Person, Tie

PERSON, USER = "people.person", "people.user"


def active_ties(on: date) -> Q:
    """Ties in force on a day; a tie without dates always is."""
    return (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gte=on))


def ties_between(users: Iterable[UUID], targets: Iterable[tuple[str, UUID]], on: date) -> dict[tuple[UUID, UUID], Tie]:
    """Ties in force on a day between accounts and targets (kind, uuid), by (account's uuid, target's uuid).

    A bond between two people counts whichever of them declared it. Three queries at most, whatever the numbers.
    """
    targets = set(targets)
    wanted = {target for _kind, target in targets}
    users = set(users)
    found = {}
    for tie in Tie.objects.filter(active_ties(on), person__user__uuid__in=users, target__in=wanted).select_related(
        "person__user"
    ):
        holder = tie.person.user
        if holder and (tie.kind, tie.target) in targets:
            found[holder.uuid, tie.target] = tie
    people = {target for kind, target in targets if kind == PERSON}
    if people:
        found.update(_declared_by_the_other(users, people, on))
    return found


def ties_of(user: Account, on: date) -> frozenset[tuple[str, UUID]]:
    """Everyone and everything an account is bound to on a day, as (kind, uuid): the other ends of its person's ties in
    force, whichever side declared them, and itself. Two queries at most."""
    bonds = {(USER, user.uuid)}
    person = Person.objects.filter(user=user.pk).values_list("pk", "uuid").first()
    if person is None:
        return frozenset(bonds)
    key, uuid = person
    bonds.add((PERSON, uuid))
    ties = Tie.objects.filter(active_ties(on)).filter(Q(person=key) | Q(kind=PERSON, target=uuid))
    for kind, target, holder, holders_uuid in ties.values_list("kind", "target", "person", "person__uuid"):
        bonds.add((kind, target) if holder == key else (PERSON, holders_uuid))
    return frozenset(bonds)


def _declared_by_the_other(users: set[UUID], people: set[UUID], on: date) -> dict[tuple[UUID, UUID], Tie]:
    accounts = dict(Person.objects.filter(user__uuid__in=users).values_list("uuid", "user__uuid"))
    ties = Tie.objects.filter(active_ties(on), kind=PERSON, target__in=accounts, person__uuid__in=people)
    return {(accounts[tie.target], tie.person.uuid): tie for tie in ties.select_related("person")}
