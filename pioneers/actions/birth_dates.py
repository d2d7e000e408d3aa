"""A mistyped date of birth put right: asked for by the nominee, done by the secretariat, never by the nominee alone."""

from datetime import date, datetime

from django.db import transaction

from pioneers.actions.candidates import lock_candidacy, lock_nominee, move_nominee, sync_candidacy_state
from pioneers.actions.consent_rows import end_request, give_consent
from pioneers.actions.visibility import withdraw_all_consents
from pioneers.errors import CorrectedOutsideAges, NothingToCorrect, ReasonMissing, SameBirthDate
from pioneers.letters import nominees
from pioneers.models import IN_FORCE, BirthDateCorrection, Candidacy, Consent, ConsentRequest, Nominee, Scope
from pioneers.queries.ages import is_open_to, needs_guardian
from pioneers.queries.consents import takes_answers
from pioneers.states import GUARDIAN_STAGE, UNDECIDED_EDITIONS, NomineeState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.people.models import Person

Role = ConsentRequest.Role
# What a corrected date means for a nominee: nothing, a guardian's yes is wanted after all, or their own is enough.
SAME, GUARDIAN, ALONE = "same", "guardian", "alone"


@transaction.atomic
def ask_birth_date_correction(
    *, request: ConsentRequest, birth_date: date, at: datetime, note: str = ""
) -> BirthDateCorrection:
    """The nominee says that the date of birth they gave is wrong, and which is right. Nothing changes before the
    secretariat has looked at it; asked anew, the newest words count.

    Raises SameBirthDate, NothingToCorrect.
    """
    nominee, _candidacy = lock_nominee(request, Role.NOMINEE)
    if nominee.person.birth_date is None:
        raise NothingToCorrect()
    if nominee.person.birth_date == birth_date:
        raise SameBirthDate()
    wanted = nominee.corrections.filter(decided_at=None).first()
    if wanted is not None and (wanted.birth_date, wanted.note) == (birth_date, note.strip()):
        return wanted
    wanted = wanted or BirthDateCorrection(nominee=nominee, asked_at=at)
    wanted.birth_date, wanted.note = birth_date, note.strip()
    wanted.save()
    log_event(verb="pioneers.ask_birth_date_correction", by=nominee.person, about=nominee, at=at)
    return wanted


@transaction.atomic
def correct_birth_date(*, nominee: Nominee, birth_date: date, reason: str, by: Actor, at: datetime) -> Nominee:
    """Staff put the date right, with their reason, and the question of a guardian is answered anew in each edition the
    person is named in: one no longer needed falls away, one needed after all is asked for before anyone sees more.

    Asked twice, done once. Raises Recused, ReasonMissing, NothingToCorrect, CorrectedOutsideAges.
    """
    require_to_judge(by, "pioneers.correct_birth_date", nominee)
    if not reason.strip():
        raise ReasonMissing()
    named = _locked_nominees(nominee.person_id)
    person = Person.objects.select_for_update().get(pk=nominee.person_id)
    if person.birth_date is None:
        raise NothingToCorrect()
    if person.birth_date == birth_date:
        _same_reason(nominee, reason, "pioneers.correct_birth_date")
        return nominee
    guarded = {one.pk: needs_guardian(one, candidacy, at) for one, candidacy in named}
    person.birth_date = birth_date
    person.save(update_fields=["birth_date"])
    _decide(nominee, birth_date, reason, at)
    for one, candidacy in named:
        one.person = person
        if _takes_part(one, candidacy) and not is_open_to(candidacy.edition, birth_date):
            raise CorrectedOutsideAges()
        meaning = _reconsidered(one, candidacy, guarded[one.pk], by, at)
        log_event(verb="pioneers.correct_birth_date", by=by, about=one, at=at, data={"meaning": meaning})
        if meaning != SAME or one.pk == nominee.pk:
            nominees.queue_birth_date_corrected_letter(one, candidacy, meaning=meaning, at=at)
    nominee.refresh_from_db()
    return nominee


