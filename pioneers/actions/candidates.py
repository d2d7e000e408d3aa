"""Candidacies: made for a nomination, settled by their nominees' answers, expired by the clock."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from pioneers.errors import AnsweredElsewhere, ChoiceMade, NoRound, TooLateToAnswer
from pioneers.models import Candidacy, ConsentRequest, Edition, MatchKey, Nomination, Nominee, PossibleMatch
from pioneers.queries.jury import KIND, round_of
from pioneers.queries.matching import keys_of, likely_matches
from pioneers.queries.nominations import members_of
from pioneers.states import (
    CONSENTED_CANDIDACIES,
    LIVE_NOMINATIONS,
    UNDECIDED_EDITIONS,
    WAITING_NOMINEES,
    CandidacyState,
    EditionState,
    MatchState,
    NomineeState,
)
from portal.assessment.actions.entries import add_entry, withdraw_subject
from portal.assessment.actions.locking import lock_round
from portal.assessment.errors import RoundIsClosed
from portal.audit.actions.events import log_event
from portal.audit.actions.references import next_reference
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.mailboxes import mailbox_key
from portal.core.texts import fold
from portal.people.models import Person


def candidacy_of(nomination: Nomination) -> Candidacy:
    """The candidacy of a nomination that was sent: from then on it has one."""
    assert nomination.candidacy is not None
    return nomination.candidacy


def new_candidacy(*, nomination: Nomination, edition: Edition, at: datetime) -> Candidacy:
    """A candidacy of its own for a nomination, with a nominee for each person named in it. What it may be a second
    nomination of is asked of staff. Call it with the edition locked."""
    assert nomination.category is not None  # asked of every nomination that is sent
    candidacy = Candidacy.objects.create(
        reference=next_reference(f"NC{edition.year % 100:02d}"),
        edition=edition,
        category=nomination.category,
        state_since=at,
        kind=nomination.kind,
        name=nomination.nominee_name,
        email=_address_of(nomination),
        country=nomination.nominee_country,
        language=nomination.language,
    )
    for position, (name, email) in enumerate(members_of(nomination)):
        Nominee.objects.create(
            candidacy=candidacy,
            person=_person(name, email, nomination),
            position=position,
            name=name,
            email=email,
            state_since=at,
        )
    find_matches(candidacy=candidacy, at=at)
    return candidacy


def find_matches(*, candidacy: Candidacy, at: datetime) -> list[PossibleMatch]:
    """Store what the candidacy is found under, and ask staff about those it may be a second nomination of; what was
    answered before is not asked again. Call it with the edition locked, and again when a name or address changes."""
    wanted = keys_of(candidacy)
    MatchKey.objects.filter(candidacy=candidacy).exclude(key__in=wanted).delete()
    MatchKey.objects.bulk_create(
        [MatchKey(candidacy=candidacy, edition_id=candidacy.edition_id, key=key) for key in sorted(wanted)],
        ignore_conflicts=True,
    )
    questions = []
    for likely in likely_matches(candidacy):
        earlier, later = sorted((candidacy, likely.candidacy), key=lambda one: one.pk)
        why = {"is_name_alike": likely.is_name_alike, "is_address_shared": likely.is_address_shared}
        question, is_new = PossibleMatch.objects.get_or_create(
            earlier=earlier, later=later, defaults={**why, "found_at": at}
        )
        if not is_new and question.state == MatchState.OPEN:
            question.is_name_alike, question.is_address_shared = likely.is_name_alike, likely.is_address_shared
            question.save(update_fields=list(why))
        questions.append(question)
    return questions


def _address_of(nomination: Nomination) -> str:
    return nomination.nominee_email or next((email for _name, email in members_of(nomination)), "")


def _person(name: str, email: str, nomination: Nomination) -> Person:
    """The person of that name at that address, or a new one. An address alone is not a person: a family or a club may
    share one. Nothing held about a known person is overwritten by what a nominator typed."""
    for known in Person.objects.filter(mailbox=mailbox_key(email) or None, erased_at=None).order_by("id")[:20]:
        if fold(known.name) == fold(name):
            return known
    given, _space, family = name.rpartition(" ")
    return Person.objects.create(
        given_name=(given or family)[:120],
        family_name=(family if given else "")[:120],
        email=email,
        language=nomination.language,
        country=nomination.nominee_country,
    )


def lock_candidacy(pk: int) -> Candidacy:
    """The row locked, its edition as it is from then on: read in the same query, it might be from before the wait."""
    candidacy = Candidacy.objects.select_for_update().get(pk=pk)
    candidacy.edition = Edition.objects.get(pk=candidacy.edition_id)
    return candidacy


def lock_nominee(request: ConsentRequest, role: str) -> tuple[Nominee, Candidacy]:
    """The candidacy, then the nominee, locked in this order by every action; the request must be of that role. While it
    is joined into another, it is answered there."""
    if request.role != role or request.ended_at is not None:
        raise TooLateToAnswer()
    candidacy = lock_candidacy(request.nominee.candidacy_id)
    if candidacy.state == CandidacyState.JOINED:
        raise AnsweredElsewhere()
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.nominee_id)
    nominee.candidacy = candidacy
    return nominee, candidacy


def move(*, candidacy: Candidacy, step: str, at: datetime) -> None:
    """Take a step of the transition table and keep since when. Raises TransitionRefused."""
    candidacy.state, candidacy.state_since = CandidacyState.after(step, candidacy.state), at
    candidacy.save(update_fields=["state", "state_since"])


def move_nominee(*, nominee: Nominee, step: str, at: datetime) -> None:
    """Take a step of a nominee's transition table and keep since when. Raises TransitionRefused."""
    nominee.state, nominee.state_since = NomineeState.after(step, nominee.state), at
    nominee.save(update_fields=["state", "state_since"])


