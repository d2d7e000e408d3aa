"""Whether two candidacies are about one nominee: staff join them, hold them apart, split them again, or put a single
nomination where it belongs."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import (
    candidacy_of,
    drop_if_empty,
    leave_round,
    lock_candidacy,
    move,
    move_nominee,
    new_candidacy,
    sync_candidacy_state,
)
from pioneers.actions.consent import ask_consent, notify_nominees
from pioneers.errors import AnswersDiffer, BothChosen, MatchTooLate, NoSuchCandidacy, ReasonMissing
from pioneers.letters import nominees as letters
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee, PossibleMatch
from pioneers.queries.matching import asking_waits, kept_of
from pioneers.states import (
    CONSENTED_CANDIDACIES,
    UNDECIDED_EDITIONS,
    CandidacyState,
    MatchState,
    NominationState,
    NomineeState,
)
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.mailboxes import same_mailbox
from portal.core.names import same_name
from portal.people.models import User

Role = ConsentRequest.Role
# What says of two candidacies that they are about two.
APART = ("pioneers.keep_candidacies_apart", "pioneers.split_candidacies")


@transaction.atomic
def join_candidacies(*, match: PossibleMatch, reason: str, by: User, at: datetime) -> PossibleMatch:
    """Staff found that both are about one nominee. The one that has come further (`kept_of`) gets the nominations of
    the other; its answers count, and its nominees read the further texts. The other leaves the jury, its answers rest
    with it, and its nominees' pages only say where to answer. People only the other named join the one that stays.

    Asked twice, done once. Raises AlreadyDone (with another reason), Recused, ReasonMissing, MatchTooLate, BothChosen,
    AnswersDiffer.
    """
    match, edition = _locked(match, by)
    if match.state == MatchState.JOINED:
        return _done_before(match, "pioneers.join_candidacies", reason)
    state = MatchState.after("join", match.state)
    kept, joined = kept_of(match)
    _check_joining(kept, joined, edition, reason)
    was_asked = joined.asked_at is not None
    move(candidacy=joined, step="join", at=at)
    joined.joined_into = kept
    joined.save(update_fields=["joined_into"])
    leave_round(candidacy=joined, at=at)
    Candidacy.objects.filter(joined_into=joined).update(joined_into=kept)
    moved = list(joined.nominations.select_for_update())
    for nomination in moved:
        nomination.candidacy, nomination.joined_from = kept, nomination.joined_from or joined
        nomination.save(update_fields=["candidacy", "joined_from"])
    _join_nominees(kept, joined, was_asked, at)
    match.joined = joined
    _decide(match, state, reason, by, at)
    for candidacy, other in ((kept, joined), (joined, kept)):
        log_event(verb="pioneers.join_candidacies", by=by, about=candidacy, at=at, data={"with": other.reference})
    for nomination in moved:
        if nomination.state == NominationState.SCREENED:
            notify_nominees(nomination=Nomination.objects.get(pk=nomination.pk), by=by, at=at)
    sync_candidacy_state(candidacy=lock_candidacy(kept.pk), by=by, at=at)
    return match


def _check_joining(kept: Candidacy, joined: Candidacy, edition: Edition, reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing()
    if edition.state not in UNDECIDED_EDITIONS:
        raise MatchTooLate()
    if joined.state == CandidacyState.LAUREATE:
        raise BothChosen()
    refused = {CandidacyState.DECLINED, CandidacyState.WITHDRAWN}
    if kept.state in CONSENTED_CANDIDACIES and joined.state in refused:
        raise AnswersDiffer()


def _join_nominees(kept: Candidacy, joined: Candidacy, was_asked: bool, at: datetime) -> None:
    """Whoever is named in both answers as the one that stays; whoever only the other named goes along."""
    there = list(kept.nominees.all())
    for nominee in joined.nominees.select_for_update(of=("self",)).select_related("person"):
        twin = next((one for one in there if _is_twin(nominee, one, kept)), None)
        if twin is not None:
            if was_asked:
                letters.queue_candidacies_joined_letter(nominee, kept, address=twin.email, at=at)
            continue
        nominee.candidacy, nominee.position = kept, len(there)
        nominee.joined_from = nominee.joined_from or joined
        nominee.save(update_fields=["candidacy", "position", "joined_from"])
        there.append(nominee)
        if kept.asked_at is not None and NomineeState.allows("ask", nominee.state):
            _ask(nominee, kept, at)


def _is_twin(nominee: Nominee, other: Nominee, kept: Candidacy) -> bool:
    return kept.kind == "person" or same_mailbox(nominee.email, other.email) or same_name(nominee.name, other.name)


def _ask(nominee: Nominee, candidacy: Candidacy, at: datetime) -> None:
    request, _made = ConsentRequest.objects.get_or_create(
        nominee=nominee, role=Role.NOMINEE, ended_at=None, defaults={"person": nominee.person, "asked_at": at}
    )
    move_nominee(nominee=nominee, step="ask", at=at)
    letters.queue_consent_asked_letter(request, candidacy, at=at)


@transaction.atomic
def keep_candidacies_apart(*, match: PossibleMatch, reason: str, by: User, at: datetime) -> PossibleMatch:
    """Staff found that they are about two. It is not suggested again, and whoever waited to be asked is asked.

    Asked twice, done once. Raises AlreadyDone (with another reason), Recused, ReasonMissing.
    """
    match, _edition = _locked(match, by)
    if match.state == MatchState.DIFFERENT:
        return _done_before(match, APART, reason)
    state = MatchState.after("differ", match.state)
    if not reason.strip():
        raise ReasonMissing()
    _decide(match, state, reason, by, at)
    for candidacy, other in (match.pair, match.pair[::-1]):
        log_event(verb="pioneers.keep_candidacies_apart", by=by, about=candidacy, at=at, data={"with": other.reference})
        ask_if_due(candidacy=candidacy, by=by, at=at)
    return match


@transaction.atomic
def split_candidacies(*, match: PossibleMatch, reason: str, by: User, at: datetime) -> PossibleMatch:
    """Staff found that they are about two after all. The nominations, and the people only they named, go back to the
    candidacy they came from; the answers given there count again, and its nominees are told, or asked. Those who stay
    are told that a nomination was not about them. It is not suggested again.

    Asked twice, done once. Raises AlreadyDone (with another reason), Recused, ReasonMissing, MatchTooLate.
    """
    match, edition = _locked(match, by)
    if match.state == MatchState.DIFFERENT:
        return _done_before(match, APART, reason)
    state = MatchState.after("split", match.state)
    if not reason.strip():
        raise ReasonMissing()
    if edition.state not in UNDECIDED_EDITIONS:
        raise MatchTooLate()
    kept, joined = (lock_candidacy(one.pk) for one in kept_of(match))
    Nomination.objects.filter(joined_from=joined).update(candidacy=joined, joined_from=None)
    Nominee.objects.filter(joined_from=joined).update(candidacy=joined, joined_from=None)
    move(candidacy=joined, step="split", at=at)
    joined.joined_into = match.joined = None
    joined.save(update_fields=["joined_into"])
    _decide(match, state, reason, by, at)
    for candidacy, other in ((kept, joined), (joined, kept)):
        log_event(verb="pioneers.split_candidacies", by=by, about=candidacy, at=at, data={"from": other.reference})
    if joined.asked_at is None:
        ask_if_due(candidacy=joined, by=by, at=at)
    else:
        _go_on(joined, by, at)
    drop_if_empty(candidacy=joined, by=by, at=at)
    for request in ConsentRequest.objects.filter(nominee__candidacy=kept, role=Role.NOMINEE, ended_at=None):
        letters.queue_candidacies_split_letter(request, kept, is_returned=False, at=at)
    sync_candidacy_state(candidacy=lock_candidacy(kept.pk), by=by, at=at)
    drop_if_empty(candidacy=kept, by=by, at=at)
    return match


def _go_on(candidacy: Candidacy, by: User, at: datetime) -> None:
    """A candidacy that was asked before it was joined: its nominees get their pages back, and time to answer."""
    move(candidacy=candidacy, step="ask", at=at)
    candidacy.answer_by = end_of_day(at, candidacy.edition.consent_days, candidacy.edition.zone)
    candidacy.save(update_fields=["answer_by"])
    for nominee in candidacy.nominees.all():
        if NomineeState.allows("ask", nominee.state):
            move_nominee(nominee=nominee, step="ask", at=at)
    for request in ConsentRequest.objects.filter(nominee__candidacy=candidacy, role=Role.NOMINEE, ended_at=None):
        letters.queue_candidacies_split_letter(request, candidacy, is_returned=True, at=at)
    sync_candidacy_state(candidacy=lock_candidacy(candidacy.pk), by=by, at=at)


def ask_if_due(*, candidacy: Candidacy, by: Actor, at: datetime) -> None:
    """Ask the nominees of a candidacy that has a screened nomination and waits for nothing. Part of other actions."""
    candidacy = lock_candidacy(candidacy.pk)
    screened = candidacy.nominations.filter(state=NominationState.SCREENED)
    if candidacy.state == CandidacyState.SCREENING and screened.exists() and not asking_waits(candidacy):
        ask_consent(candidacy=candidacy, by=by, at=at)


def _locked(match: PossibleMatch, by: User) -> tuple[PossibleMatch, Edition]:
    for candidacy in match.pair:
        require_to_judge(by, "pioneers.attach_nomination", candidacy)
    edition = Edition.objects.select_for_update().get(pk=match.earlier.edition_id)
    match = PossibleMatch.objects.select_for_update().get(pk=match.pk)
    match.earlier, match.later = lock_candidacy(match.earlier_id), lock_candidacy(match.later_id)
    return match, edition


def _done_before(match: PossibleMatch, verbs: str | tuple[str, ...], reason: str) -> PossibleMatch:
    """The match as it stands. Raises AlreadyDone where it was decided for another reason."""
    if match.reason != reason.strip():
        raise already_done(match.earlier, verbs, match.reason)
    return match


def _decide(match: PossibleMatch, state: MatchState, reason: str, by: User, at: datetime) -> None:
    match.state, match.reason, match.decided_by, match.decided_at = state, reason.strip(), by, at
    match.save(update_fields=["state", "joined", "reason", "decided_by", "decided_at"])


@transaction.atomic
def attach_nomination(*, nomination: Nomination, candidacy: Candidacy, by: Actor, at: datetime) -> Nomination:
    """Staff put a nomination under another candidacy of the same edition and kind: it is about the same nominee.

    The candidacy it leaves is dropped if nothing is left in it. Raises NoSuchCandidacy, Recused (from the one it
    leaves, or the one it goes to).
    """
    nomination, edition = _for_moving(nomination, by)
    require_to_judge(by, "pioneers.attach_nomination", candidacy)
    target = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if target.edition_id != edition.pk or target.kind != nomination.kind:
        raise NoSuchCandidacy()
    if nomination.candidacy_id == target.pk:
        return nomination
    if target.state == CandidacyState.DROPPED:
        move(candidacy=target, step="reopen", at=at)
    return _moved(nomination, target, by, at)


@transaction.atomic
def split_nomination(*, nomination: Nomination, by: Actor, at: datetime) -> Nomination:
    """Staff give a nomination a candidacy of its own: it was matched to somebody else."""
    nomination, edition = _for_moving(nomination, by)
    if not Nomination.objects.filter(candidacy=nomination.candidacy_id).exclude(pk=nomination.pk).exists():
        return nomination
    return _moved(nomination, new_candidacy(nomination=nomination, edition=edition, at=at), by, at)


def _for_moving(nomination: Nomination, by: Actor) -> tuple[Nomination, Edition]:
    require_to_judge(by, "pioneers.attach_nomination", nomination)
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if nomination.state == NominationState.DRAFT or nomination.candidacy_id is None:
        raise NoSuchCandidacy()
    return nomination, edition


def _moved(nomination: Nomination, target: Candidacy, by: Actor, at: datetime) -> Nomination:
    left = candidacy_of(nomination)
    nomination.candidacy, nomination.joined_from = target, None
    nomination.save(update_fields=["candidacy", "joined_from"])
    log_event(
        verb="pioneers.attach_nomination",
        by=by,
        about=nomination,
        at=at,
        data={"from": left.reference, "to": target.reference},
    )
    drop_if_empty(candidacy=left, by=by, at=at)
    if nomination.state == NominationState.SCREENED:
        notify_nominees(nomination=nomination, by=by, at=at)
    return nomination
