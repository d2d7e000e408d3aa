"""Who is recused from what: asked by both halves, knowing neither.

Someone is recused from a subject (a candidacy, an application) while a recusal of theirs stands on it, or on any
entry about it; while they are a party to it themselves (applicant, nominee, nominator, …), by account, person or
e-mail address; and while they are bound to a party by a tie in force. Which parties a subject has, its registered
source tells.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from portal.assessment.models import Entry, Recusal, StaffRecusal
from portal.assessment.sources import EntrySource, Party, all_sources
from portal.core.actors import Account, Viewer
from portal.core.reading import once_a_reading, reads
from portal.core.records import Record
from portal.desk.queries.cases import secretariat
from portal.people.models import User
from portal.people.queries.ties import bonds_of

NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Recusals:
    """The subjects an account is recused from, by their kind: by a recusal that stands, and by having a stake."""

    declared: Mapping[str, frozenset[UUID]]
    stakes: Mapping[str, frozenset[UUID]]

    def of(self, kind: str) -> frozenset[UUID]:
        return self.declared.get(kind, NOBODY) | self.stakes.get(kind, NOBODY)


def recusals_of(user: Account, at: datetime, kind: str | None = None) -> Recusals:
    """Everything an account is recused from. Two queries, and one or two more where it has a person or an
    organisation; while a page is read, asked once. Of one `kind` it is cheaper where it is asked anew each time."""
    if kind is not None and not reads():
        return _recusals(user, at, kind)
    return once_a_reading(("recusals", user.pk), lambda: _recusals(user, at))


def recused_subjects(user: Viewer, subject_kind: str, subject_uuids: Iterable[UUID], at: datetime) -> set[UUID]:
    """Those of these subjects the account is recused from."""
    asked = set(subject_uuids)
    if not asked or not user.is_authenticated:
        return set()
    return asked & recusals_of(user, at, subject_kind).of(subject_kind)


def subject_recused_q(user: Viewer, subject_kind: str, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a subject the account is recused from: the same answer as a condition, for lists of
    any length."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    found = recusals_of(user, at, subject_kind).of(subject_kind)
    return Q(**{f"{path}__in": found}) if found else Q(pk__in=[])


def recused_entries_q(user: Viewer, at: datetime, entry: str = "", kind: str | None = None) -> Q:
    """The same of entries, of every kind there is: those a recusal stands on, and those whose subject the account has
    a stake in. `entry` leads to the entry from the row that is asked of; `kind` is that of its subject, if all rows
    that are asked of have the same."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    prefix = f"{entry}__" if entry else ""
    found = Q(Exists(Recusal.objects.filter(entry=OuterRef(entry or "pk"), reviewer=user.pk, lifted_at=None)))
    for stake_kind, uuids in recusals_of(user, at, kind).stakes.items():
        found |= Q(**{f"{prefix}subject_kind": stake_kind, f"{prefix}subject_uuid__in": uuids})
    return found


def recused_among(entries: Iterable[Entry], user: Viewer, at: datetime) -> set[int]:
    """The keys of those of these entries the account is recused from."""
    asked = [entry.pk for entry in entries]
    return set(Entry.objects.filter(recused_entries_q(user, at), pk__in=asked).order_by().values_list("pk", flat=True))


def default_subject(record: Record) -> tuple[str, UUID]:
    """Kind and uuid of a record that is judged as nothing but itself."""
    return record._meta.label_lower, record.uuid


def recused_staff(subject_kind: str, subject_uuid: UUID) -> QuerySet[User]:
    """Members of the secretariat a recusal keeps from a subject, by name. Those a stake keeps from it are not told."""
    declared = StaffRecusal.objects.filter(subject_kind=subject_kind, subject_uuid=subject_uuid, lifted_at=None)
    recused = Recusal.objects.filter(entry__subject_kind=subject_kind, entry__subject_uuid=subject_uuid, lifted_at=None)
    return secretariat().filter(Q(pk__in=declared.values("user")) | Q(pk__in=recused.values("reviewer")))


def involved_subjects(parties: Collection[Party], at: datetime) -> dict[str, set[UUID]]:
    """The subjects that any of these parties has to do with, by their kind. One query besides those of the sources."""
    return _fetched(parties, all_sources(), at)[1]


def _recusals(user: Account, at: datetime, kind: str | None = None) -> Recusals:
    """Of one kind or of all: its sources alone are asked for stakes."""
    parties = {Party(bond.kind, bond.key) for bond in bonds_of([user], at.date())}
    own = Recusal.objects.filter(reviewer=user.pk, lifted_at=None)
    staff = StaffRecusal.objects.filter(user=user.pk, lifted_at=None)
    declared, stakes = _fetched(
        parties,
        [source for source in all_sources() if kind in (None, source.kind)],
        at,
        own.values_list("entry__subject_uuid", "entry__subject_kind"),
        staff.values_list("subject_uuid", "subject_kind"),
    )
    return Recusals(
        {kind: frozenset(uuids) for kind, uuids in declared.items()},
        {kind: frozenset(uuids) for kind, uuids in stakes.items()},
    )


def _fetched(
    parties: Collection[Party], sources: Iterable[EntrySource], at: datetime, *declared: QuerySet
) -> tuple[dict[str, set[UUID]], dict[str, set[UUID]]]:
    """Subjects by kind, first those of the `declared` querysets, then those the parties are involved in: one query for
    all that is in tables."""
    found: tuple[dict[str, set[UUID]], dict[str, set[UUID]]] = {}, {}
    # The first says how rows are read: of two columns, though it finds none.
    none = Recusal.objects.filter(pk__in=[]).values_list("entry__subject_uuid", "entry__subject_kind")
    branches = [_told_apart(queryset.order_by(), 0) for queryset in (none, *declared)]
    for source in sources:
        kind = Value(source.kind, output_field=CharField())
        for uuids in source.involving(parties, at):
            if isinstance(uuids, QuerySet):
                branches.append(_told_apart(uuids.order_by().annotate(_kind=kind), 1))
            elif uuids:
                found[1].setdefault(source.kind, set()).update(uuids)
    for uuid, name, by_stake in branches[0].union(*branches[1:]):
        found[by_stake].setdefault(name, set()).add(uuid)
    return found


def _told_apart(queryset: QuerySet, by_stake: int) -> QuerySet:
    return queryset.annotate(_by_stake=Value(by_stake))
