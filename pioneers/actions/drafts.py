"""Drafts of nominations: saved as they are typed, as a plain locked write without an entry in the record."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from pioneers.errors import SentBeforeClosing
from pioneers.models import Category, Edition, Nomination
from pioneers.states import NominationState
from portal.core.errors import EditConflict
from portal.core.merge import Choices, Merged, OpenedPage, Side, merge, pack
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


# Of which both versions can be kept, one below the other.
JOINABLE = ("did", "changed", "courage")


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft after saving. `base` is what the page that was saved shows, `merged` what became of changes made
    elsewhere."""

    draft: Nomination
    base: str
    merged: Merged


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
    page: OpenedPage | None = None,
) -> SavedDraft:
    """Save what was typed, whole or not, right or wrong. `version` is the one the page was opened with; with `page` it
    says what it knew then, and what was changed elsewhere since stands beside what is saved.

    Makes the draft where there is none (an account's where `by` is signed in, else the device's). Saving the same words
    again changes nothing, so a retry is no conflict. Raises EditConflict where both changed the same and nobody chose,
    SentBeforeClosing.
    """
    page = page or OpenedPage(version)
    try:
        with transaction.atomic():
            return _saved(edition, values, page, at, by, key_hash, language)
    except IntegrityError:  # two first saves at once: the second finds the first's draft
        with transaction.atomic():
            return _saved(edition, values, page, at, by, key_hash, language)


def _saved(
    edition: Edition, values: dict, page: OpenedPage, at: datetime, by: User | None, key_hash: str, language: str
) -> SavedDraft:
    owner: dict[str, Any] = {"nominator": by} if by is not None else {"nominator": None, "draft_key_hash": key_hash}
    draft = Nomination.objects.select_for_update().filter(edition=edition, state=NominationState.DRAFT, **owner).first()
    if draft is None:
        draft = Nomination(edition=edition, **owner)
    elif draft.category_id:
        draft.category = Category.objects.get(pk=draft.category_id)
    mine, theirs = draft_fields(values), draft_fields({name: getattr(draft, name) for name in FIELDS if name in values})
    if draft.pk is None:
        theirs = dict.fromkeys(mine)
        if page.version and page.choices == Choices():  # the page's draft was sent or removed since
            raise EditConflict(draft.version, typed_fields(mine))
        page = OpenedPage(draft.version, tab=page.tab)
    merged = merge(page, mine, theirs, version=draft.version, tab=draft.draft_tab, both=JOINABLE)
    if draft.pk is None or any(mine[name] != theirs[name] and merged.side(name) != Side.THEIRS for name in mine):
        for name in mine:
            if merged.side(name) == Side.BOTH:
                setattr(draft, name, merged.answer(name, mine, theirs))
            elif merged.side(name) == Side.MINE:
                setattr(draft, name, values[name])
        if draft.sent_at and not edition.takes_nominations(at):
            raise SentBeforeClosing()
        draft.version += 1
        draft.draft_tab, draft.sent_at = page.tab, None
    draft.language = language
    draft.saved_at, draft.draft_expires_at = at, at + KEPT
    draft.save()
    return SavedDraft(draft, pack(mine), merged)


def draft_fields(values: Mapping) -> dict:
    """A draft's values by field, as plain data that two versions can be compared by."""
    category = values.get("category")
    plain = {name: value for name, value in values.items() if name in FIELDS}
    return {**plain, "category": str(category.uuid) if category else ""} if "category" in values else plain


def typed_fields(fields: Mapping) -> list[str]:
    """The fields in which somebody typed or chose something; the form chooses a kind by itself."""
    return [name for name, value in fields.items() if value and name != "kind"]


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
def swap_drafts(*, chosen: Nomination, user: User, key_hash: str, at: datetime) -> Nomination:
    """The account goes on with the draft begun in this browser signed out; its older one takes that one's place in the
    browser, where it opens only for its writer. Neither is changed or lost. Asked twice, done once."""
    chosen = Nomination.objects.select_for_update().get(pk=chosen.pk, state=NominationState.DRAFT)
    if chosen.nominator_id == user.pk:
        return chosen
    own = (
        Nomination.objects.select_for_update()
        .filter(edition_id=chosen.edition_id, state=NominationState.DRAFT, nominator=user)
        .first()
    )
    chosen.draft_key_hash = ""
    chosen.save(update_fields=["draft_key_hash"])
    if own is not None:
        own.nominator, own.draft_key_hash = None, key_hash
        own.nominator_email = own.nominator_email or user.email
        own.save(update_fields=["nominator", "draft_key_hash", "nominator_email", "search_text"])
    chosen.nominator = user
    chosen.save(update_fields=["nominator"])
    return chosen


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