def drop_if_empty(*, candidacy: Candidacy, by: Actor, at: datetime) -> None:
    """A candidacy no nomination speaks for any more leaves the field. What the nominee answered stays recorded."""
    candidacy = lock_candidacy(candidacy.pk)
    if candidacy.nominations.filter(state__in=LIVE_NOMINATIONS).exists():
        return
    if not CandidacyState.allows("drop", candidacy.state):
        return
    move(candidacy=candidacy, step="drop", at=at)
    leave_round(candidacy=candidacy, at=at)
    for nominee in candidacy.nominees.filter(state__in=WAITING_NOMINEES):
        nominee.state, nominee.state_since = NomineeState.TO_ASK, at
        nominee.save(update_fields=["state", "state_since"])
    ConsentRequest.objects.filter(
        nominee__candidacy=candidacy, role=ConsentRequest.Role.GUARDIAN, ended_at=None
    ).update(ended_at=at)
    log_event(verb="pioneers.drop_candidacy", by=by, about=candidacy, at=at)


def sync_candidacy_state(*, candidacy: Candidacy, by: Actor | Person, at: datetime) -> Candidacy:
    """Bring a candidacy to where its nominees' answers put it. Call it with the candidacy locked.

    It goes on as soon as nobody named in it is waited for and someone said yes; it ends when nobody's yes is left.
    Where the jury is reading already, a new yes enters the round at once; where it has finished, the yes stands, and
    staff decide whether the jury reads on (`corrections.enter_late_candidacy`).
    """
    answers = set(candidacy.nominees.values_list("state", flat=True))
    accepted, waiting = NomineeState.ACCEPTED in answers, bool(answers & WAITING_NOMINEES)
    before = candidacy.state
    if candidacy.state in CONSENTED_CANDIDACIES:
        # A guardian's yes found wanting afterwards: decided, the choice waits for it, and meanwhile nobody sees anyone.
        if not accepted and not (waiting and candidacy.edition.state not in UNDECIDED_EDITIONS):
            move(candidacy=candidacy, step="withdraw", at=at)
            leave_round(candidacy=candidacy, at=at)
            if waiting:
                _ask_again(candidacy, at)
    elif accepted and not waiting:
        move(candidacy=candidacy, step="accept", at=at)
        if candidacy.edition.state == EditionState.JUDGING:
            with suppress(RoundIsClosed, ChoiceMade):
                enter_field(candidacy=candidacy, at=at)
    elif waiting:
        if CandidacyState.allows("ask_again", candidacy.state):
            _ask_again(candidacy, at)
    elif candidacy.state == CandidacyState.ASKED:
        move(candidacy=candidacy, step="expire" if answers == {NomineeState.EXPIRED} else "decline", at=at)
    elif candidacy.state == CandidacyState.EXPIRED and answers != {NomineeState.EXPIRED}:
        move(candidacy=candidacy, step="decline", at=at)
    if candidacy.state != before:
        log_event(
            verb="pioneers.sync_candidacy",
            by=by,
            about=candidacy,
            at=at,
            data={"from": before, "to": candidacy.state},
        )
    return candidacy


def _ask_again(candidacy: Candidacy, at: datetime) -> None:
    move(candidacy=candidacy, step="ask_again", at=at)
    candidacy.answer_by = end_of_day(at, candidacy.edition.consent_days, candidacy.edition.zone)
    candidacy.save(update_fields=["answer_by"])


def expire_candidacies(*, at: datetime, limit: int = 200) -> int:
    """Close the time to answer of candidacies whose hour has come. Run by the clock; returns how many moved on.

    What waits for the secretariat (no guardian is safe to ask) does not expire; a late yes stays possible until the
    decision.
    """
    waiting_for_us = Nominee.objects.filter(candidacy=OuterRef("pk"), state=NomineeState.NO_SAFE_GUARDIAN)
    due = Candidacy.objects.filter(~Exists(waiting_for_us), state=CandidacyState.ASKED, answer_by__lte=at)
    moved = 0
    for pk in list(due.order_by("answer_by").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            candidacy = lock_candidacy(pk)
            if candidacy.state != CandidacyState.ASKED or (candidacy.answer_by and candidacy.answer_by > at):
                continue
            for nominee in candidacy.nominees.select_for_update():
                if NomineeState.allows("expire", nominee.state):
                    move_nominee(nominee=nominee, step="expire", at=at)
            moved += sync_candidacy_state(candidacy=candidacy, by=None, at=at).state != CandidacyState.ASKED
    return moved


def enter_field(*, candidacy: Candidacy, at: datetime) -> None:
    """Put a candidacy whose nominees said yes before the jury of its edition. Raises NoRound, RoundIsClosed, ChoiceMade
    (concluded in this moment)."""
    round = round_of(candidacy.edition)
    if round is None:
        raise NoRound()
    lock_round(round)  # which whoever concludes holds until it is done
    if not Edition.objects.filter(pk=candidacy.edition_id, state__in=UNDECIDED_EDITIONS).exists():
        raise ChoiceMade()
    add_entry(
        round=round, subject_kind=KIND, subject_uuid=candidacy.uuid, reference=candidacy.reference, by=None, at=at
    )
    move(candidacy=candidacy, step="enter_field", at=at)


def leave_round(*, candidacy: Candidacy, at: datetime) -> None:
    """Take a candidacy from before the jury: no juror reads it any more."""
    withdraw_subject(subject_kind=KIND, subject_uuid=candidacy.uuid, by=None, at=at)
