"""Drafts of nominations: saved as they are typed, as a plain locked write without an entry in the record."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from pioneers.models import Edition, Nomination
from pioneers.states import NominationState
from portal.core.errors import EditConflict
from portal.documents.actions.removing import remove_files_about
from portal.people.models import User

KEPT = timedelta(days=21)

# What a draft holds as the form has it, and what it holds in rows or by key.
PLAIN_FIELDS = (
    "nominator_name",
    "nominator_email",
    "relation",
    "relation_text",
    "kind",
    "nominee_name",
    "nominee_email",
    "nominee_country",
    "did",
    "changed",
    "courage",
)
FIELDS = (*PLAIN_FIELDS, "members", "category", "links")


def new_key() -> str:
    """A random key for the cookie of a device; only its hash is stored."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is stored of a device's key. The key is 256 random bits, so a plain hash can't be searched."""
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


def save_draft(
    *,
    edition: Edition,
    values: dict,
    version: int,
    at: datetime,
    by: User | None = None,
    key_hash: str = "",
    language: str,
) -> Nomination:
    """Save what was typed, whole or not, right or wrong. `version` is the one the page was opened with.

    Makes the draft where there is none (an account's where `by` is signed in, else the device's). Saving the same words
    again changes nothing, so a retry is no conflict. Raises EditConflict.
    """
    try:
        with transaction.atomic():
            return _saved(edition, values, version, at, by, key_hash, language)
    except IntegrityError:  # two first saves at once: the second finds the first's draft
        with transaction.atomic():
            return _saved(edition, values, version, at, by, key_hash, language)


def _saved(
    edition: Edition, values: dict, version: int, at: datetime, by: User | None, key_hash: str, language: str
) -> Nomination:
    owner: dict[str, Any] = {"nominator": by} if by is not None else {"nominator": None, "draft_key_hash": key_hash}
    draft = Nomination.objects.select_for_update().filter(edition=edition, state=NominationState.DRAFT, **owner).first()
    if draft is None:
        draft = Nomination(edition=edition, **owner)
    changed = draft.pk is None or any(getattr(draft, name) != values[name] for name in FIELDS if name in values)
    if changed and version != draft.version:
        raise EditConflict(draft.version)
    if changed:
        for name in FIELDS:
            if name in values:
                setattr(draft, name, values[name])
        draft.version += 1
    draft.language = language
    draft.saved_at, draft.draft_expires_at = at, at + KEPT
    draft.save()
    return draft


@transaction.atomic
def transfer_draft(*, draft: Nomination, key_hash: str, at: datetime) -> Nomination:
    """Give a draft whose address was just confirmed to this device; the device that had it before has it no more.

    A draft this device had begun itself gives way only while it is empty of an address; else both stay, and the device
    holds the one asked for.
    """
    draft = Nomination.objects.select_for_update().get(pk=draft.pk, state=NominationState.DRAFT)
    Nomination.objects.filter(
        edition_id=draft.edition_id, state=NominationState.DRAFT, draft_key_hash=key_hash
    ).exclude(pk=draft.pk).update(draft_key_hash="")
    draft.draft_key_hash = key_hash
    draft.saved_at = at
    draft.save(update_fields=["draft_key_hash", "saved_at"])
    return draft


@transaction.atomic
def claim_draft(*, draft: Nomination, user: User, at: datetime) -> Nomination:
    """A device's draft becomes an account's, once its address is confirmed or the person has signed in.

    Where the account has a draft of this edition already, the device's stays the device's.
    """
    draft = Nomination.objects.select_for_update().get(pk=draft.pk)
    taken = Nomination.objects.filter(edition_id=draft.edition_id, state=NominationState.DRAFT, nominator=user)
    if draft.state != NominationState.DRAFT or draft.nominator_id or taken.exists():
        return draft
    draft.nominator, draft.draft_key_hash = user, ""
    draft.save(update_fields=["nominator", "draft_key_hash"])
    return draft


@transaction.atomic
def clear_device(*, draft: Nomination, at: datetime) -> None:
    """This device holds the draft no more. With an address typed it can be opened again by a code; without one nobody
    could ever open it, so it is deleted."""
    held = Nomination.objects.select_for_update().filter(pk=draft.pk, state=NominationState.DRAFT).first()
    if held is None:
        return
    if held.nominator_email:
        held.draft_key_hash = ""
        held.save(update_fields=["draft_key_hash"])
    else:
        discard_draft(draft=held, at=at)


@transaction.atomic
def discard_draft(*, draft: Nomination, at: datetime) -> None:
    """Delete a draft and its files. A draft is nobody's business but its writer's: no entry in the record."""
    remove_files_about(about=draft, by=None, at=at)
    Nomination.objects.filter(pk=draft.pk, state=NominationState.DRAFT).delete()


def expire_drafts(*, at: datetime, limit: int = 200) -> int:
    """Delete drafts nobody touched for 21 days. Returns how many."""
    gone = list(Nomination.objects.filter(state=NominationState.DRAFT, draft_expires_at__lte=at)[:limit])
    for draft in gone:
        discard_draft(draft=draft, at=at)
    return len(gone)
