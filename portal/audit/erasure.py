"""Erasure: apps say what they hold about someone, whether law keeps it, and how it goes.

    class Nominations(ErasureSource):
        name = "pioneers.nominations"
        label = _("Nominations and what was said in them")

        def held(self, subject): return Nomination.objects.filter(nominee__person__uuid=subject.uuid).count()
        def obstacles_to_erasure(self, subject, at): return [Obstacle(_("A complaint is open."), review_on=...)] or []
        def erase(self, subject, *, by: Actor, at): ...          # through actions of its own app; safe to run twice
        def restrict(self, subject, *, by: Actor, at, reason): ...

    register_erasure(Nominations())

`portal.audit.actions.erase_person` asks every source in turn, in one transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from portal.core.actors import Actor
from portal.core.records import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: a person by kind and uuid, and the other rows that are them (`also`: their account, say)."""

    kind: str
    uuid: UUID
    also: tuple[tuple[str, UUID], ...] = ()

    @property
    def keys(self) -> list[tuple[str, UUID]]:
        return [(self.kind, self.uuid), *self.also]

    def uuids_of(self, kind: str) -> list[UUID]:
        """Their rows of one kind, such as `people.user`."""
        return [uuid for found, uuid in self.keys if found == kind]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something may or must be kept for now (GDPR art. 17(3)), and when to look again."""

    reason: object
    review_on: date


@dataclass(frozen=True, slots=True)
class HeldData:
    """How much one source holds about someone, and what stands against erasing it."""

    name: str
    label: object
    count: int
    obstacles: list[Obstacle] = field(default_factory=list)


class ErasureSource:
    """What one app holds about people. Subclass and register; `name` is unique, like `pioneers.nominations`. Sources
    run by `order`, so that what refers to a person goes before the person (order 100)."""

    name: str = ""
    label: object = ""
    order: int = 50

    def held(self, subject: Subject) -> int:
        """How many things are held."""
        raise NotImplementedError

    def obstacles_to_erasure(self, subject: Subject, at: datetime) -> Iterable[Obstacle]:
        """What stands against erasing them now; nothing, unless overridden."""
        return ()

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> int:
        """Erase them, leaving counts and money right; answers how many."""
        raise NotImplementedError

    def restrict(self, subject: Subject, *, by: Actor, at: datetime, reason: str) -> None:
        """Keep them out of all use until the obstacle is gone (GDPR art. 18); nothing to do, unless overridden."""

    def lift(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        """Undo `restrict`."""


_sources: dict[str, ErasureSource] = {}


def register_erasure(source: ErasureSource) -> None:
    """Make `source` part of every erasure. Call it in `portal_hooks`."""
    _sources[source.name] = source


def erasure_sources() -> list[ErasureSource]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.name))


def erasure_source(name: str) -> ErasureSource | None:
    return _sources.get(name)


def subject_of(person: Record) -> Subject:
    """A person (or account) as a subject; its account, or its person, where there is one, comes along."""
    also = []
    for name in ("user", "person"):
        other = getattr(person, name, None)
        if other is not None and hasattr(other, "uuid"):
            also.append((other._meta.label_lower, other.uuid))
    return Subject(person._meta.label_lower, person.uuid, tuple(also))
