"""Publications of the library: added, corrected, published, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from portal.alliance.errors import FileNotFound, NothingToRead
from portal.alliance.letters import PUBLISHED, queue_published_letter
from portal.alliance.models import LibrarySubscription, Publication, Theme
from portal.alliance.queries.publications import PURPOSE
from portal.alliance.queries.subscriptions import subscriptions_to
from portal.alliance.states import PublicationState
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.permission import require
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.documents.queries.files import count_held, held
from portal.mail.actions.stopping import stop_letters
from portal.mail.models import Letter


def add_publication(
    *,
    kind: str,
    title: Mapping[str, str],
    language: str,
    by: Actor,
    at: datetime,
    summary: Mapping[str, str] | None = None,
    themes: Iterable[Theme] = (),
    link: str = "",
) -> Publication:
    """Adds a draft to the library; its files are attached to it. Raises NotAllowed."""
    require(by, "alliance.edit_publication")
    with transaction.atomic():
        publication = Publication.objects.create(
            kind=kind, title=dict(title), summary=dict(summary or {}), language=language, link=link, added_at=at
        )
        publication.themes.set(themes)
        log_event(verb="alliance.add_publication", by=by, about=publication, at=at, data={"kind": kind})
    return publication


def update_publication(
    *,
    publication: Publication,
    kind: str,
    title: Mapping[str, str],
    language: str,
    by: Actor,
    at: datetime,
    summary: Mapping[str, str] | None = None,
    themes: Iterable[Theme] = (),
    link: str = "",
) -> Publication:
    """Corrects a publication, published or not; nobody is told again. Raises NotAllowed, NothingToRead where members
    would be left with neither a file nor a link."""
    require(by, "alliance.edit_publication")
    wanted = {
        "kind": kind, "title": dict(title), "summary": dict(summary or {}), "language": language, "link": link,
    }  # fmt: skip
    with transaction.atomic():
        row = Publication.objects.select_for_update().get(pk=publication.pk)
        changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, wanted[name])
        if row.state == PublicationState.PUBLISHED:
            _check_readable(row)
        chosen = list(themes)
        if {theme.pk for theme in chosen} != set(row.themes.values_list("pk", flat=True)):
            row.themes.set(chosen)
            changed.append("themes")
        if changed:
            row.save()
            log_event(verb="alliance.update_publication", by=by, about=row, at=at, data={"changed": changed})
    return row


def attach_publication_file(*, publication: Publication, file: File, by: Actor, at: datetime) -> PrivateFile:
    """Adds a file. Members open it once it has passed the scanner. Raises NotAllowed, FileRefused."""
    require(by, "alliance.edit_publication")
    return store_upload(upload=file, purpose=PURPOSE, about=publication, by=by, at=at)


def remove_publication_file(*, publication: Publication, file: str, by: Actor, at: datetime) -> None:
    """Removes the file with this uuid. Raises NotAllowed, FileNotFound, NothingToRead where it is the last thing
    members can open."""
    require(by, "alliance.edit_publication")
    with transaction.atomic():
        row = Publication.objects.select_for_update().get(pk=publication.pk)
        found = held(row._meta.label_lower, [row.uuid], PURPOSE).filter(uuid=file).first()
        if found is None:
            raise FileNotFound()
        remove_file(file=found, by=by, at=at)
        if row.state == PublicationState.PUBLISHED:
            _check_readable(row)


def publish_publication(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """Members read it from now on, and subscribers are told: each once, however often it is withdrawn and published
    again. Asked twice, done once. Raises NotAllowed, NothingToRead."""
    require(by, "alliance.publish_publication")
    with transaction.atomic():
        row = Publication.objects.select_for_update().get(pk=publication.pk)
        if row.state == PublicationState.PUBLISHED:
            return row
        _check_readable(row)
        row.state = PublicationState.after("publish", row.state)
        row.published_at, row.withdrawal_reason = row.published_at or at, ""
        row.save(update_fields=["state", "published_at", "withdrawal_reason"])
        log_event(verb="alliance.publish_publication", by=by, about=row, at=at)
        told = subscriptions_to(row, at)
        queue_published_letter(publication=row, subscriptions=told, at=at)
        LibrarySubscription.objects.filter(pk__in=[one.pk for one in told]).update(used_at=at)
    return row


def withdraw_publication(*, publication: Publication, reason: str, by: Actor, at: datetime) -> Publication:
    """Takes a publication out of the library, with its files; e-mails about it that still wait are stopped. It can be
    published again. Asked twice, done once. Raises NotAllowed, AlreadyDone with another reason."""
    require(by, "alliance.publish_publication")
    why = reason.strip()
    with transaction.atomic():
        row = Publication.objects.select_for_update().get(pk=publication.pk)
        if row.state == PublicationState.WITHDRAWN:
            if why != row.withdrawal_reason:
                raise already_done(row, "alliance.withdraw_publication", row.withdrawal_reason)
            return row
        row.state, row.withdrawal_reason = PublicationState.after("withdraw", row.state), why
        row.save(update_fields=["state", "withdrawal_reason"])
        log_event(verb="alliance.withdraw_publication", by=by, about=row, at=at)
        stop_letters(letters=Letter.objects.filter(reason__startswith=f"{PUBLISHED.reason}:{row.uuid}:"), at=at)
    return row


def _check_readable(publication: Publication) -> None:
    if not publication.link and not count_held(publication, PURPOSE):
        raise NothingToRead()
