"""The date of birth given first stands; a mistyped one is put right by the secretariat, and with it whether a guardian
is needed."""

from datetime import date

import pytest

from pioneers.actions.birth_dates import ask_birth_date_correction, correct_birth_date, reject_birth_date_correction
from pioneers.actions.consent import accept_nomination, answer_as_guardian, decline_nomination, name_guardian
from pioneers.actions.visibility import set_visibility
from pioneers.errors import (
    BirthDateStands,
    CorrectedOutsideAges,
    NothingToCorrect,
    ReasonMissing,
    SameBirthDate,
    TooLateToAnswer,
)
from pioneers.models import BirthDateCorrection, Candidacy, Consent, ConsentRequest, Nominee
from pioneers.queries.candidacies import judged
from pioneers.queries.laureates import published
from pioneers.states import CandidacyState, NomineeState
from portal.adminkit.addresses import staff_url
from portal.audit.models import AuditEvent
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.desk.queries.worklist import worklist_now
from portal.people.models import Person
from tests.factories.people import AdministratorFactory, ManagerFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, NomineeFactory, give_consent
from tests.pioneers.support import letters, text_of
from tests.pioneers.test_consent import GROWN_UP, MINOR, PAGE, open_page, request_of

pytestmark = pytest.mark.django_db
OLDER = date(2008, 9, 1)  # eighteen, by a slip of the finger or not


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-23T10:00:00Z")


@pytest.fixture
def asked(edition):
    candidacy = CandidacyFactory(edition=edition, asked=True)
    Person.objects.update(birth_date=None)
    NominationFactory(edition=edition, screened=True, candidacy=candidacy)
    return candidacy


@pytest.fixture
def minor(asked):
    """Said yes at sixteen: a guardian is wanted."""
    accept(asked, MINOR)
    return asked


@pytest.mark.parametrize("step", ["correct", "reject"])
def test_a_colleague_who_decides_for_another_reason_is_told_which_stands(minor, step):
    nominee, by, at = Nominee.objects.get(candidacy=minor), ManagerFactory(name="Solveig Haug"), now()
    ask_birth_date_correction(request=request_of(minor), birth_date=OLDER, at=at)

    def decide(reason):
        if step == "correct":
            return correct_birth_date(nominee=nominee, birth_date=OLDER, reason=reason, by=by, at=at)
        return reject_birth_date_correction(nominee=nominee, reason=reason, by=by, at=at)

    decide("Seen a passport.")
    decide("Seen a passport.")
    with pytest.raises(AlreadyDone, match="Solveig Haug .*Seen a passport"):
        decide("A teacher said so.")


def accept(candidacy, born):
    return accept_nomination(request=request_of(candidacy), birth_date=born, language="nb", at=now())


def ask(candidacy, born=OLDER, note="I typed 2010."):
    return ask_birth_date_correction(request=request_of(candidacy), birth_date=born, note=note, at=now())


def correct(candidacy, born=OLDER, reason="A copy of the passport was shown.", by=None):
    nominee = Nominee.objects.get(candidacy=candidacy)
    nominee = correct_birth_date(nominee=nominee, birth_date=born, reason=reason, by=by or ManagerFactory(), at=now())
    candidacy.refresh_from_db()
    return nominee


def held(candidacy):
    return Person.objects.get(nominees__candidacy=candidacy).birth_date


def test_nobody_comes_back_older_to_be_rid_of_the_guardian(minor):
    decline_nomination(request=request_of(minor), at=now())
    with pytest.raises(BirthDateStands):
        accept(minor, OLDER)
    assert held(minor) == MINOR
    assert not Consent.objects.exists()
    assert accept(minor, None).state == NomineeState.GUARDIAN_WANTED
    decline_nomination(request=request_of(minor), at=now())
    assert accept(minor, MINOR).state == NomineeState.GUARDIAN_WANTED


def test_neither_does_anyone_through_the_nomination_of_another_year(minor):
    later = CandidacyFactory(edition=EditionFactory(), asked=True)
    Nominee.objects.filter(candidacy=later).update(person=Person.objects.get(nominees__candidacy=minor))
    with pytest.raises(BirthDateStands):
        accept(later, OLDER)


def test_on_the_page_the_date_is_shown_not_asked_again_and_a_page_left_open_changes_nothing(minor, client):
    decline_nomination(request=request_of(minor), at=now())
    page = open_page(client, minor).content.decode()
    assert "1 September 2010" in page
    assert 'id="id_birth_date"' not in page
    refused = client.post(PAGE, {"do": "accept", "birth_date": OLDER.isoformat()})
    assert refused.status_code == 422
    assert "You gave us a different date of birth before." in refused.content.decode()
    assert held(minor) == MINOR
    assert "A guardian has to agree too" in client.post(PAGE, {"do": "accept"}, follow=True).content.decode()