@transaction.atomic
def reject_birth_date_correction(*, nominee: Nominee, reason: str, by: Actor, at: datetime) -> Nominee:
    """Staff leave the date as it is, with their reason; the nominee is told, and may answer. Asked twice, done once."""
    require_to_judge(by, "pioneers.correct_birth_date", nominee)
    if not reason.strip():
        raise ReasonMissing()
    candidacy = lock_candidacy(nominee.candidacy_id)
    wanted = nominee.corrections.select_for_update().filter(decided_at=None).first()
    if wanted is None:
        _same_reason(nominee, reason, "pioneers.reject_birth_date_correction")
        return nominee
    wanted.decided_at, wanted.reason = at, reason.strip()
    wanted.save(update_fields=["decided_at", "reason"])
    log_event(verb="pioneers.reject_birth_date_correction", by=by, about=nominee, at=at)
    nominees.queue_birth_date_left_letter(nominee, candidacy, at=at)
    return nominee


def _same_reason(nominee: Nominee, reason: str, verb: str) -> None:
    """Raises AlreadyDone where a colleague decided for another reason."""
    decided = BirthDateCorrection.objects.filter(nominee__person=nominee.person_id, decided_at__isnull=False)
    last = decided.order_by("-decided_at", "-pk").first()
    if last is not None and last.reason != reason.strip():
        raise already_done(nominee, verb, last.reason)


def _locked_nominees(person: int) -> list[tuple[Nominee, Candidacy]]:
    """Everywhere the person is named, locked candidacy by candidacy in one order."""
    found = []
    for one in Nominee.objects.filter(person=person).order_by("candidacy_id", "id"):
        candidacy = lock_candidacy(one.candidacy_id)
        one = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=one.pk)
        one.candidacy = candidacy
        found.append((one, candidacy))
    return found


def _decide(nominee: Nominee, birth_date: date, reason: str, at: datetime) -> None:
    """Close every open wish of the person's; without one, keep the reason of what staff did on their own."""
    open_ones = BirthDateCorrection.objects.filter(nominee__person=nominee.person_id, decided_at=None)
    if not open_ones.update(decided_at=at, reason=reason.strip()):
        BirthDateCorrection.objects.create(
            nominee=nominee, birth_date=birth_date, asked_at=at, decided_at=at, reason=reason.strip()
        )


def _takes_part(nominee: Nominee, candidacy: Candidacy) -> bool:
    """Whether a yes of theirs is given or pending in an edition that is not decided."""
    said_yes = nominee.state == NomineeState.ACCEPTED or nominee.state in GUARDIAN_STAGE
    return said_yes and candidacy.edition.state in UNDECIDED_EDITIONS


def _reconsidered(nominee: Nominee, candidacy: Candidacy, was_guarded: bool, by: Actor, at: datetime) -> str:
    is_guarded = needs_guardian(nominee, candidacy, at)
    if was_guarded and not is_guarded and nominee.state in GUARDIAN_STAGE and takes_answers(candidacy):
        for asked in nominee.requests.filter(role=Role.GUARDIAN, ended_at=None):
            end_request(request=asked, at=at)
        move_nominee(nominee=nominee, step="come_of_age", at=at)
        person = nominee.person
        give_consent(
            nominee=nominee, candidacy=candidacy, scope=Scope.CANDIDACY, by=person, language=person.language, at=at
        )
        sync_candidacy_state(candidacy=candidacy, by=by, at=at)
        return ALONE
    if is_guarded and not was_guarded and nominee.state == NomineeState.ACCEPTED:
        if not Consent.objects.filter(IN_FORCE, nominee=nominee, role=Role.GUARDIAN).exists():
            move_nominee(nominee=nominee, step="need_guardian", at=at)
            withdraw_all_consents(nominee=nominee, at=at)
            sync_candidacy_state(candidacy=candidacy, by=by, at=at)
            return GUARDIAN
    return SAME
