"""Letting go of what is held about people, while counts stay right: rows stay, words about people go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pioneers.actions.candidates import lock_candidacy, sync_candidacy_state
from pioneers.actions.consent_rows import end_consents, end_request
from pioneers.actions.drafts import discard_draft
from pioneers.actions.files import remove_refused_portrait
from pioneers.actions.visibility import hide_everything
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from pioneers.queries.jury import KIND
from pioneers.queries.matching import matches_of
from pioneers.states import UNDECIDED_EDITIONS, CandidacyKind, NominationState, NomineeState
from portal.assessment.actions.erasure import erase_subject
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.documents.actions.removing import remove_files_about
from portal.people.models import Person, User


@transaction.atomic
def erase_nominator(*, user: User, by: Actor, at: datetime) -> int:
    """Who nominated goes; what was said about the nominee stays theirs to keep or have erased. Drafts go whole."""
    gone = 0
    drafts = Nomination.objects.filter(Q(nominator=user) | Q(nominator_email=user.email), state=NominationState.DRAFT)
    for draft in drafts:
        discard_draft(draft=draft, at=at)
        gone += 1
    for nomination in Nomination.objects.select_for_update(of=("self",)).filter(
        Q(nominator=user) | Q(nominator_email=user.email)
    ):
        nomination.nominator, nomination.nominator_name, nomination.nominator_email = None, "", ""
        nomination.relation_text = ""
        nomination.save()
        log_event(verb="pioneers.erase_nominator", by=by, about=nomination, at=at)
        gone += 1
    return gone


@transaction.atomic
def erase_nominee(*, person: Person, by: Actor, at: datetime) -> int:
    """A nominee goes out of every edition: from the jury, from the public, and from what was written about them.

    After the decision a candidacy stays in its state, which counts and names nobody.
    """
    gone = 0
    for nominee in Nominee.objects.filter(person=person).order_by("candidacy_id"):
        candidacy = lock_candidacy(nominee.candidacy_id)
        _erase_one(nominee, candidacy, at)
        if candidacy.edition.state in UNDECIDED_EDITIONS:
            sync_candidacy_state(candidacy=candidacy, by=by, at=at)
        log_event(verb="pioneers.erase_nominee", by=by, about=nominee, at=at)
        gone += 1
    return gone


def erase_candidacy(*, candidacy: Candidacy, by: Actor, at: datetime) -> None:
    """Everyone named in a candidacy, and every word of its nominations. Part of retention."""
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy.pk)
        for nominee in candidacy.nominees.all():
            _erase_one(nominee, candidacy, at)
        _erase_words(candidacy, at)
        log_event(verb="pioneers.erase_candidacy", by=by, about=candidacy, at=at)


def _erase_one(nominee: Nominee, candidacy: Candidacy, at: datetime) -> None:
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=nominee.pk)
    if NomineeState.allows("withdraw", nominee.state):
        nominee.state, nominee.state_since = NomineeState.after("withdraw", nominee.state), at
    elif NomineeState.allows("decline", nominee.state):
        nominee.state, nominee.state_since = NomineeState.after("decline", nominee.state), at
    name, email = nominee.name, nominee.email
    nominee.name = nominee.email = nominee.guardian_note = nominee.pen_name = nominee.place = nominee.school = ""
    nominee.save()
    remove_refused_portrait(nominee=nominee, at=at)
    hide_everything(nominee)
    end_consents(nominee=nominee, at=at)
    for request in ConsentRequest.objects.filter(nominee=nominee, ended_at=None):
        end_request(request=request, at=at)
    nominee.corrections.all().delete()
    candidacy.match_keys.all().delete()
    matches_of(candidacy).update(reason="")
    if candidacy.kind == CandidacyKind.PERSON:
        _erase_words(candidacy, at)
        for joined in candidacy.joined_candidacies.all():
            for other in joined.nominees.exclude(name=""):
                _erase_one(other, joined, at)
    else:
        _erase_member(candidacy, name, email)


def _erase_words(candidacy: Candidacy, at: datetime) -> None:
    """The name, every nomination's words and files, and what jurors wrote. References, countries, themes and scores
    stay: they count."""
    candidacy.name, candidacy.email = candidacy.reference, ""
    candidacy.reasons, candidacy.unpublished_reasons = {}, {}
    candidacy.save(
        update_fields=[
            "name",
            "name_folded",
            "email",
            "reasons",
            "reasons_folded",
            "unpublished_reasons",
            "search_text",
        ]
    )
    candidacy.reversals.all().delete()
    erase_subject(subject_kind=KIND, subject_uuid=candidacy.uuid, by=None, at=at)
    for nomination in candidacy.nominations.all():
        remove_files_about(about=nomination, by=None, at=at)
        nomination.nominee_name = nomination.nominee_email = ""
        nomination.did = nomination.changed = nomination.courage = nomination.relation_text = ""
        nomination.screening_reason, nomination.reading_copy = "", {}
        nomination.links, nomination.members = [], []
        nomination.save()
        nomination.reversals.all().delete()


def _erase_member(candidacy: Candidacy, name: str, email: str) -> None:
    if candidacy.email == email:
        candidacy.email = ""
        candidacy.save(update_fields=["email", "search_text"])
    for nomination in candidacy.nominations.all():
        nomination.members = [
            {"name": "", "email": ""} if member == {"name": name, "email": email} else member
            for member in nomination.members
        ]
        nomination.save()
