"""A wrong or bounced address is corrected from the case: to the new one only, the old link dead."""

from datetime import timedelta

import pytest

from pioneers.actions.addresses import correct_guardian_address, correct_nominee_address
from pioneers.actions.consent import ask_consent
from pioneers.errors import AddressOfAnother, AddressOfNominator, GuardianIsNominee, NoGuardianAsked
from pioneers.models import ConsentRequest, PossibleMatch
from pioneers.states import CandidacyState, NomineeState
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.mail.states import LetterState
from tests.factories.people import EditorFactory, PersonFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, NominationFactory
from tests.pioneers.support import letters, path_in, text_of
from tests.pioneers.test_matching import submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(edition, manager):
    candidacy = CandidacyFactory(edition=edition, name="Anna Hansen", email="wrong@example.org")
    NominationFactory(edition=edition, screened=True, candidacy=candidacy, nominator_email="ase@example.org")
    ask_consent(candidacy=candidacy, by=manager, at=now())
    return candidacy


def corrected(candidacy, by, email="right@example.org", at=None):
    return correct_nominee_address(nominee=candidacy.nominees.get(), email=email, by=by, at=at or now())


NEW = ["right@example.org", "Right@Example.org", "anna@ærø.example", "wrong@example.net", "wrong+x@example.org"]


@pytest.mark.parametrize("email", NEW)
def test_the_question_goes_to_the_new_address_alone_and_the_old_link_is_dead(client, asked, manager, email):
    (first,) = letters("pioneers.consent_asked")
    Letter.objects.filter(pk=first.pk).update(state=LetterState.SENT, ended_at=now())
    old = path_in(first)
    corrected(asked, manager, email)
    corrected(asked, manager, email)
    second = letters("pioneers.consent_asked")[-1]
    assert [letter.to_email for letter in letters("pioneers.consent_asked")] == ["wrong@example.org", email.lower()]
    assert client.get(old).status_code == 404
    assert client.get(path_in(second), follow=True).status_code == 200
    nominee = asked.nominees.get()
    assert (nominee.email, nominee.person.email, nominee.state) == (email.lower(), email.lower(), NomineeState.ASKED)
    assert [line.verb for line in history_of(nominee)].count("pioneers.correct_address") == 1
    assert email not in str([line.data for line in history_of(nominee)])


@pytest.mark.parametrize("state", [LetterState.WAITING, LetterState.HELD])
def test_what_still_waits_for_the_wrong_address_is_never_sent(asked, manager, state):
    Letter.objects.update(state=state)
    corrected(asked, manager)
    assert letters("pioneers.consent_asked")[0].state == LetterState.DROPPED


def test_they_get_the_whole_time_to_answer(asked, manager):
    asked.refresh_from_db()
    before = asked.answer_by
    corrected(asked, manager, at=now() + timedelta(days=15))
    asked.refresh_from_db()
    assert asked.answer_by > before


def test_what_was_answered_stays_and_the_new_address_gets_the_page(edition, manager):
    candidacy = CandidacyFactory(edition=edition, accepted=True, email="wrong@example.org")
    corrected(candidacy, manager)
    assert not letters("pioneers.consent_asked")
    (told,) = letters("pioneers.address_corrected")
    assert told.to_email == "right@example.org"
    assert "/consent/" in text_of(told)
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ACCEPTED


def test_before_anybody_is_asked_nothing_is_sent(edition, manager):
    candidacy = CandidacyFactory(edition=edition, email="wrong@example.org")
    corrected(candidacy, manager)
    candidacy.refresh_from_db()
    assert candidacy.email == "right@example.org"
    assert not letters("pioneers.")
    ask_consent(candidacy=candidacy, by=manager, at=now())
    assert letters("pioneers.consent_asked")[0].to_email == "right@example.org"


def test_a_stranger_whose_address_it_was_keeps_their_own_person(asked, manager):
    stranger = asked.nominees.get().person
    CandidacyFactory().nominees.update(person=stranger)
    corrected(asked, manager)
    stranger.refresh_from_db()
    assert stranger.email == "wrong@example.org"
    assert asked.nominees.get().person != stranger


