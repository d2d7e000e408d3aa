"""Reading nominations: a nominator's own, and what the secretariat sees."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from pioneers.models import Edition, Nomination
from pioneers.queries.countries import country_name
from pioneers.queries.editions import sees_prize
from pioneers.states import (
    LIVE_NOMINATIONS,
    SENT_NOMINATIONS,
    UNDECIDED_EDITIONS,
    CandidacyKind,
    EditionState,
    NominationState,
)
from portal.core.actors import Viewer
from portal.core.mailboxes import same_mailbox
from portal.people.models import User

# How long a draft of a browser, which others may use too, stays open without a touch.
IDLE = timedelta(hours=1)


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Nomination]:
    """What a person may read in a workspace: their own; those who run the prize, all that were sent.

    Drafts are nobody's but their writer's, so the secretariat sees none.
    """
    if not viewer.is_authenticated:
        return Nomination.objects.none()
    own = Q(nominator=viewer.pk)
    return Nomination.objects.filter(own | Q(state__in=SENT_NOMINATIONS) if sees_prize(viewer) else own)


def sent_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Nomination]:
    """The secretariat's list: sent nominations only, one's own drafts left out."""
    sent = visible_to(viewer, at).filter(state__in=SENT_NOMINATIONS)
    return sent if sees_prize(viewer) else sent.none()


@dataclass(frozen=True, slots=True)
class NominationLine:
    """A nomination in its nominator's own list."""

    uuid: UUID
    reference: str
    nominee: str
    edition: str
    state: NominationState
    saved_at: datetime | None
    submitted_at: datetime | None
    is_draft: bool


@dataclass(frozen=True, slots=True)
class NominationView:
    """A nomination as its nominator reads it. What became of the nominee's consent is not theirs to know."""

    uuid: UUID
    reference: str
    edition: str
    year: int
    state: NominationState
    nominator_name: str
    nominator_email: str
    relation: str
    relation_text: str
    kind: str
    nominee_name: str
    nominee_email: str
    country: str
    members: tuple[tuple[str, str], ...]
    category: str
    language: str
    did: str
    changed: str
    courage: str
    links: tuple[str, ...]
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    closes_at: datetime
    zone: str
    can_withdraw: bool
    was_not_read: bool


def own_nominations(user: User, at: datetime) -> QuerySet[Nomination]:
    """The nominations of this account: drafts first, which wait for their writer, then those sent, newest first."""
    return (
        Nomination.objects.filter(nominator=user)
        .select_related("edition")
        .order_by(F("submitted_at").desc(nulls_first=True), "-created_at", "-id")
    )


def nomination_line(nomination: Nomination) -> NominationLine:
    return NominationLine(
        uuid=nomination.uuid,
        reference=nomination.reference or "",
        nominee=nomination.nominee_name,
        edition=nomination.edition.title,
        state=NominationState(nomination.state),
        saved_at=nomination.saved_at,
        submitted_at=nomination.submitted_at,
        is_draft=nomination.state == NominationState.DRAFT,
    )


def nomination_view(nomination: Nomination, at: datetime) -> NominationView:
    """The frozen read model; `edition` and `category` are to be loaded with the nomination."""
    return NominationView(
        uuid=nomination.uuid,
        reference=nomination.reference or "",
        edition=nomination.edition.title,
        year=nomination.edition.year,
        state=NominationState(nomination.state),
        nominator_name=nomination.nominator_name,
        nominator_email=nomination.nominator_email,
        relation=str(nomination.get_relation_display()),
        relation_text=nomination.relation_text,
        kind=nomination.kind,
        nominee_name=nomination.nominee_name,
        nominee_email=nomination.nominee_email,
        country=country_name(nomination.nominee_country),
        members=members_of(nomination),
        category=nomination.category.name if nomination.category else "",
        language=nomination.language,
        did=nomination.did,
        changed=nomination.changed,
        courage=nomination.courage,
        links=tuple(nomination.links),
        submitted_at=nomination.submitted_at,
        withdrawn_at=nomination.withdrawn_at,
        closes_at=nomination.edition.closes_at,
        zone=nomination.edition.zone,
        can_withdraw=may_still_withdraw(nomination, at),
        was_not_read=was_not_read(nomination),
    )


def was_not_read(nomination: Nomination) -> bool:
    """Whether the choice was made while nobody had screened it, so that the jury did not read it."""
    return nomination.state == NominationState.SUBMITTED and nomination.edition.state not in UNDECIDED_EDITIONS


def may_still_withdraw(nomination: Nomination, at: datetime) -> bool:
    """A nomination can be taken back until its edition closes."""
    return nomination.state in LIVE_NOMINATIONS and at < nomination.edition.closes_at


def members_of(nomination: Nomination) -> tuple[tuple[str, str], ...]:
    """The named people a nomination puts forward, as (name, e-mail): of a person, the person alone."""
    if nomination.kind == CandidacyKind.PERSON:
        return ((nomination.nominee_name, nomination.nominee_email),)
    return tuple((member["name"], member["email"]) for member in nomination.members)


def draft_for(edition: Edition, *, user: Viewer | None = None, key_hash: str = "") -> Nomination | None:
    """The draft of this account, else of this device; a device's draft is one nobody has claimed."""
    drafts = Nomination.objects.filter(edition=edition, state=NominationState.DRAFT).select_related("edition")
    if user is not None and user.is_authenticated:
        if found := drafts.filter(nominator=user.pk).first():
            return found
    return drafts.filter(draft_key_hash=key_hash, nominator=None).first() if key_hash else None


def second_draft(edition: Edition, user: User | None, key_hash: str, at: datetime) -> Nomination | None:
    """The draft begun in this browser signed out, where the account has one already: both are offered. One that has
    rested is offered only to whoever wrote it with their own address."""
    if user is None or not key_hash:
        return None
    drafts = Nomination.objects.filter(edition=edition, state=NominationState.DRAFT)
    if not drafts.filter(nominator=user.pk).exists():
        return None
    found = drafts.filter(nominator=None, draft_key_hash=key_hash).first()
    if found is None or (rests(found, at) and not same_mailbox(found.nominator_email, user.email)):
        return None
    return found


def rests(draft: Nomination, at: datetime) -> bool:
    """Whether a browser's draft has lain untouched so long that it, and its files, open only by a code. An account's
    never does."""
    return draft.nominator_id is None and (draft.saved_at or draft.created_at) + IDLE <= at


def sent_just_now(edition: Edition, user: User, values: dict) -> Nomination | None:
    """The nomination this account sent with these very words: a form sent twice finds what it sent the first time."""
    return (
        Nomination.objects.filter(edition=edition, nominator=user, state__in=SENT_NOMINATIONS)
        .filter(nominee_name=values["nominee_name"], did=values["did"], changed=values["changed"])
        .order_by("-submitted_at")
        .first()
    )


def newest_draft_at(edition: Edition, email: str) -> Nomination | None:
    """The latest unclaimed draft written with an address. Only whoever reads that mail may open it."""
    return (
        Nomination.objects.filter(
            edition=edition, state=NominationState.DRAFT, nominator=None, nominator_email=email.strip().lower()
        )
        .order_by("-saved_at")
        .first()
    )


def is_sent_in_time(nomination: Nomination, edition: Edition) -> bool:
    """Whether a draft was sent before the window closed and only its address is left to be confirmed."""
    in_time = nomination.sent_at is not None and nomination.sent_at < edition.closes_at
    return in_time and edition.state == EditionState.ANNOUNCED