def test_asking_for_a_correction_changes_nothing_yet_and_waits_for_the_secretariat(minor, client):
    open_page(client, minor)
    assert client.post(PAGE, {"do": "correct", "birth_date": ""}).status_code == 422
    same = client.post(PAGE, {"do": "correct", "birth_date": MINOR.isoformat()})
    assert "We already have that date." in same.content.decode()
    form = {"do": "correct", "birth_date": OLDER.isoformat(), "note": "I typed 2010."}
    for _time in range(2):
        page = client.post(PAGE, form, follow=True).content.decode()
    assert "We have your request." in page
    assert "1 September 2008" in page
    assert held(minor) == MINOR
    assert Nominee.objects.get().state == NomineeState.GUARDIAN_WANTED
    assert BirthDateCorrection.objects.count() == 1
    assert [line.verb for line in history_of(Nominee.objects.get())].count("pioneers.ask_birth_date_correction") == 1
    manager = ManagerFactory()
    waiting = [row for part in worklist_now(manager, now()).values() for row in part.rows]
    assert [(row.title, row.url) for row in waiting if row.kind == "pioneers.birth_date"] == [
        (Nominee.objects.get().name, staff_url(Nominee.objects.get()))
    ]
    others = worklist_now(AdministratorFactory(), now()).values()
    assert not [row for part in others for row in part.rows if row.kind == "pioneers.birth_date"]


def test_the_newest_wish_counts(minor):
    ask(minor)
    ask(minor, date(2008, 9, 2))
    assert BirthDateCorrection.objects.get().birth_date == date(2008, 9, 2)


def test_a_guardian_may_not_ask_for_it_and_without_a_date_there_is_nothing_to_ask(minor, edition):
    name_guardian(request=request_of(minor), name="Mor", email="mor@example.org", language="nb", at=now())
    with pytest.raises(TooLateToAnswer):
        ask_birth_date_correction(request=request_of(minor, "guardian"), birth_date=OLDER, at=now())
    new = CandidacyFactory(edition=edition, asked=True)
    Person.objects.filter(nominees__candidacy=new).update(birth_date=None)
    with pytest.raises(NothingToCorrect):
        ask(new)
    with pytest.raises(SameBirthDate):
        ask(minor, MINOR)


@pytest.mark.parametrize("guardian", ["not named", "asked", "said no"])
def test_older_after_all_they_take_part_on_their_own_yes(minor, client, guardian):
    if guardian != "not named":
        name_guardian(request=request_of(minor), name="Mor", email="mor@example.org", language="nb", at=now())
    if guardian == "said no":
        answer_as_guardian(request=request_of(minor, "guardian"), accept=False, language="nb", at=now())
    ask(minor)
    nominee = correct(minor)
    assert (nominee.state, minor.state) == (NomineeState.ACCEPTED, CandidacyState.ACCEPTED)
    assert held(minor) == OLDER
    (consent,) = Consent.objects.filter(withdrawn_at=None)
    assert (consent.role, consent.given_by) == ("nominee", nominee.person)
    assert not ConsentRequest.objects.filter(role="guardian", ended_at=None).exists()
    (letter,) = letters("pioneers.birth_date_corrected")
    assert "You don’t need a guardian’s consent" in text_of(letter)
    assert "2008" not in text_of(letter)


def test_younger_after_all_the_yes_waits_for_a_guardian_and_nobody_sees_more(asked, client):
    other = CandidacyFactory(edition=asked.edition, accepted=True)
    give_consent(other.nominee, role="guardian")  # whose guardian says nothing of this one
    accept(asked, OLDER)
    set_visibility(request=request_of(asked), shown_as="name", language="nb", at=now())
    ask(asked, MINOR)
    nominee = correct(asked, MINOR)
    assert nominee.state == NomineeState.GUARDIAN_WANTED
    assert asked.state == CandidacyState.ASKED
    assert asked.answer_by > now()
    assert not Consent.objects.filter(nominee=nominee, withdrawn_at=None).exists()
    assert nominee.shown_as == "nothing"
    assert "a parent or guardian has to agree too" in text_of(letters("pioneers.birth_date_corrected")[0])
    assert "A guardian has to agree too" in open_page(client, asked).content.decode()
    name_guardian(request=request_of(asked), name="Mor", email="mor@example.org", language="nb", at=now())
    answer_as_guardian(request=request_of(asked, "guardian"), accept=True, language="nb", at=now())
    asked.refresh_from_db()
    assert asked.state == CandidacyState.ACCEPTED


def test_before_the_jury_a_guardian_found_wanting_takes_the_candidacy_from_it_until_they_consent():
    candidacy = CandidacyFactory(edition=EditionFactory(judging=True), in_field=True)
    Person.objects.update(birth_date=OLDER)
    assert judged(now()).exists()
    correct(candidacy, MINOR)
    assert not judged(now()).exists()
    assert candidacy.state == CandidacyState.ASKED