@pytest.mark.parametrize("email", ["ase@example.org", "ASE+x@example.org"])
def test_not_the_nominators(asked, manager, email):
    with pytest.raises(AddressOfNominator):
        corrected(asked, manager, email)


def test_not_that_of_somebody_else_in_the_group(edition, manager):
    nomination = submitted(edition, of_group=True)
    first, second = nomination.candidacy.nominees.all()
    with pytest.raises(AddressOfAnother):
        correct_nominee_address(nominee=first, email=second.email.upper(), by=manager, at=now())


def test_whoever_may_be_asked_already_at_the_new_address_is_said_to_staff(edition, manager):
    first = submitted(edition, nominee_name="Bo Lund", nominee_email="bo@example.org").candidacy
    second = submitted(edition, nominee_name="Kim Dam", nominee_email="kim@example.org").candidacy
    assert not PossibleMatch.objects.exists()
    corrected(second, manager, "bo@example.org")
    assert PossibleMatch.objects.get().pair == (first, second)


@pytest.fixture
def guarded(asked):
    nominee = asked.nominees.get()
    guardian = PersonFactory(email="mor@example.org")
    nominee.person.guardian = guardian
    nominee.person.save()
    nominee.state = NomineeState.GUARDIAN_ASKED
    nominee.save()
    ConsentRequest.objects.create(nominee=nominee, person=guardian, role="guardian", asked_at=now())
    return nominee


@pytest.mark.parametrize("email", ["far@example.org", "mor@ærø.example"])
def test_a_guardian_is_asked_at_the_right_address(guarded, manager, email):
    for _time in range(2):
        correct_guardian_address(nominee=guarded, email=email, by=manager, at=now())
    (told,) = letters("pioneers.guardian_asked")
    assert told.to_email == email
    assert ConsentRequest.objects.get(role="guardian", ended_at=None).person.email == email
    assert ConsentRequest.objects.filter(role="guardian").count() == 2


def test_a_guardian_is_never_the_nominee_and_never_made_up(guarded, manager, asked):
    with pytest.raises(GuardianIsNominee):
        correct_guardian_address(nominee=guarded, email="wrong+x@example.org", by=manager, at=now())
    ConsentRequest.objects.filter(role="guardian").update(ended_at=now())
    with pytest.raises(NoGuardianAsked):
        correct_guardian_address(nominee=guarded, email="far@example.org", by=manager, at=now())


@pytest.mark.parametrize("email", ["mor@example.org", "MOR+x@example.org"])
def test_a_nominee_is_never_asked_at_their_guardians_address(guarded, manager, asked, email):
    with pytest.raises(GuardianIsNominee):
        corrected(asked, manager, email)


def test_whose_person_has_an_account_keeps_its_address(asked, manager):
    nominee = asked.nominees.get()
    nominee.person.user = UserFactory(email="wrong@example.org")
    nominee.person.save()
    corrected(asked, manager)
    kept = nominee.person
    kept.refresh_from_db()
    assert (kept.email, kept.user.email) == ("wrong@example.org", "wrong@example.org")
    assert asked.nominees.get().email == "right@example.org"


def test_a_person_known_by_another_address_keeps_it(asked, manager):
    nominee = asked.nominees.get()
    nominee.person.email = "own@example.org"
    nominee.person.save()
    corrected(asked, manager)
    assert asked.nominees.get().person.email == "own@example.org"


def test_only_who_may_judge_it_corrects_it_and_on_the_page_of_the_nominee(client, asked, manager):
    with pytest.raises(NotAllowed):
        corrected(asked, EditorFactory())
    nominee = asked.nominees.get()
    client.force_login(manager)
    assert "Correct the e-mail address" in client.get(staff_url(nominee)).content.decode()
    assert "stops working" in client.get(staff_url(nominee, "action", "correct_address")).content.decode()
    client.post(staff_url(nominee, "action", "correct_address"), {"email": "right@example.org"})
    nominee.refresh_from_db()
    assert nominee.email == "right@example.org"
