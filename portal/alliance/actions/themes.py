"""Themes, and what members are promised a year."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.alliance.errors import SlugTaken
from portal.alliance.models import Theme, YearlyPromise
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require


def add_theme(*, names: Mapping[str, str], slug: str, position: int, by: Actor, at: datetime) -> Theme:
    """Adds a theme. Raises NotAllowed, SlugTaken."""
    require(by, "alliance.edit_theme")
    with transaction.atomic():
        if Theme.objects.filter(slug=slug).exists():
            raise SlugTaken()
        theme = Theme.objects.create(names=dict(names), slug=slug, position=position)
        log_event(verb="alliance.add_theme", by=by, about=theme, at=at, data={"slug": slug})
    return theme


def update_theme(*, theme: Theme, names: Mapping[str, str], slug: str, position: int, by: Actor, at: datetime) -> Theme:
    """Renames a theme or moves it in lists; what is about it stays so. Raises NotAllowed, SlugTaken."""
    require(by, "alliance.edit_theme")
    wanted = {"names": dict(names), "slug": slug, "position": position}
    with transaction.atomic():
        row = Theme.objects.select_for_update().get(pk=theme.pk)
        if Theme.objects.filter(slug=slug).exclude(pk=row.pk).exists():
            raise SlugTaken()
        changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, wanted[name])
        if changed:
            row.save(update_fields=changed)
            log_event(verb="alliance.update_theme", by=by, about=row, at=at, data={"changed": changed})
    return row


def set_yearly_promise(*, promise: YearlyPromise, number: int, by: Actor, at: datetime) -> YearlyPromise:
    """Changes how many of a kind members are promised a year. Raises NotAllowed."""
    require(by, "alliance.set_promise")
    with transaction.atomic():
        row = YearlyPromise.objects.select_for_update().get(pk=promise.pk)
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])
            log_event(verb="alliance.set_promise", by=by, about=row, at=at, data={"number": number})
    return row
