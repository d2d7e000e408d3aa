"""The nominee's answer, and the guardian's where the law of the country wants one.

Every answer comes with the ConsentRequest its giver holds the link to; `by` is the person behind it. Nothing here is
done by opening a link: only a POST of the page calls these actions.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from pioneers.actions.candidates import (
    candidacy_of,
    lock_candidacy,
    lock_nominee,
    move,
    move_nominee,
    sync_candidacy_state,
)
from pioneers.actions.consent_rows import end_request, give_consent
from pioneers.actions.visibility import withdraw_all_consents
from pioneers.errors import (
    BirthDateMissing,
    BirthDateStands,
    ChoiceMade,
    GuardianIsNominee,
    OutsideAges,
    ReasonMissing,
    TooLateToAnswer,
)
from pioneers.letters import nominees, secretariat
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee, Scope
from pioneers.queries.ages import is_open_to, needs_guardian
from pioneers.queries.consents import may_answer, takes_answers
from pioneers.queries.matching import asking_waits
from pioneers.states import UNDECIDED_EDITIONS, CandidacyState, NomineeState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.mailboxes import same_mailbox
from portal.core.texts import fold
from portal.people.models import Person

Role = ConsentRequest.Role


def notify_nominees(*, nomination: Nomination, by: Actor, at: datetime) -> None:
    """A nomination passed the check: its nominees are asked, or told of one more where they were asked before. Where
    they may have been asked as another candidacy, that waits until staff have decided, or ask anyway."""
    candidacy = candidacy_of(nomination)
    if candidacy.state == CandidacyState.SCREENING:
        if not asking_waits(candidacy):
            ask_consent(candidacy=candidacy, by=by, at=at)
    elif candidacy.state != CandidacyState.DECLINED:
        for request in _nominee_requests(candidacy):
            nominees.queue_further_nomination_letter(request, nomination, at=at)


@transaction.atomic
def ask_consent(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """Write to each nominee: who nominated them, what is held, and the question (GDPR art. 14).

    Asked twice, done once. Raises ChoiceMade, TransitionRefused.
    """
    require_to_judge(by, "pioneers.ask_consent", candidacy)
    candidacy = lock_candidacy(candidacy.pk)
    if candidacy.state == CandidacyState.ASKED:
        return candidacy
    if candidacy.edition.state not in UNDECIDED_EDITIONS:
        raise ChoiceMade()
    move(candidacy=candidacy, step="ask", at=at)
    candidacy.asked_at = at
    candidacy.answer_by = end_of_day(at, candidacy.edition.consent_days, candidacy.edition.zone)
    candidacy.save(update_fields=["asked_at", "answer_by"])
    for nominee in candidacy.nominees.select_for_update(of=("self",)).select_related("person"):
        request, _made = ConsentRequest.objects.get_or_create(
            nominee=nominee, role=Role.NOMINEE, ended_at=None, defaults={"person": nominee.person, "asked_at": at}
        )
        if NomineeState.allows("ask", nominee.state):
            move_nominee(nominee=nominee, step="ask", at=at)
        nominees.queue_consent_asked_letter(request, candidacy, at=at)
    log_event(verb="pioneers.ask_consent", by=by, about=candidacy, at=at, data={"nominees": candidacy.nominees.count()})
    return sync_candidacy_state(candidacy=candidacy, by=by, at=at)


@transaction.atomic
def accept_nomination(
    *, request: ConsentRequest, birth_date: date | None, language: str, at: datetime, is_protected: bool | None = None
) -> Nominee:
    """The nominee says yes and gives their own birth date. Under the age of their country for being nominated, the yes
    waits for a guardian.

    The date given first stands: otherwise whoever was told that a guardian is needed could say no, come back older and
    need none. Putting it right is `actions.birth_dates`. Asked twice, done once. Raises BirthDateMissing,
    BirthDateStands, OutsideAges (nothing is stored then), TooLateToAnswer.
    """
    nominee, candidacy = lock_nominee(request, Role.NOMINEE)
    if nominee.state == NomineeState.ACCEPTED or nominee.state == NomineeState.GUARDIAN_WANTED:
        return nominee
    if not may_answer(nominee, candidacy):
        raise TooLateToAnswer()
    person, edition = nominee.person, candidacy.edition
    held = person.birth_date
    if held and birth_date not in (None, held):
        raise BirthDateStands()
    birth_date = held or birth_date
    if birth_date is None:
        raise BirthDateMissing()
    if not is_open_to(edition, birth_date):
        raise OutsideAges(edition)
    person.birth_date = birth_date
    person.save(update_fields=["birth_date"])
    if needs_guardian(nominee, candidacy, at):
        move_nominee(nominee=nominee, step="want_guardian", at=at)
    else:
        move_nominee(nominee=nominee, step="accept", at=at)
        give_consent(nominee=nominee, candidacy=candidacy, scope=Scope.CANDIDACY, by=person, language=language, at=at)
    log_event(verb="pioneers.accept_nomination", by=person, about=nominee, at=at, data={"state": nominee.state})
    sync_candidacy_state(candidacy=candidacy, by=person, at=at)
    return nominee


@transaction.atomic
def decline_nomination(*, request: ConsentRequest, at: datetime) -> Nominee:
    """The nominee says no. No reason is asked. Their nominator is not told."""
    nominee, candidacy = lock_nominee(request, Role.NOMINEE)
    if nominee.state == NomineeState.DECLINED:
        return nominee
    move_nominee(nominee=nominee, step="decline", at=at)
    withdraw_all_consents(nominee=nominee, at=at)
    log_event(verb="pioneers.decline_nomination", by=nominee.person, about=nominee, at=at)
    sync_candidacy_state(candidacy=candidacy, by=nominee.person, at=at)
    return nominee


@transaction.atomic
def withdraw_consent(*, request: ConsentRequest, at: datetime) -> Nominee:
    """The nominee takes their yes back: from this instant neither jury nor public sees them, laureate or not.

    A guardian's withdrawal goes through `answer_as_guardian`.
    """
    nominee, candidacy = lock_nominee(request, Role.NOMINEE)
    if nominee.state == NomineeState.WITHDRAWN:
        return nominee
    move_nominee(nominee=nominee, step="withdraw", at=at)
    withdraw_all_consents(nominee=nominee, at=at)
    log_event(verb="pioneers.withdraw_consent", by=nominee.person, about=nominee, at=at, data={"as": Role.NOMINEE})
    sync_candidacy_state(candidacy=candidacy, by=nominee.person, at=at)
    nominees.queue_consent_withdrawn_letter(request, candidacy, at=at)
    secretariat.queue_staff_consent_withdrawn_letter(nominee, candidacy, at=at)
    return nominee


@transaction.atomic
def name_guardian(*, request: ConsentRequest, name: str, email: str, language: str, at: datetime) -> Nominee:
    """The nominee, and nobody else, names the guardian to ask. Naming another one ends the first one's link.

    Raises GuardianIsNominee, TooLateToAnswer, TransitionRefused.
    """
    nominee, candidacy = lock_nominee(request, Role.NOMINEE)
    if not takes_answers(candidacy):
        raise TooLateToAnswer()
    email = email.strip().lower()
    if same_mailbox(email, nominee.email) or same_mailbox(email, nominee.person.email):
        raise GuardianIsNominee()
    asked = ConsentRequest.objects.filter(nominee=nominee, role=Role.GUARDIAN, ended_at=None).first()
    if asked and same_mailbox(asked.person.email, email):
        if fold(asked.person.name) != fold(name):
            raise already_done(nominee, "pioneers.name_guardian", asked.person.name)
        return nominee
    if asked:
        end_request(request=asked, at=at)
    move_nominee(nominee=nominee, step="ask_guardian", at=at)
    given, _space, family = name.strip().rpartition(" ")
    guardian = Person.objects.create(
        given_name=(given or family)[:120],
        family_name=(family if given else "")[:120],
        email=email,
        language=language,
        country=nominee.person.country,
    )
    nominee.person.guardian = guardian
    nominee.person.save(update_fields=["guardian"])
    asked = ConsentRequest.objects.create(nominee=nominee, person=guardian, role=Role.GUARDIAN, asked_at=at)
    nominees.queue_guardian_asked_letter(asked, candidacy, at=at)
    log_event(verb="pioneers.name_guardian", by=nominee.person, about=nominee, at=at)
    return nominee


@transaction.atomic
def declare_no_safe_guardian(*, request: ConsentRequest, note: str, at: datetime) -> Nominee:
    """The nominee says that no guardian is safe to ask: it goes to the secretariat, and to nobody else."""
    nominee, candidacy = lock_nominee(request, Role.NOMINEE)
    if not takes_answers(candidacy):
        raise TooLateToAnswer()
    if nominee.state == NomineeState.NO_SAFE_GUARDIAN:
        if note.strip() not in ("", nominee.guardian_note):
            raise already_done(nominee, "pioneers.declare_no_safe_guardian", nominee.guardian_note or "–")
        return nominee
    move_nominee(nominee=nominee, step="no_safe_guardian", at=at)
    nominee.guardian_note = note.strip()
    nominee.save(update_fields=["guardian_note"])
    for asked in ConsentRequest.objects.filter(nominee=nominee, role=Role.GUARDIAN, ended_at=None):
        end_request(request=asked, at=at)
    log_event(verb="pioneers.declare_no_safe_guardian", by=nominee.person, about=nominee, at=at)
    secretariat.queue_staff_no_safe_guardian_letter(nominee, candidacy, at=at)
    return nominee


@transaction.atomic
def answer_as_guardian(*, request: ConsentRequest, accept: bool, language: str, at: datetime) -> Nominee:
    """The guardian's own answer, which they too can change at any time. Asked twice, done once. Raises
    TooLateToAnswer (a yes after a choice without them)."""
    nominee, candidacy = lock_nominee(request, Role.GUARDIAN)
    wanted = NomineeState.ACCEPTED if accept else NomineeState.GUARDIAN_DECLINED
    if nominee.state == wanted:
        return nominee
    is_withdrawn = nominee.state == NomineeState.ACCEPTED
    if accept and not takes_answers(candidacy):
        raise TooLateToAnswer()
    move_nominee(nominee=nominee, step="guardian_accept" if accept else "guardian_decline", at=at)
    if accept:
        for person, role in ((nominee.person, Role.NOMINEE), (request.person, Role.GUARDIAN)):
            give_consent(
                nominee=nominee,
                candidacy=candidacy,
                scope=Scope.CANDIDACY,
                by=person,
                role=role,
                language=language,
                at=at,
            )
    else:
        withdraw_all_consents(nominee=nominee, at=at)
    log_event(
        verb="pioneers.answer_as_guardian", by=request.person, about=nominee, at=at, data={"state": nominee.state}
    )
    sync_candidacy_state(candidacy=candidacy, by=request.person, at=at)
    nominees.queue_guardian_answered_letter(nominee, candidacy, accept=accept, at=at)
    if is_withdrawn:
        secretariat.queue_staff_consent_withdrawn_letter(nominee, candidacy, at=at)
    return nominee


@transaction.atomic
def decide_without_guardian(*, nominee: Nominee, allow: bool, reason: str, by: Actor, at: datetime) -> Nominee:
    """The secretariat decides where no guardian is safe to ask, with its reason. Raises Recused, ReasonMissing,
    ChoiceMade (allowed after a choice without them)."""
    require_to_judge(by, "pioneers.decide_guardian", nominee)
    candidacy = lock_candidacy(nominee.candidacy_id)
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=nominee.pk)
    if not reason.strip():
        raise ReasonMissing()
    if allow and not takes_answers(candidacy):
        raise ChoiceMade()
    move_nominee(nominee=nominee, step="allow_without_guardian" if allow else "refuse_without_guardian", at=at)
    nominee.guardian_note = f"{nominee.guardian_note}\n\n{reason.strip()}".strip()
    nominee.save(update_fields=["guardian_note"])
    if allow:
        person = nominee.person
        give_consent(
            nominee=nominee, candidacy=candidacy, scope=Scope.CANDIDACY, by=person, language=person.language, at=at
        )
    log_event(verb="pioneers.decide_without_guardian", by=by, about=nominee, at=at, data={"allowed": allow})
    sync_candidacy_state(candidacy=candidacy, by=by, at=at)
    nominees.queue_guardian_decided_letter(nominee, candidacy, allow=allow, at=at)
    return nominee


def _nominee_requests(candidacy: Candidacy) -> QuerySet[ConsentRequest]:
    return ConsentRequest.objects.filter(nominee__candidacy=candidacy, role=Role.NOMINEE, ended_at=None).select_related(
        "person", "nominee__candidacy__edition"
    )
