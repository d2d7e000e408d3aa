"""Erasing someone (GDPR art. 17), and restricting what must stay (art. 18)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.audit.erasure import ErasureSource, Obstacle, Subject, erasure_source, erasure_sources, subject_of
from portal.audit.models import Pseudonym, Restriction
from portal.core.actors import Actor
from portal.core.errors import NotAllowed
from portal.core.permission import require_role
from portal.core.records import Record

MAY_ERASE = ("administrator", "manager")


@dataclass(slots=True)
class ErasureOutcome:
    """What an erasure came to: how many things went per source, and which sources keep what for now."""

    erased: dict[str, int] = field(default_factory=dict)
    restricted: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.restricted


def erase_person(*, person: Record, by: Actor, at: datetime, ground: str = "asked") -> ErasureOutcome:
    """Erase what is held about `person` (a person or an account), through every app's own source.

    What must be kept is restricted instead, with its reason and the day to look again. Once nothing is kept, the keys
    of their pseudonyms go too: what the record says of them stays, and nobody can say of whom. `ground` is a word for
    the record ("asked", "term"). `by` is staff, the person's own account, or None for the system. Asked twice, done
    once. Raises NotAllowed.
    """
    subject = subject_of(person)
    _check(subject, by)
    outcome = ErasureOutcome()
    with transaction.atomic():
        for source in erasure_sources():
            obstacles = list(source.obstacles_to_erasure(subject, at))
            if obstacles:
                _restrict(source, subject, obstacles, by=by, at=at)
                outcome.restricted.append(source.name)
            else:
                outcome.erased[source.name] = source.erase(subject, by=by, at=at)
        log_event(
            verb="audit.erase_person",
            by=by,
            about=person,
            at=at,
            data={
                "ground": ground,
                "erased": {name: count for name, count in outcome.erased.items() if count},
                "restricted": outcome.restricted,
            },
        )
        if outcome.complete:
            erase_keys(subject)
    return outcome


def erase_keys(subject: Subject) -> int:
    """Erase the pseudonyms' keys of a subject; answers how many. The entries stay and say nothing of who it was."""
    gone = 0
    for kind, uuid in subject.keys:
        gone += Pseudonym.objects.filter(kind=kind, subject=uuid).delete()[0]
    return gone


def lift_restriction(*, restriction: Restriction, by: Actor, at: datetime) -> Restriction:
    """What kept the data is over: it may be used, or erased, again. Asked twice, done once. Raises NotAllowed."""
    require_role(by, *MAY_ERASE)
    with transaction.atomic():
        row = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if row.lifted_at is not None:
            return row
        source = erasure_source(row.source)
        if source is not None:
            source.lift(Subject(row.kind, row.subject), by=by, at=at)
        row.lifted_at = at
        row.save(update_fields=["lifted_at"])
        log_event(verb="audit.lift_restriction", by=by, about=row, at=at, data={"source": row.source})
    return row


def _check(subject: Subject, by: Actor) -> None:
    if by is None:
        return
    if not by.is_authenticated:
        raise NotAllowed()
    if not by.has_role(*MAY_ERASE) and (by._meta.label_lower, by.uuid) not in subject.keys:
        raise NotAllowed()


def _restrict(source: ErasureSource, subject: Subject, obstacles: list[Obstacle], *, by: Actor, at: datetime) -> None:
    first = min(obstacle.review_on for obstacle in obstacles)
    review_at = datetime.combine(first, time.min, tzinfo=UTC)
    reason = " ".join(str(obstacle.reason) for obstacle in obstacles)[:300]
    source.restrict(subject, by=by, at=at, reason=reason)
    Restriction.objects.update_or_create(
        kind=subject.kind,
        subject=subject.uuid,
        source=source.name,
        lifted_at=None,
        defaults={"reason": reason, "review_at": review_at},
        create_defaults={"reason": reason, "review_at": review_at, "imposed_at": at},
    )
