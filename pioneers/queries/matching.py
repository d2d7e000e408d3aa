"""Candidacies that may be about the same person or group: found by stored keys, shown to staff side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from pioneers.domain.matching import keys_for
from pioneers.models import Candidacy, Edition, MatchKey, Nomination, PossibleMatch
from pioneers.queries.editions import sees_prize
from pioneers.states import SENT_NOMINATIONS, CandidacyState, MatchState, NominationState
from portal.cities.countries import realm_of
from portal.core.actors import Viewer
from portal.core.mailboxes import same_mailbox
from portal.core.names import same_name

# Not suggested, and nothing to decide about: no nomination speaks for the one, the other is part of another already.
SETTLED = (CandidacyState.DROPPED, CandidacyState.JOINED)
MAX_FOUND = 20
# How far a candidacy has come, the furthest last: of two that are joined, that one stays. A no stands like a yes.
PROGRESS = (
    CandidacyState.DROPPED,
    CandidacyState.NOT_CHOSEN,
    CandidacyState.SCREENING,
    CandidacyState.EXPIRED,
    CandidacyState.ASKED,
    CandidacyState.WITHDRAWN,
    CandidacyState.DECLINED,
    CandidacyState.ACCEPTED,
    CandidacyState.IN_FIELD,
    CandidacyState.SHORTLISTED,
    CandidacyState.LAUREATE,
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A candidacy that may be about the same nominee as another, and why."""

    candidacy: Candidacy
    is_name_alike: bool
    is_address_shared: bool


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[PossibleMatch]:
    """Those who run the prize see every question; nobody else any."""
    return PossibleMatch.objects.all() if sees_prize(viewer) else PossibleMatch.objects.none()


def open_matches() -> QuerySet[PossibleMatch]:
    """Questions nobody has answered about candidacies that still stand on their own."""
    return PossibleMatch.objects.filter(state=MatchState.OPEN).exclude(
        Q(earlier__state__in=SETTLED) | Q(later__state__in=SETTLED)
    )


def open_matches_of(edition: Edition) -> QuerySet[PossibleMatch]:
    """Questions to answer before the edition goes to its jury."""
    return open_matches().filter(earlier__edition=edition)


def matches_of(candidacy: Candidacy) -> QuerySet[PossibleMatch]:
    """Every question about one candidacy, answered or not."""
    found = PossibleMatch.objects.filter(Q(earlier=candidacy) | Q(later=candidacy))
    return found.select_related("earlier", "later")


def asking_waits(candidacy: Candidacy) -> bool:
    """Whether the nominee may have been asked already, as another candidacy: then staff decide first, so that one
    person is not asked twice, and nobody reads what was written about a namesake."""
    asked = Q(earlier=candidacy, later__asked_at__isnull=False) | Q(later=candidacy, earlier__asked_at__isnull=False)
    return open_matches().filter(asked).exists()


def is_held_back(candidacy: Candidacy) -> bool:
    """Whether its nominees would have been asked by now, but for a question staff have to answer."""
    return candidacy.nominations.filter(state=NominationState.SCREENED).exists() and asking_waits(candidacy)


def keys_of(candidacy: Candidacy) -> frozenset[str]:
    """What the candidacy is found under: its name's keys and the mailboxes of it and of its nominees."""
    return keys_for(candidacy.name, addresses_of(candidacy))


def addresses_of(candidacy: Candidacy) -> set[str]:
    """Its own address and those of everyone named in it."""
    return {candidacy.email, *(nominee.email for nominee in candidacy.nominees.all())} - {""}


def others_at_its_addresses(candidacy: Candidacy) -> QuerySet[Candidacy]:
    """Other candidacies of the edition, persons and groups alike, that write to one of its mailboxes."""
    mailboxes = [key for key in keys_of(candidacy) if key.startswith("m:")]
    there = MatchKey.objects.filter(edition_id=candidacy.edition_id, key__in=mailboxes).exclude(candidacy=candidacy)
    return Candidacy.objects.filter(pk__in=there.values("candidacy")).order_by("pk")


def likely_matches(candidacy: Candidacy) -> list[Likeness]:
    """Other candidacies of the edition and kind that share a mailbox with it, or whose name is spelt alike in the same
    country (a territory counts as its country). A constant number of queries, by the stored keys."""
    addresses = addresses_of(candidacy)
    keys = keys_for(candidacy.name, addresses)
    sharing = MatchKey.objects.filter(edition_id=candidacy.edition_id, key__in=keys).exclude(candidacy=candidacy)
    found = (
        Candidacy.objects.filter(pk__in=sharing.values("candidacy"), kind=candidacy.kind)
        .exclude(state__in=SETTLED)
        .prefetch_related("nominees")
        .order_by("pk")
    )
    likely = (_likeness(candidacy, addresses, other) for other in found)
    return [one for one in likely if one.is_name_alike or one.is_address_shared][:MAX_FOUND]


def _likeness(candidacy: Candidacy, addresses: set[str], other: Candidacy) -> Likeness:
    return Likeness(
        candidacy=other,
        is_name_alike=realm_of(candidacy.country) == realm_of(other.country) and same_name(candidacy.name, other.name),
        is_address_shared=shares_mailbox(addresses, addresses_of(other)),
    )


def shares_mailbox(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a letter to one of the first lands where one to the others does."""
    return any(same_mailbox(one, other) for one in some for other in others)


def side_by_side(match: PossibleMatch) -> Sequence[Candidacy]:
    """Both candidacies with everything staff compare: nominees, and the nominations each came from (`sent`). What was
    moved when they were joined stands where it came from."""
    sent = (
        Nomination.objects.filter(state__in=SENT_NOMINATIONS).select_related("category").order_by("submitted_at", "id")
    )
    found = (
        Candidacy.objects.filter(pk__in=[match.earlier_id, match.later_id])
        .select_related("edition", "category", "joined_into")
        .prefetch_related(
            "nominees",
            Prefetch("nominations", sent.filter(joined_from=None), to_attr="sent"),
            Prefetch("lent_nominations", sent, to_attr="lent"),
        )
    )
    pair = list(found.order_by("pk"))
    for candidacy in pair:
        candidacy.sent = [*candidacy.sent, *candidacy.lent]
    return pair


def kept_of(match: PossibleMatch) -> tuple[Candidacy, Candidacy]:
    """Which of the two stays when they are joined, and which one goes: the one that has come further stays, else the
    earlier. Of two that are joined, which one went, and into which."""
    if match.joined is not None and match.joined.joined_into is not None:
        return match.joined.joined_into, match.joined
    further = sorted(match.pair, key=lambda one: PROGRESS.index(CandidacyState(one.state)), reverse=True)
    return further[0], further[1]
