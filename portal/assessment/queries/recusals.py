"""Who is recused from what: asked by both halves, knowing neither.

Someone is recused from a subject (a candidacy, an application) while a recusal of theirs stands on it, or on any
entry about it, and while they are bound to a party of it by a tie in force, or are that party themselves. Which parties
a subject has, its registered source tells.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.assessment.models import Entry, Recusal, StaffRecusal
from portal.assessment.sources import Party, Uuids, all_sources, source_of
from portal.core.actors import Account, Viewer
from portal.core.records import Record
from portal.desk.queries.cases import secretariat
from portal.people.models import User
from portal.people.queries.ties import ties_of


def recused_subjects(user: Viewer, subject_kind: str, subject_uuids: Iterable[UUID], at: datetime) -> set[UUID]:
    """Those of these subjects the account is recused from. Three queries at most, however many subjects."""
    asked = set(subject_uuids)
    if not asked or not user.is_authenticated:
        return set()
    recused = _recused(user, subject_kind).filter(entry__subject_uuid__in=asked)
    staff = _of_staff(user, subject_kind).filter(subject_uuid__in=asked)
    involved = _involved(subject_kind, _parties(user, at))
    if isinstance(involved, QuerySet):
        return set(recused.union(staff, involved.filter(uuid__in=asked).order_by()))
    return set(recused.union(staff)) | asked & set(involved)


def subject_recused_q(user: Viewer, subject_kind: str, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a subject the account is recused from: the same answer as a condition, for lists of
    any length. Two queries for the account's ties, none a row."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    return (
        Q(**{f"{path}__in": _recused(user, subject_kind)})
        | Q(**{f"{path}__in": _of_staff(user, subject_kind)})
        | Q(**{f"{path}__in": _involved(subject_kind, _parties(user, at))})
    )


def recused_entries_q(user: Viewer, at: datetime) -> Q:
    """The same of entries, of every kind there is: those a recusal stands on, and those whose subject a tie is to."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    found = Q(Exists(Recusal.objects.filter(entry=OuterRef("pk"), reviewer=user.pk, lifted_at=None)))
    parties = _parties(user, at)
    for source in all_sources():
        found |= Q(subject_kind=source.kind, subject_uuid__in=source.involving(parties))
    return found


def recused_among(entries: Iterable[Entry], user: Viewer, at: datetime) -> set[int]:
    """The keys of those of these entries the account is recused from. Three queries at most."""
    asked = [entry.pk for entry in entries]
    return set(Entry.objects.filter(recused_entries_q(user, at), pk__in=asked).order_by().values_list("pk", flat=True))


def default_subject(record: Record) -> tuple[str, UUID]:
    """Kind and uuid of a record that is judged as nothing but itself."""
    return record._meta.label_lower, record.uuid


def recused_staff(subject_kind: str, subject_uuid: UUID) -> QuerySet[User]:
    """Members of the secretariat a recusal keeps from a subject, by name. Those a tie keeps from it are not told."""
    declared = StaffRecusal.objects.filter(subject_kind=subject_kind, subject_uuid=subject_uuid, lifted_at=None)
    recused = Recusal.objects.filter(entry__subject_kind=subject_kind, entry__subject_uuid=subject_uuid, lifted_at=None)
    return secretariat().filter(Q(pk__in=declared.values("user")) | Q(pk__in=recused.values("reviewer")))


def _parties(user: Account, at: datetime) -> list[Party]:
    return [Party(kind, uuid) for kind, uuid in sorted(ties_of(user, at.date()), key=str)]


def _involved(subject_kind: str, parties: list[Party]) -> Uuids:
    source = source_of(subject_kind)
    return source.involving(parties) if source else ()


def _recused(user: Account, subject_kind: str) -> QuerySet[Recusal, UUID]:
    active = Recusal.objects.filter(reviewer=user.pk, lifted_at=None, entry__subject_kind=subject_kind)
    return active.values_list("entry__subject_uuid", flat=True).order_by()


def _of_staff(user: Account, subject_kind: str) -> QuerySet[StaffRecusal, UUID]:
    active = StaffRecusal.objects.filter(user=user.pk, lifted_at=None, subject_kind=subject_kind)
    return active.values_list("subject_uuid", flat=True).order_by()
