"""Ties between people and people, organisations or cities."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.people.errors import TiedToOneself
from portal.people.models import Person, Tie


def declare_tie(
    *,
    person: Person,
    kind: str,
    target: UUID,
    nature: str,
    at: datetime,
    by: Actor,
    note: str = "",
    since: date | None = None,
) -> Tie:
    """Writes down that a person is bound to a target (`kind` as in `people.person`, with its uuid); once, however
    often. The caller has checked that `by` speaks for the person or for the secretariat. Raises TiedToOneself."""
    if kind == "people.person" and target == person.uuid:
        raise TiedToOneself()
    with transaction.atomic():
        tie, is_new = Tie.objects.get_or_create(
            person=person,
            kind=kind,
            target=target,
            nature=nature,
            source=Tie.Source.DECLARED,
            defaults={"note": " ".join(note.split())[:300], "since": since},
        )
        if is_new:
            log_event(verb="people.declare_tie", by=by, about=tie, at=at, data={"nature": nature, "kind": kind})
        elif tie.until is not None:
            tie.until = None
            tie.save(update_fields=["until"])
            log_event(verb="people.renew_tie", by=by, about=tie, at=at, data={"nature": nature, "kind": kind})
    return tie


def end_tie(*, tie: Tie, on: date, by: Actor, at: datetime) -> Tie:
    """A bond that lasted until a day. It still counts for what was decided before."""
    with transaction.atomic():
        tie = Tie.objects.select_for_update().get(pk=tie.pk)
        if tie.until is None:
            tie.until = max(on, tie.since) if tie.since else on
            tie.save(update_fields=["until"])
            log_event(verb="people.end_tie", by=by, about=tie, at=at, data={"nature": tie.nature, "kind": tie.kind})
    return tie


def derive_ties(*, person: Person, nature: str, targets: Iterable[tuple[str, UUID]], at: datetime) -> int:
    """Brings the derived ties of one nature in line with what the portal knows now (`targets`: kind and uuid).

    Those no longer known end today; answers how many changed. Derived ties follow recorded facts, so they get no
    record entry of their own.
    """
    with transaction.atomic():
        held = {
            (tie.kind, tie.target): tie
            for tie in Tie.objects.select_for_update().filter(person=person, nature=nature, source=Tie.Source.DERIVED)
        }
        wanted = set(targets)
        changed = [tie for key, tie in held.items() if (key in wanted) != (tie.until is None)]
        for tie in changed:
            tie.until = None if (tie.kind, tie.target) in wanted else max(at.date(), tie.since or at.date())
        Tie.objects.bulk_update(changed, ["until"])
        new = [
            Tie(person=person, kind=kind, target=target, nature=nature, source=Tie.Source.DERIVED, since=at.date())
            for kind, target in sorted(wanted - held.keys(), key=str)
        ]
        Tie.objects.bulk_create(new)
    return len(changed) + len(new)
