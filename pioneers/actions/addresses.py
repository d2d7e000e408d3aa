"""Staff correct the address of a nominee or guardian, and the question goes to the new one alone."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import find_matches, lock_candidacy
from pioneers.actions.consent_rows import end_request
from pioneers.errors import AddressOfAnother, AddressOfNominator, GuardianIsNominee, NoGuardianAsked
from pioneers.letters import nominees as letters
from pioneers.models import Candidacy, ConsentRequest, Edition, Nominee
from pioneers.queries.consents import takes_answers
from pioneers.states import CandidacyState, NomineeState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.mailboxes import same_mailbox
from portal.mail.actions.redirecting import drop_unsent
from portal.people.models import Person

Role = ConsentRequest.Role


@transaction.atomic
def correct_nominee_address(*, nominee: Nominee, email: str, by: Actor, at: datetime) -> Nominee:
    """From now on the nominee is reached at `email`. Links sent to the old address open nothing, what waits for it is
    dropped, and whoever was asked is asked again at the new one, with the whole time to answer. What was answered
    stays; then the e-mail only brings the link to their page.

    Asked twice, done once. Raises Recused, AddressOfNominator, AddressOfAnother.
    """
    require_to_judge(by, "pioneers.correct_address", nominee)
    candidacy, nominee = _locked(nominee)
    email, before = email.strip().lower(), nominee.email
    if email == before:
        return nominee
    _check(nominee, candidacy, email)
    if same_mailbox(candidacy.email, before):
        candidacy.email = email
        candidacy.save(update_fields=["email", "search_text"])
    _move_person(nominee, before, email)
    nominee.email = email
    nominee.save(update_fields=["email", "person"])
    log_event(verb="pioneers.correct_address", by=by, about=nominee, at=at, data={"of": Role.NOMINEE})
    asked = ConsentRequest.objects.filter(nominee=nominee, role=Role.NOMINEE, ended_at=None).first()
    if asked is not None:
        _ask_there(asked, nominee, candidacy, before, at)
    find_matches(candidacy=candidacy, at=at)
    return nominee


def _ask_there(asked: ConsentRequest, nominee: Nominee, candidacy: Candidacy, before: str, at: datetime) -> None:
    end_request(request=asked, at=at)
    drop_unsent(about=asked, email=before, at=at)
    again = ConsentRequest.objects.create(nominee=nominee, person=nominee.person, role=Role.NOMINEE, asked_at=at)
    if nominee.state == NomineeState.ASKED and candidacy.state == CandidacyState.ASKED:
        whole = end_of_day(at, candidacy.edition.consent_days, candidacy.edition.zone)
        candidacy.answer_by = max(candidacy.answer_by or whole, whole)
        candidacy.save(update_fields=["answer_by"])
    if nominee.state in (NomineeState.ASKED, NomineeState.EXPIRED) and takes_answers(candidacy):
        letters.queue_consent_asked_letter(again, candidacy, at=at)
    else:
        letters.queue_address_corrected_letter(again, candidacy, at=at)


@transaction.atomic
def correct_guardian_address(*, nominee: Nominee, email: str, by: Actor, at: datetime) -> Nominee:
    """The guardian whom the nominee named is asked at `email`; the old link opens nothing. Who the guardian is, the
    nominee alone decides. Asked twice, done once. Raises Recused, NoGuardianAsked, GuardianIsNominee."""
    require_to_judge(by, "pioneers.correct_address", nominee)
    candidacy, nominee = _locked(nominee)
    email = email.strip().lower()
    asked = ConsentRequest.objects.filter(nominee=nominee, role=Role.GUARDIAN, ended_at=None).first()
    if asked is None:
        raise NoGuardianAsked()
    guardian, before = asked.person, asked.person.email
    if email == before:
        return nominee
    if same_mailbox(email, nominee.email) or same_mailbox(email, nominee.person.email):
        raise GuardianIsNominee()
    guardian.email = email
    guardian.save(update_fields=["email", "mailbox", "search_text"])
    log_event(verb="pioneers.correct_address", by=by, about=nominee, at=at, data={"of": Role.GUARDIAN})
    end_request(request=asked, at=at)
    drop_unsent(about=asked, email=before, at=at)
    again = ConsentRequest.objects.create(nominee=nominee, person=guardian, role=Role.GUARDIAN, asked_at=at)
    if nominee.state == NomineeState.GUARDIAN_ASKED and takes_answers(candidacy):
        letters.queue_guardian_asked_letter(again, candidacy, at=at)
    else:
        letters.queue_address_corrected_letter(again, candidacy, at=at)
    return nominee


def _locked(nominee: Nominee) -> tuple[Candidacy, Nominee]:
    Edition.objects.select_for_update().get(pk=nominee.candidacy.edition_id)
    candidacy = lock_candidacy(nominee.candidacy_id)
    return candidacy, Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=nominee.pk)


def _check(nominee: Nominee, candidacy: Candidacy, email: str) -> None:
    if any(same_mailbox(email, one) for one in candidacy.nominations.values_list("nominator_email", flat=True)):
        raise AddressOfNominator()
    others = candidacy.nominees.exclude(pk=nominee.pk).values_list("email", flat=True)
    if any(same_mailbox(email, one) for one in others):
        raise AddressOfAnother()
    guardian = nominee.person.guardian
    if guardian is not None and same_mailbox(email, guardian.email):
        raise GuardianIsNominee()


def _move_person(nominee: Nominee, before: str, email: str) -> None:
    """The person's own address moves along, unless it is another one already, or the person is named elsewhere too: a
    wrong address may have brought a stranger's row here."""
    person = nominee.person
    if person.user_id is None and not person.nominees.exclude(pk=nominee.pk).exists():
        if same_mailbox(person.email, before):
            person.email = email
            person.save(update_fields=["email", "mailbox", "search_text"])
        return
    if same_mailbox(person.email, before):
        nominee.person = Person.objects.create(
            given_name=person.given_name,
            family_name=person.family_name,
            email=email,
            language=person.language,
            country=person.country,
        )
