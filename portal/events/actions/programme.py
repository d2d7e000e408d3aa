"""The programme of an event."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.events.errors import EndsBeforeItStarts, OutsideTheEvent
from portal.events.models import Event, ProgrammeItem


@transaction.atomic
def create_programme_item(
    *,
    event: Event,
    titles: Mapping[str, str],
    descriptions: Mapping[str, str],
    speakers: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    at: datetime,
) -> ProgrammeItem:
    """One more item. Raises NotAllowed, EndsBeforeItStarts, OutsideTheEvent."""
    require(by, "events.organise_events")
    item = ProgrammeItem(event=event)
    _fill(item, titles, descriptions, speakers, starts_at, ends_at)
    log_event(verb="events.create_programme_item", by=by, about=item, at=at)
    return item


@transaction.atomic
def update_programme_item(
    *,
    item: ProgrammeItem,
    titles: Mapping[str, str],
    descriptions: Mapping[str, str],
    speakers: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    at: datetime,
) -> ProgrammeItem:
    """Correct an item. Raises NotAllowed, EndsBeforeItStarts, OutsideTheEvent."""
    require(by, "events.organise_events")
    row = ProgrammeItem.objects.select_for_update(of=("self",)).select_related("event").get(pk=item.pk)
    _fill(row, titles, descriptions, speakers, starts_at, ends_at)
    log_event(verb="events.update_programme_item", by=by, about=row, at=at)
    return row


@transaction.atomic
def remove_programme_item(*, item: ProgrammeItem, by: Actor, at: datetime) -> None:
    """Take an item out of the programme. Asked twice, done once. Raises NotAllowed."""
    require(by, "events.organise_events")
    row = ProgrammeItem.objects.select_for_update().filter(pk=item.pk).first()
    if row is not None:
        log_event(verb="events.remove_programme_item", by=by, about=row, at=at)
        row.delete()


def _fill(
    item: ProgrammeItem,
    titles: Mapping[str, str],
    descriptions: Mapping[str, str],
    speakers: str,
    starts_at: datetime,
    ends_at: datetime,
) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeItStarts()
    if starts_at < item.event.starts_at or ends_at > item.event.ends_at:
        raise OutsideTheEvent()
    item.titles, item.descriptions, item.speakers = dict(titles), dict(descriptions), speakers.strip()
    item.starts_at, item.ends_at = starts_at, ends_at
    item.save()
