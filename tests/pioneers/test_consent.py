"""The nominee's page: opened by a letter, answered by a POST, theirs for good."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from pioneers.actions.candidates import expire_candidacies
from pioneers.actions.consent import (
    accept_nomination,
    answer_as_guardian,
    ask_consent,
    decide_without_guardian,
    declare_no_safe_guardian,
    decline_nomination,
    name_guardian,
    withdraw_consent,
)
from pioneers.actions.visibility import set_visibility
from pioneers.errors import (
    BirthDateMissing,
    GuardianIsNominee,
    OutsideAges,
    PenNameMissing,
    PictureNeedsGuardian,
    ReasonMissing,
    TooLateToAnswer,
)
from pioneers.models import Consent, ConsentRequest, Nominee
from pioneers.queries.ages import consent_age
from pioneers.queries.candidacies import judged, public_state
from pioneers.states import CandidacyState, EditionState, NomineeState
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.links import address_of, issue_link
from portal.people.models import Person
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.pioneers import (
    CandidacyFactory,
    ConsentAgeFactory,
    EditionFactory,
    NominationFactory,
    NomineeFactory,
)
from tests.pioneers.support import letters, path_in, text_of

pytestmark = pytest.mark.django_db
GROWN_UP = date(2004, 3, 17)
MINOR = date(2010, 9, 1)  # sixteen on the day ages are counted, under 18 now


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-23T10:00:00Z")


def request_of(candidacy, role="nominee") -> ConsentRequest:
    return ConsentRequest.objects.select_related("nominee", "person").get(
        nominee__candidacy=candidacy, role=role, ended_at=None
    )


@pytest.fixture
def asked(edition):
    """Somebody who was asked, whose birth date is not known yet."""
    candidacy = CandidacyFactory(edition=edition, asked=True)
    Person.objects.update(birth_date=None)
    NominationFactory(edition=edition, screened=True, candidacy=candidacy)
    return candidacy


def accept(candidacy, birth_date=GROWN_UP, at=None):
    nominee = accept_nomination(request=request_of(candidacy), birth_date=birth_date, language="nb", at=at or now())
    candidacy.refresh_from_db()
    return nominee


def test_consenting_is_recorded_with_wording_who_and_until_when(asked):
    at = now()
    nominee = accept(asked, at=at)
    assert asked.state == CandidacyState.ACCEPTED
    consent = Consent.objects.get(nominee=nominee)
    assert (consent.scope, consent.role, consent.language) == ("candidacy", "nominee", "nb")
    assert consent.wording_version == asked.edition.wording_version
    assert consent.given_by == nominee.person
    assert consent.expires_at > at + timedelta(days=365)
    assert Person.objects.get(pk=nominee.person.pk).birth_date == GROWN_UP
    assert "2004" not in str([line.data for line in history_of(nominee)])


def test_consenting_twice_is_done_once(asked):
    accept(asked)
    accept(asked)
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("birth_date", "state"),
    [
        (date(2011, 9, 1), NomineeState.GUARDIAN_WANTED),  # fifteen on the day itself
        (date(2011, 9, 2), None),
        (date(2000, 9, 2), NomineeState.ACCEPTED),  # twenty-five, for one day yet
        (date(2000, 9, 1), None),
    ],
)
def test_ages_are_counted_on_the_editions_day(asked, birth_date, state):
    if state:
        assert accept(asked, birth_date).state == state
        return
    with pytest.raises(OutsideAges):
        accept(asked, birth_date)
    assert Person.objects.get(pk=request_of(asked).person.pk).birth_date is None
    assert asked.state == CandidacyState.ASKED


def test_without_a_birth_date_there_is_no_yes(asked):
    with pytest.raises(BirthDateMissing):
        accept(asked, None)


def test_saying_no_asks_for_no_reason_and_tells_nobody(asked):
    nominee = decline_nomination(request=request_of(asked), at=now())
    decline_nomination(request=request_of(asked), at=now())
    asked.refresh_from_db()
    assert (nominee.state, asked.state) == (NomineeState.DECLINED, CandidacyState.DECLINED)
    assert not letters("pioneers.")


def test_a_no_can_become_a_yes_and_a_yes_a_no(asked):
    decline_nomination(request=request_of(asked), at=now())
    accept(asked)
    assert asked.state == CandidacyState.ACCEPTED
    withdraw_consent(request=request_of(asked), at=now())
    withdraw_consent(request=request_of(asked), at=now())
    asked.refresh_from_db()
    assert asked.state == CandidacyState.WITHDRAWN
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert len(letters("pioneers.consent_withdrawn")) == 1
    accept(asked)
    assert asked.state == CandidacyState.ACCEPTED
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


def test_after_the_decision_nothing_can_be_answered_any_more(asked):
    asked.edition.state = EditionState.DECIDED
    asked.edition.save()
    with pytest.raises(TooLateToAnswer):
        accept(asked)


def test_a_guardian_is_wanted_under_the_age_of_the_country(asked):
    nominee = accept(asked, MINOR)
    assert nominee.state == NomineeState.GUARDIAN_WANTED
    assert asked.state == CandidacyState.ASKED
    assert not Consent.objects.exists()
    assert accept(asked, MINOR).state == NomineeState.GUARDIAN_WANTED


def test_the_age_of_consent_is_dated_data(asked):
    ConsentAgeFactory(country="NO", age=15)
    assert accept(asked, MINOR).state == NomineeState.ACCEPTED


def test_ages_of_consent_follow_their_dates():
    ConsentAgeFactory(country="NO", age=13, starts=date(2020, 1, 1), ends=date(2026, 1, 1))
    ConsentAgeFactory(country="NO", age=15, starts=date(2026, 1, 1))
    assert consent_age("nomination", "NO", date(2019, 12, 31)) == 18
    assert consent_age("nomination", "NO", date(2025, 12, 31)) == 13
    assert consent_age("nomination", "NO", date(2026, 1, 1)) == 15
    assert consent_age("nomination", "SE", date(2026, 1, 1)) == 18
    assert consent_age("picture", "NO", date(2026, 1, 1)) == 18
    ConsentAgeFactory(country="DK", age=13, starts=date(2020, 1, 1), ends=date(2026, 1, 1))
    assert consent_age("nomination", "DK", date(2025, 12, 31)) == 13
    assert consent_age("nomination", "DK", date(2026, 1, 1)) == 18


@pytest.fixture
def minor(asked):
    accept(asked, MINOR)
    return asked


def name(candidacy, email="mor@example.org"):
    nominee = name_guardian(request=request_of(candidacy), name="Mor Ŋálla", email=email, language="nb", at=now())
    candidacy.refresh_from_db()
    return nominee


def test_the_nominee_names_the_guardian_who_is_asked_once(minor):
    nominee = name(minor)
    name(minor)
    assert nominee.state == NomineeState.GUARDIAN_ASKED
    (letter,) = letters("pioneers.guardian_asked")
    assert (letter.to_email, letter.language) == ("mor@example.org", "nb")
    assert "There were threats" not in text_of(letter)
    assert Person.objects.get(pk=nominee.person.pk).guardian.email == "mor@example.org"


def test_nobody_is_their_own_guardian(minor):
    Nominee.objects.filter(candidacy=minor).update(email="nominated-at@example.org")
    own = request_of(minor).person.email
    for address in (own.upper(), own.replace("@", "+mum@"), "nominated-at@example.org"):
        with pytest.raises(GuardianIsNominee):
            name(minor, address)


def test_naming_another_guardian_ends_the_first_ones_link(minor, client):
    name(minor)
    first = path_in(letters("pioneers.guardian_asked")[0])
    name(minor, "far@example.org")
    assert client.get(first).status_code == 404
    assert request_of(minor, "guardian").person.email == "far@example.org"


def guardian_answers(candidacy, accept):
    nominee = answer_as_guardian(request=request_of(candidacy, "guardian"), accept=accept, language="nb", at=now())
    candidacy.refresh_from_db()
    return nominee


def test_the_guardians_yes_completes_the_nominees(minor):
    name(minor)
    guardian_answers(minor, True)
    guardian_answers(minor, True)
    assert minor.state == CandidacyState.ACCEPTED
    assert sorted(Consent.objects.values_list("role", flat=True)) == ["guardian", "nominee"]
    assert len(letters("pioneers.guardian_answered")) == 1


def test_the_guardians_no_ends_it_and_another_can_be_named(minor):
    name(minor)
    assert guardian_answers(minor, False).state == NomineeState.GUARDIAN_DECLINED
    assert minor.state == CandidacyState.DECLINED
    name(minor, "far@example.org")
    guardian_answers(minor, True)
    assert minor.state == CandidacyState.ACCEPTED


def test_a_guardian_named_again_after_another_is_asked_again(minor):
    for address in ("mor@example.org", "far@example.org", "mor@example.org"):
        name(minor, address)
    assert request_of(minor, "guardian").person.email == "mor@example.org"
    assert len(letters("pioneers.guardian_asked")) == 3


def test_a_guardian_can_take_the_yes_back_and_the_jury_sees_it_no_more(minor):
    name(minor)
    guardian_answers(minor, True)
    guardian_answers(minor, False)
    assert minor.state == CandidacyState.WITHDRAWN
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_a_guardian_may_not_speak_for_the_nominee_nor_the_other_way(minor):
    name(minor)
    guardian = request_of(minor, "guardian")
    with pytest.raises(TooLateToAnswer):
        accept_nomination(request=guardian, birth_date=GROWN_UP, language="nb", at=now())
    with pytest.raises(TooLateToAnswer):
        withdraw_consent(request=guardian, at=now())
    with pytest.raises(TooLateToAnswer):
        answer_as_guardian(request=request_of(minor), accept=True, language="nb", at=now())


def test_where_no_guardian_is_safe_nobody_is_asked_and_staff_decide(minor, manager):
    nominee = declare_no_safe_guardian(request=request_of(minor), note="He would hurt me.", at=now())
    declare_no_safe_guardian(request=request_of(minor), note="", at=now())
    assert nominee.state == NomineeState.NO_SAFE_GUARDIAN
    assert not letters("pioneers.guardian")
    with pytest.raises(NotAllowed):
        decide_without_guardian(nominee=nominee, allow=True, reason="x", by=AdministratorFactory(), at=now())
    with pytest.raises(ReasonMissing):
        decide_without_guardian(nominee=nominee, allow=True, reason=" ", by=manager, at=now())
    decide_without_guardian(nominee=nominee, allow=True, reason="Talked with a teacher.", by=manager, at=now())
    minor.refresh_from_db()
    assert minor.state == CandidacyState.ACCEPTED
    consent = Consent.objects.get(nominee=nominee, withdrawn_at=None)
    assert (consent.role, consent.given_by) == ("nominee", nominee.person)
    (letter,) = letters("pioneers.guardian_decided")
    assert "teacher" not in letter.text
    assert "hurt" not in str([line.data for line in history_of(nominee)])


def test_staff_may_also_decide_against_it(minor, manager):
    nominee = declare_no_safe_guardian(request=request_of(minor), note="", at=now())
    decide_without_guardian(nominee=nominee, allow=False, reason="Too young.", by=manager, at=now())
    minor.refresh_from_db()
    assert minor.state == CandidacyState.DECLINED


def test_declaring_it_after_naming_somebody_ends_their_link(minor, client):
    name(minor)
    path = path_in(letters("pioneers.guardian_asked")[0])
    declare_no_safe_guardian(request=request_of(minor), note="", at=now())
    assert client.get(path).status_code == 404


def test_an_answer_that_never_came_expires_at_the_instant_and_not_before(asked):
    expire_candidacies(at=asked.answer_by - timedelta(seconds=1))
    asked.refresh_from_db()
    assert asked.state == CandidacyState.ASKED
    assert expire_candidacies(at=asked.answer_by) == 1
    assert expire_candidacies(at=asked.answer_by) == 0
    asked.refresh_from_db()
    assert asked.state == CandidacyState.EXPIRED
    accept(asked)
    assert asked.state == CandidacyState.ACCEPTED


def test_the_answer_is_due_as_a_day_ends_in_the_editions_zone_and_the_letter_names_the_day(clock, manager):
    clock("2026-10-09T12:17:00Z")
    asked = CandidacyFactory(edition=EditionFactory(zone="Europe/Helsinki", consent_days=21))
    Person.objects.update(birth_date=None)
    NominationFactory(edition=asked.edition, screened=True, candidacy=asked)
    ask_consent(candidacy=asked, by=manager, at=now())
    asked.refresh_from_db()
    assert asked.answer_by == datetime(2026, 10, 30, 21, 59, tzinfo=UTC)  # winter time by then
    letter = letters("pioneers.consent_asked")[0]
    assert "Please answer by Friday 30 October 2026 at 23:59, Helsinki time" in " ".join(letter.text.split())
    clock("2026-10-31T09:00:00Z")
    expire_candidacies(at=now())
    accept(asked, MINOR)
    asked.refresh_from_db()
    assert asked.answer_by == datetime(2026, 11, 21, 21, 59, tzinfo=UTC)  # asked again, with time again


def test_the_worklist_for_the_secretariat_does_not_expire(minor):
    declare_no_safe_guardian(request=request_of(minor), note="", at=now())
    assert expire_candidacies(at=minor.answer_by + timedelta(days=1)) == 0


def test_a_late_minor_is_asked_anew_and_has_time_again(asked):
    expire_candidacies(at=asked.answer_by)
    accept(asked, MINOR)
    assert asked.state == CandidacyState.ASKED
    assert asked.answer_by > now() + timedelta(days=20)


def group(edition, *states):
    candidacy = CandidacyFactory(edition=edition, asked=True, kind="group", nominee_state=states[0])
    for state in states[1:]:
        NomineeFactory(candidacy=candidacy, state=state)
    return candidacy


def requests(candidacy):
    return list(ConsentRequest.objects.filter(nominee__candidacy=candidacy).order_by("nominee_id"))


def test_a_group_goes_on_once_each_of_its_people_answered(edition):
    candidacy = group(edition, "asked", "asked", "asked")
    first, second, third = requests(candidacy)
    accept_nomination(request=first, birth_date=GROWN_UP, language="en", at=now())
    decline_nomination(request=second, at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ASKED
    accept_nomination(request=third, birth_date=GROWN_UP, language="en", at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ACCEPTED
    withdraw_consent(request=first, at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ACCEPTED
    withdraw_consent(request=third, at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.WITHDRAWN


def test_a_group_goes_on_with_those_who_answered_in_time(edition):
    candidacy = group(edition, "accepted", "asked")
    expire_candidacies(at=candidacy.answer_by)
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ACCEPTED


def test_a_group_in_which_nobody_wants_to_is_declined(edition):
    candidacy = group(edition, "asked", "asked")
    for request in requests(candidacy):
        decline_nomination(request=request, at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.DECLINED


def test_asking_twice_writes_once(edition, manager):
    candidacy = CandidacyFactory(edition=edition)
    NominationFactory(edition=edition, screened=True, candidacy=candidacy)
    ask_consent(candidacy=candidacy, by=manager, at=now())
    ask_consent(candidacy=candidacy, by=manager, at=now())
    assert len(letters("pioneers.consent_asked")) == 1
    assert ConsentRequest.objects.count() == 1
    with pytest.raises(NotAllowed):
        ask_consent(candidacy=candidacy, by=UserFactory(), at=now())
    candidacy.state = CandidacyState.DECLINED
    candidacy.save()
    with pytest.raises(TransitionRefused):
        ask_consent(candidacy=candidacy, by=manager, at=now())


def test_each_thing_shown_has_a_consent_of_its_own(asked):
    accept(asked)
    request = request_of(asked)
    set_visibility(
        request=request,
        shown_as="name",
        place="Tromsø",
        shows_place=True,
        school="",
        shows_school=True,
        language="en",
        at=now(),
    )
    standing = Consent.objects.filter(withdrawn_at=None)
    assert set(standing.values_list("scope", flat=True)) == {"candidacy", "name", "place"}
    set_visibility(request=request, shown_as="nothing", language="en", at=now())
    assert set(standing.values_list("scope", flat=True)) == {"candidacy"}
    with pytest.raises(PenNameMissing):
        set_visibility(request=request, shown_as="pen_name", pen_name="  ", language="en", at=now())


def test_nothing_is_shown_before_a_yes_and_after_it_is_taken_back(asked):
    with pytest.raises(TooLateToAnswer):
        set_visibility(request=request_of(asked), shown_as="name", language="en", at=now())
    accept(asked)
    set_visibility(
        request=request_of(asked), shown_as="name", place="Tromsø", shows_place=True, language="en", at=now()
    )
    withdraw_consent(request=request_of(asked), at=now())
    nominee = Nominee.objects.get(candidacy=asked)
    assert (nominee.shown_as, nominee.shows_place, nominee.shows_school) == ("nothing", False, False)
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_up_to_the_reveal_every_candidacy_before_the_jury_reads_the_same():
    edition = EditionFactory(decided=True)
    told = {
        public_state(CandidacyFactory(edition=edition, **{trait: True}), now())
        for trait in ("in_field", "laureate", "not_chosen")
    }
    assert told == {CandidacyState.IN_FIELD}
    revealed = public_state(CandidacyFactory(edition=edition, laureate=True), edition.reveal_at)
    assert revealed == CandidacyState.LAUREATE


def test_the_jury_reads_only_active_consents(edition):
    candidacy = CandidacyFactory(edition=edition, in_field=True)
    assert list(judged(now())) == [candidacy]
    Consent.objects.update(expires_at=now() + timedelta(hours=1))
    assert not judged(now() + timedelta(hours=1)).exists()
    Consent.objects.update(expires_at=now() + timedelta(days=9), withdrawn_at=now())
    assert not judged(now()).exists()
    for trait in ({}, {"asked": True}, {"accepted": True}, {"declined": True}):
        CandidacyFactory(edition=edition, **trait)
    assert not judged(now()).exists()


# The page itself


def open_page(client, candidacy, role="nominee"):
    request = request_of(candidacy, role)
    link = issue_link(purpose="pioneers.consent", about=request, to=request.person.recipient, at=now())
    path = "/" + address_of(link).split("/", 3)[3]
    return client.get(path, follow=True)


PAGE = "/consent/"


def test_opening_the_link_changes_nothing_however_often_a_scanner_does(client, asked):
    request = request_of(asked)
    link = issue_link(purpose="pioneers.consent", about=request, to=request.person.recipient, at=now())
    path = "/" + address_of(link).split("/", 3)[3]
    for _time in range(3):
        response = client.get(path)
        client.head(path)
        assert response.status_code == 302
        assert response["Referrer-Policy"] == "strict-origin"
        assert path.rsplit("/", 2)[1] not in response["Location"]
    assert client.post(path).status_code == 405
    asked.refresh_from_db()
    assert asked.state == CandidacyState.ASKED


def test_the_page_says_who_nominated_and_what_is_held(client, asked):
    response = open_page(client, asked)
    page = response.content.decode()
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    for words in ("Åse Nominatør", "There were threats, and they stayed.", asked.email, asked.reference):
        assert words in page


def test_the_page_does_not_show_what_did_not_pass_the_check(client, asked):
    NominationFactory(edition=asked.edition, sent=True, candidacy=asked, did="Unchecked words about them")
    assert "Unchecked words" not in open_page(client, asked).content.decode()


def test_an_altered_link_and_a_page_without_one_are_turned_away_kindly(client):
    for path in ("/consent/made-up-token/", PAGE):
        response = client.get(path)
        assert response.status_code == 404
        assert "This link can’t be opened" in response.content.decode()


def test_the_page_works_through_from_yes_to_what_is_shown(client, asked):
    open_page(client, asked)
    refused = client.post(PAGE, {"do": "accept", "birth_date": ""})
    assert refused.status_code == 422
    assert "We need your date of birth" in refused.content.decode()
    refused = client.post(PAGE, {"do": "accept", "birth_date": "1990-01-01"})
    assert "This prize is for people aged 15 to 25 on 1 September 2026" in refused.content.decode()
    assert "1990-01-01" in refused.content.decode()
    page = client.post(PAGE, {"do": "accept", "birth_date": "2004-03-17"}, follow=True).content.decode()
    assert "What can be shown" in page
    refused = client.post(PAGE, {"do": "shown", "shown_as": "pen_name", "shows_place": "on"})
    assert refused.status_code == 422
    assert "Write the place you want to be shown." in refused.content.decode()
    refused = client.post(PAGE, {"do": "shown", "shown_as": "pen_name"})
    assert "Write the pen name" in refused.content.decode()
    saved = client.post(PAGE, {"do": "shown", "shown_as": "pen_name", "pen_name": "Nordlys"}, follow=True)
    assert "Your choices about what can be shown are saved." in saved.content.decode()
    page = client.post(PAGE, {"do": "withdraw"}, follow=True).content.decode()
    assert "You withdrew your consent" in page


def test_saying_no_on_the_page(client, asked):
    open_page(client, asked)
    assert "You said no" in client.post(PAGE, {"do": "decline"}, follow=True).content.decode()


def test_an_answer_the_page_does_not_know_is_not_found(client, asked):
    open_page(client, asked)
    assert client.post(PAGE, {"do": "burn"}).status_code == 404


def test_a_step_that_is_not_open_says_so(client, asked):
    open_page(client, asked)
    response = client.post(PAGE, {"do": "withdraw"})
    assert response.status_code == 422
    assert "something changed after you opened the page" in response.content.decode()
    asked.nominee.refresh_from_db()
    assert asked.nominee.state == NomineeState.ASKED


def test_guardians_are_named_and_answer_on_their_own_page(client, asked):
    open_page(client, asked)
    page = client.post(PAGE, {"do": "accept", "birth_date": MINOR.isoformat()}, follow=True).content.decode()
    assert "A guardian has to agree too" in page
    refused = client.post(PAGE, {"do": "guardian", "name": "Mor", "email": asked.email})
    beside = refused.content.decode().split('id="id_email_error"')[1].split("</ul>")[0]
    assert "A guardian needs an e-mail address of their own" in beside
    asking = client.post(PAGE, {"do": "guardian", "name": "Mor", "email": "mor@example.org"}, follow=True)
    assert "We have e-mailed your guardian." in asking.content.decode()
    refused = client.post(asking.redirect_chain[-1][0], {"do": "guardian", "name": "", "email": ""})
    assert "We have e-mailed your guardian." not in refused.content.decode()
    guardian = type(client)()
    path = path_in(letters("pioneers.guardian_asked")[0])
    page = guardian.get(path, follow=True).content.decode()
    assert "Can they take part?" in page
    assert "There were threats" not in page
    assert asked.email not in page
    home = reverse("pioneers:consent_page")
    assert "You said yes" in guardian.post(home, {"do": "guardian_accept"}, follow=True).content.decode()
    assert "You said no" in guardian.post(home, {"do": "guardian_decline"}, follow=True).content.decode()
    assert guardian.post(home, {"do": "shown", "shown_as": "name"}).status_code == 422
    page = client.get(PAGE).content.decode()
    assert "Your guardian said no" in page


def test_no_safe_guardian_on_the_page(client, asked):
    open_page(client, asked)
    client.post(PAGE, {"do": "accept", "birth_date": MINOR.isoformat()})
    page = client.post(PAGE, {"do": "no_guardian", "note": "Not at home."}, follow=True).content.decode()
    assert "We don’t contact anyone" in page


def test_closing_the_page_on_a_borrowed_device(client, asked):
    open_page(client, asked)
    assert client.get(PAGE).status_code == 200
    client.post(reverse("pioneers:close_consent"))
    assert client.get(PAGE).status_code == 404


def test_the_page_stays_after_the_end_of_the_edition(client):
    edition = EditionFactory(revealed=True)
    for trait, words in (("laureate", "You are a Nordic Pioneer"), ("not_chosen", "Not chosen this year")):
        candidacy = CandidacyFactory(edition=edition, **{trait: True})
        page = open_page(type(client)(), candidacy).content.decode()
        assert words in page
        assert "Withdraw your consent" in page
    for trait in ("declined", "expired"):
        candidacy = CandidacyFactory(
            edition=edition,
            state=trait,
            nominee_state=trait,
        )
        assert "nothing more to answer" in open_page(type(client)(), candidacy).content.decode()
    waiting = CandidacyFactory(edition=edition, state="dropped")
    ConsentRequest.objects.create(
        nominee=waiting.nominee, person=waiting.nominee.person, role="nominee", asked_at=now()
    )
    assert "There is nothing to answer right now" in open_page(type(client)(), waiting).content.decode()


def shows_picture(candidacy):
    nominee = request_of(candidacy).nominee
    Nominee.objects.filter(pk=nominee.pk).update(picture=nominee.uuid)
    set_visibility(request=request_of(candidacy), shown_as="nothing", shows_picture=True, language="nb", at=now())
    return Consent.objects.filter(nominee=nominee, scope="picture", withdrawn_at=None).exists()


def test_a_picture_has_an_age_of_its_own(asked):
    ConsentAgeFactory(act="nomination", age=15)
    accept(asked, MINOR)
    with pytest.raises(PictureNeedsGuardian):
        shows_picture(asked)
    assert not Consent.objects.filter(scope="picture").exists()
    ConsentAgeFactory(act="picture", age=16)
    assert shows_picture(asked)


def test_a_guardians_yes_lets_a_picture_be_shown(minor):
    name(minor)
    guardian_answers(minor, True)
    assert shows_picture(minor)