def test_a_laureate_found_too_young_is_hidden_until_a_guardian_consents_and_stays_a_laureate():
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True)
    Person.objects.update(birth_date=OLDER)
    correct(candidacy, MINOR)
    assert candidacy.state == CandidacyState.LAUREATE
    assert not published(now()).exists()
    name_guardian(request=request_of(candidacy), name="Mor", email="mor@example.org", language="nb", at=now())
    answer_as_guardian(request=request_of(candidacy, "guardian"), accept=True, language="nb", at=now())
    assert published(now()).exists()


def test_of_a_group_the_others_stay(edition):
    candidacy = CandidacyFactory(edition=edition, accepted=True, kind="group")
    NomineeFactory(candidacy=candidacy, state="accepted")
    young = candidacy.nominee
    Person.objects.filter(pk=young.person_id).update(birth_date=OLDER)
    correct_birth_date(nominee=young, birth_date=MINOR, reason="Told us.", by=ManagerFactory(), at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ACCEPTED


def test_where_nothing_hangs_on_it_only_the_date_changes(asked):
    accept(asked, GROWN_UP)
    nominee = correct(asked, date(2004, 3, 18))
    assert (nominee.state, asked.state) == (NomineeState.ACCEPTED, CandidacyState.ACCEPTED)
    assert "Everything else stays as it was." in text_of(letters("pioneers.birth_date_corrected")[0])


def test_a_guardian_who_said_yes_already_is_not_asked_again(asked):
    accept(asked, OLDER)
    give_consent(Nominee.objects.get(), role="guardian")
    assert correct(asked, MINOR).state == NomineeState.ACCEPTED


def test_outside_the_ages_nothing_is_changed(minor):
    ask(minor)
    with pytest.raises(CorrectedOutsideAges):
        correct(minor, date(1999, 1, 1))
    assert held(minor) == MINOR
    assert BirthDateCorrection.objects.get().decided_at is None
    decline_nomination(request=request_of(minor), at=now())
    correct(minor, date(1999, 1, 1))
    assert held(minor) == date(1999, 1, 1)


def test_only_managers_correct_with_a_reason_and_once(minor):
    nominee = Nominee.objects.get()
    for act in (correct, lambda _c, **by: reject_birth_date_correction(nominee=nominee, reason="x", at=now(), **by)):
        with pytest.raises(NotAllowed):
            act(minor, by=AdministratorFactory())
    with pytest.raises(ReasonMissing):
        correct(minor, reason=" ")
    with pytest.raises(ReasonMissing):
        reject_birth_date_correction(nominee=nominee, reason=" ", by=ManagerFactory(), at=now())
    correct(minor)
    correct(minor)
    assert len(letters("pioneers.birth_date_corrected")) == 1
    assert BirthDateCorrection.objects.get().reason == "A copy of the passport was shown."
    Person.objects.update(birth_date=None)
    with pytest.raises(NothingToCorrect):
        correct(minor)


def test_no_date_is_in_the_record(minor):
    ask(minor)
    correct(minor)
    stored = " ".join(str(body) for body in AuditEvent.objects.values_list("body", flat=True))
    assert "meaning" in stored
    assert "2008-" not in stored
    assert "2010-" not in stored


def test_left_as_it_is_the_nominee_is_told(minor):
    ask(minor)
    for _time in range(2):
        reject_birth_date_correction(
            nominee=Nominee.objects.get(), reason="No sign of a slip.", by=ManagerFactory(), at=now()
        )
    (letter,) = letters("pioneers.birth_date_left")
    assert "leave it as it is" in text_of(letter)
    assert "No sign" not in letter.text
    assert held(minor) == MINOR
    assert Nominee.objects.get().state == NomineeState.GUARDIAN_WANTED
    assert Candidacy.objects.get().state == CandidacyState.ASKED


def test_staff_correct_it_on_screen(minor, client):
    ask(minor)
    nominee = Nominee.objects.get()
    client.force_login(ManagerFactory())
    page = client.get(staff_url(nominee)).content.decode()
    assert "I typed 2010." in page
    form = client.get(staff_url(nominee, "action", "correct_birth_date")).content.decode()
    assert 'value="01.09.2008"' in form
    outside = {"birth_date": "1999-01-01", "reason": "Shown."}
    refused = client.post(staff_url(nominee, "action", "correct_birth_date"), outside).content.decode()
    assert "outside the ages" in refused
    done = client.post(
        staff_url(nominee, "action", "correct_birth_date"), {"birth_date": "2008-09-01", "reason": "Shown."}
    )
    assert done.status_code == 302
    assert held(minor) == OLDER
    page = client.get(staff_url(nominee)).content.decode()
    assert "Leave the date of birth" not in page
    assert "Shown." in page


def test_staff_leave_it_on_screen(minor, client):
    ask(minor)
    client.force_login(ManagerFactory())
    nominee = Nominee.objects.get()
    assert (
        client.post(staff_url(nominee, "action", "reject_birth_date_correction"), {"reason": "No."}).status_code == 302
    )
    assert BirthDateCorrection.objects.get().reason == "No."
