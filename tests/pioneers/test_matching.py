"""Who is who among nominees: every nomination stands on its own until a person joins it with another."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from pioneers.actions.consent import accept_nomination, ask_consent, decline_nomination
from pioneers.actions.editions import open_judging, plan_jury
from pioneers.actions.erasure import erase_nominee
from pioneers.actions.matching import join_candidacies, keep_candidacies_apart, split_candidacies
from pioneers.actions.nominations import screen_nomination, submit_nomination, withdraw_nomination
from pioneers.errors import AnsweredElsewhere, AnswersDiffer, BothChosen, MatchTooLate, ReasonMissing
from pioneers.models import Candidacy, ConsentRequest, MatchKey, Nominee, PossibleMatch
from pioneers.queries.consents import consent_view, open_request
from pioneers.queries.matching import likely_matches, open_matches_of
from pioneers.states import CandidacyState, EditionState, MatchState, NomineeState
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.people import AdministratorFactory, EditorFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, PossibleMatchFactory
from tests.pioneers.support import letters, text_of
from tests.pioneers.test_consent import open_page

pytestmark = pytest.mark.django_db


def submitted(edition, **fields):
    draft = NominationFactory(edition=edition, **fields)
    return submit_nomination(nomination=draft, by=draft.nominator, at=now())


def screened(edition, manager, **fields):
    nomination = submitted(edition, **fields)
    screen_nomination(nomination=nomination, accept=True, by=manager, at=now())
    nomination.candidacy.refresh_from_db()
    return nomination


def joined(match, by):
    return join_candidacies(match=match, reason="Same school and same club.", by=by, at=now())


def apart(match, by):
    return keep_candidacies_apart(match=match, reason="Two cities.", by=by, at=now())


def split(match, by):
    return split_candidacies(match=match, reason="They wrote that they are two.", by=by, at=now())


def asked_page(candidacy):
    return consent_view(open_request(ConsentRequest.objects.get(nominee__candidacy=candidacy).uuid), now())


def yes(candidacy):
    request = ConsentRequest.objects.get(nominee__candidacy=candidacy, role="nominee")
    accept_nomination(request=request, birth_date=request.person.birth_date or BORN, language="en", at=now())


BORN = date(2004, 3, 17)

# What two nominations say of their nominee (name, address, country), and whether staff are asked.
ALIKE = [
    (("Anna Hansen", "a@example.org", "DK"), ("Anna Hansen", "b@example.org", "DK")),
    (("Anna Hansen", "a@example.org", "DK"), ("Anna Hansen", "a@example.org", "DK")),
    (("Søren Ærø", "a@example.org", "DK"), ("Soeren Aeroe", "b@example.org", "DK")),
    (("Åsa Lund", "a@example.org", "SE"), ("Aasa Lund", "b@example.org", "SE")),
    (("Þóra Jónsdóttir", "a@example.org", "IS"), ("THORA JONSDOTTIR", "b@example.org", "IS")),
    (("Anna-Karin Berg", "a@example.org", "SE"), ("Karin Anna Berg", "b@example.org", "SE")),
    (("Anna Karin Berg", "a@example.org", "SE"), ("Anna Berg", "b@example.org", "SE")),
    (("Berg Anna", "a@example.org", "FI"), ("Anna Berg", "b@example.org", "AX")),
    (("Aviâja Olsen", "a@example.org", "GL"), ("Aviaja Olsen", "b@example.org", "DK")),
    (("Kim Dam", "kim@ærø.example", "DK"), ("K. Dam", "kim+pris@xn--r-3fa9c.example", "DK")),
    (("Kim Dam", "KIM@example.org", "DK"), ("Bo Lund", "kim@example.org", "NO")),
]
NOT_ALIKE = [
    (("Anna Hansen", "a@example.org", "DK"), ("Anne Hansen", "b@example.org", "DK")),
    (("Anna Hansen", "a@example.org", "DK"), ("Anna Hansen", "b@example.org", "NO")),
    (("Jón Jónsson", "a@example.org", "IS"), ("Jóna Jónsdóttir", "b@example.org", "IS")),
    (("Anna Karin Berg", "a@example.org", "SE"), ("Anna Maria Berg", "b@example.org", "SE")),
    (("Sara Koski", "a.b@example.org", "FI"), ("Saara Koski", "ab@example.org", "FI")),
]


def nominated(edition, told, **fields):
    name, email, country = told
    return submitted(edition, nominee_name=name, nominee_email=email, nominee_country=country, **fields)


@pytest.mark.each_value
@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike_nominees_stay_two_and_staff_are_asked(edition, one, other):
    first, second = nominated(edition, one), nominated(edition, other)
    assert first.candidacy != second.candidacy
    question = PossibleMatch.objects.get()
    assert (question.pair, question.state) == ((first.candidacy, second.candidacy), MatchState.OPEN)
    assert list(open_matches_of(edition)) == [question]


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_about_others_nobody_is_asked(edition, one, other):
    nominated(edition, one), nominated(edition, other)
    assert Candidacy.objects.count() == 2
    assert not PossibleMatch.objects.exists()


GROUPS = [
    [{"name": "Máret Eira", "email": "maret@example.org"}, {"name": "Jon Dam", "email": "jon@example.org"}],
    [{"name": "Ida Berg", "email": "ida@example.org"}, {"name": "Bo Lund", "email": "bo@example.org"}],
    [{"name": "Åsa Ek", "email": "asa@example.org"}, {"name": "Eli Sand", "email": "eli@example.org"}],
]


def test_three_groups_of_one_name_are_three_and_each_of_their_people_is_asked(edition, manager):
    groups = [submitted(edition, of_group=True, nominee_name="Ungdomsrådet", members=members) for members in GROUPS]
    assert len({group.candidacy_id for group in groups}) == 3
    assert PossibleMatch.objects.filter(state=MatchState.OPEN, is_name_alike=True).count() == 3
    for match in PossibleMatch.objects.all():
        apart(match, manager)
    for group in groups:
        screen_nomination(nomination=group, accept=True, by=manager, at=now())
    assert {letter.to_email for letter in letters("pioneers.consent_asked")} == {
        member["email"] for members in GROUPS for member in members
    }


@pytest.mark.parametrize("other", ["person and group", "edition"])
def test_a_person_and_a_group_or_two_editions_are_never_asked_about(edition, other):
    submitted(edition, nominee_name="Lys", nominee_email="lys@example.org")
    if other == "edition":
        submitted(EditionFactory(), nominee_name="Lys", nominee_email="lys@example.org")
    else:
        submitted(edition, of_group=True, nominee_name="Lys", nominee_email="lys@example.org")
    assert not PossibleMatch.objects.exists()


@pytest.fixture
def pair(edition, manager):
    """Two screened nominations that may be about one person: the first was asked, the second waits."""
    first = screened(edition, manager, nominee_name="Anna Hansen", nominee_email="a@example.org", did="First text.")
    second = screened(edition, manager, nominee_name="Anna Hansen", nominee_email="b@example.org", did="Second text.")
    return first.candidacy, second.candidacy


def test_until_staff_decide_nobody_is_asked_twice_and_nobody_reads_the_others_text(client, pair, manager):
    first, second = pair
    assert (first.state, second.state) == (CandidacyState.ASKED, CandidacyState.SCREENING)
    assert [letter.to_email for letter in letters("pioneers.consent_asked")] == ["a@example.org"]
    assert "Second text." not in open_page(client, first).content.decode()


def test_staff_may_ask_anyway_by_a_click(client, pair, manager):
    _first, second = pair
    client.force_login(manager)
    assert "Ask for consent anyway" in client.get(staff_url(second)).content.decode()
    client.post(staff_url(second, "action", "ask"))
    second.refresh_from_db()
    assert second.state == CandidacyState.ASKED
    assert letters("pioneers.consent_asked")[-1].to_email == "b@example.org"


def test_found_to_be_two_the_second_is_asked_and_it_is_never_suggested_again(pair, manager, edition):
    first, second = pair
    apart(PossibleMatch.objects.get(), manager)
    apart(PossibleMatch.objects.get(), manager)
    second.refresh_from_db()
    assert second.state == CandidacyState.ASKED
    assert [letter.to_email for letter in letters("pioneers.consent_asked")] == ["a@example.org", "b@example.org"]
    assert not open_matches_of(edition).exists()
    for candidacy in pair:
        assert [line.verb for line in history_of(candidacy)].count("pioneers.keep_candidacies_apart") == 1
    third = submitted(edition, nominee_name="Anna Hansen", nominee_email="c@example.org").candidacy
    assert {match.pair for match in open_matches_of(edition)} == {(first, third), (second, third)}


def test_joined_the_one_asked_first_stays_and_reads_both_texts(client, pair, manager):
    first, second = pair
    match = joined(PossibleMatch.objects.get(), manager)
    joined(match, manager)
    second.refresh_from_db()
    assert (second.state, second.joined_into) == (CandidacyState.JOINED, first)
    page = open_page(client, first).content.decode()
    assert "First text." in page
    assert "Second text." in page
    assert len(letters("pioneers.consent_asked")) == 1
    assert [letter.to_email for letter in letters("pioneers.further_nomination")] == ["a@example.org"]
    assert not letters("pioneers.candidacies_joined"), "whoever was never asked is not told"
    for candidacy in pair:
        assert [line.verb for line in history_of(candidacy)].count("pioneers.join_candidacies") == 1
    assert match.reason == "Same school and same club."


def test_whoever_was_asked_twice_keeps_one_page_and_is_told_so_on_the_other(client, pair, manager):
    first, second = pair
    ask_consent(candidacy=second, by=manager, at=now())
    yes(first)
    joined(PossibleMatch.objects.get(), manager)
    (told,) = letters("pioneers.candidacies_joined")
    assert told.to_email == "b@example.org"
    assert "/consent/" not in text_of(told)
    assert "a@example.org" not in text_of(told)
    page = open_page(client, second).content.decode()
    assert "part of another one of you" in page
    assert "First text." not in page
    assert "Second text." not in page
    request = ConsentRequest.objects.get(nominee__candidacy=second)
    for answer in (
        lambda: accept_nomination(request=request, birth_date=BORN, language="en", at=now()),
        lambda: decline_nomination(request=request, at=now()),
    ):
        with pytest.raises(AnsweredElsewhere):
            answer()
    assert not asked_page(second).can_decline


def test_the_one_that_said_yes_stays_even_if_it_came_later(pair, manager):
    first, second = pair
    ask_consent(candidacy=second, by=manager, at=now())
    yes(second)
    joined(PossibleMatch.objects.get(), manager)
    first.refresh_from_db()
    assert (first.state, first.joined_into) == (CandidacyState.JOINED, second)


def test_people_only_the_other_group_named_are_asked_too_and_go_back_when_it_is_split(edition, manager):
    shared = {"name": "Máret Eira", "email": "maret+x@example.org"}
    first = screened(edition, manager, of_group=True, nominee_name="Lys", members=GROUPS[0]).candidacy
    second = screened(edition, manager, of_group=True, nominee_name="Lys", members=[shared, GROUPS[1][0]]).candidacy
    joined(PossibleMatch.objects.get(), manager)
    assert {nominee.name for nominee in first.nominees.all()} == {"Máret Eira", "Jon Dam", "Ida Berg"}
    assert "ida@example.org" in {letter.to_email for letter in letters("pioneers.consent_asked")}
    assert Nominee.objects.get(name="Ida Berg").state == NomineeState.ASKED
    split(PossibleMatch.objects.get(), manager)
    assert {nominee.name for nominee in first.nominees.all()} == {"Máret Eira", "Jon Dam"}
    assert {nominee.name for nominee in second.nominees.all()} == {"Máret Eira", "Ida Berg"}


def test_split_again_each_has_its_own_text_and_the_second_is_asked(client, pair, manager):
    first, second = pair
    match = joined(PossibleMatch.objects.get(), manager)
    split(match, manager)
    split(PossibleMatch.objects.get(), manager)
    second.refresh_from_db()
    assert (second.state, second.joined_into) == (CandidacyState.ASKED, None)
    assert "Second text." not in open_page(client, first).content.decode()
    page = open_page(client, second).content.decode()
    assert "Second text." in page
    assert "First text." not in page
    (told,) = letters("pioneers.candidacies_split")
    assert told.to_email == "a@example.org"
    assert "not about you" in text_of(told)
    assert PossibleMatch.objects.get().state == MatchState.DIFFERENT


def test_an_answer_given_before_counts_again_after_the_split(client, pair, manager):
    first, second = pair
    ask_consent(candidacy=second, by=manager, at=now())
    yes(first), yes(second)
    match = joined(PossibleMatch.objects.get(), manager)
    split(match, manager)
    second.refresh_from_db()
    assert second.state == CandidacyState.ACCEPTED
    assert {letter.to_email for letter in letters("pioneers.candidacies_split")} == {"a@example.org", "b@example.org"}
    assert asked_page(second).can_withdraw


def test_joining_takes_the_other_from_the_jury_and_splitting_brings_it_back(pair, manager, edition):
    first, second = pair
    ask_consent(candidacy=second, by=manager, at=now())
    yes(first), yes(second)
    plan_jury(edition=edition, due_at=now() + timedelta(days=30), by=manager, at=now())
    open_judging(edition=edition, by=manager, at=edition.closes_at)
    match = joined(PossibleMatch.objects.get(), manager)
    assert set(Entry.objects.filter(state="entered").values_list("subject_uuid", flat=True)) == {first.uuid}
    split(match, manager)
    second.refresh_from_db()
    assert second.state == CandidacyState.IN_FIELD
    assert Entry.objects.filter(state="entered").count() == 2


def test_what_came_back_without_a_nomination_left_is_dropped(pair, manager):
    first, second = pair
    nomination = second.nominations.get()
    match = joined(PossibleMatch.objects.get(), manager)
    withdraw_nomination(nomination=nomination, by=nomination.nominator, at=now())
    split(match, manager)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state) == (CandidacyState.ASKED, CandidacyState.DROPPED)


def test_a_third_joined_with_one_that_was_joined_goes_where_that_one_went(pair, manager, edition):
    first, second = pair
    third = submitted(edition, nominee_name="Anna Hansen", nominee_email="c@example.org").candidacy
    questions = {match.pair: match for match in PossibleMatch.objects.all()}
    joined(questions[(second, third)], manager)
    joined(questions[(first, second)], manager)
    third.refresh_from_db()
    assert third.joined_into == first
    assert first.nominations.count() == 3
    split(PossibleMatch.objects.get(earlier=second, later=third), manager)
    third.refresh_from_db()
    assert third.nominations.count() == 1
    assert first.nominations.count() == 2


@pytest.mark.parametrize("decide", [joined, apart, split])
def test_a_decision_needs_a_reason_and_a_manager(pair, manager, decide):
    match = PossibleMatch.objects.get()
    if decide is split:
        joined(match, manager)
    action = {joined: join_candidacies, apart: keep_candidacies_apart, split: split_candidacies}[decide]
    match = PossibleMatch.objects.get()
    with pytest.raises(ReasonMissing):
        action(match=match, reason="  ", by=manager, at=now())
    for by in (UserFactory(), EditorFactory(), AdministratorFactory()):
        with pytest.raises(NotAllowed):
            decide(match, by)


@pytest.mark.parametrize(
    ("states", "edition_state", "refusal"),
    [
        ((CandidacyState.ACCEPTED, CandidacyState.DECLINED), EditionState.ANNOUNCED, AnswersDiffer),
        ((CandidacyState.WITHDRAWN, CandidacyState.IN_FIELD), EditionState.JUDGING, AnswersDiffer),
        ((CandidacyState.LAUREATE, CandidacyState.LAUREATE), EditionState.JUDGING, BothChosen),
        ((CandidacyState.IN_FIELD, CandidacyState.ASKED), EditionState.DECIDED, MatchTooLate),
    ],
)
def test_what_can_not_be_joined_is_said(manager, states, edition_state, refusal):
    edition = EditionFactory(state=edition_state)
    one, other = (CandidacyFactory(edition=edition, state=state) for state in states)
    match = PossibleMatchFactory(earlier=one, later=other)
    with pytest.raises(refusal):
        joined(match, manager)
    assert not Candidacy.objects.filter(state=CandidacyState.JOINED).exists()


def test_after_the_choice_nothing_is_split(pair, manager, edition):
    match = joined(PossibleMatch.objects.get(), manager)
    edition.state = EditionState.DECIDED
    edition.save()
    with pytest.raises(MatchTooLate):
        split(match, manager)


def test_staff_see_both_texts_and_addresses_side_by_side_and_decide(client, pair, manager):
    first, second = pair
    client.force_login(manager)
    match = PossibleMatch.objects.get()
    page = client.get(staff_url(match)).content.decode()
    for words in ("First text.", "Second text.", "a@example.org", "b@example.org", first.reference, second.reference):
        assert words in page
    assert match.later.reference in client.get(list_url(PossibleMatch)).content.decode()
    assert match.later.reference in client.get(reverse("desk_worklist")).content.decode()
    asked = client.get(staff_url(match, "action", "join")).content.decode()
    assert f"{first.reference} stays" in asked
    assert client.post(staff_url(match, "action", "join"), {"reason": ""}).status_code == 200
    client.post(staff_url(match, "action", "join"), {"reason": "Same club."})
    match.refresh_from_db()
    assert match.state == MatchState.JOINED
    assert "can’t be unread" in client.get(staff_url(match, "action", "split")).content.decode()
    client.post(staff_url(match, "action", "split"), {"reason": "Two after all."})
    match.refresh_from_db()
    assert match.state == MatchState.DIFFERENT


@pytest.mark.parametrize("kind", ["person", "group"])
def test_staff_see_where_else_an_address_is_used_before_they_ask(client, edition, manager, kind):
    first = submitted(edition, nominee_name="Máret Eira", nominee_email="maret@example.org")
    fields = {"of_group": True, "nominee_name": "Lys", "members": GROUPS[0]}
    if kind == "person":
        fields = {"nominee_name": "Bo Lund", "nominee_email": "MARET+x@example.org"}
    second = submitted(edition, **fields)
    client.force_login(manager)
    for record in (second, second.candidacy):
        page = client.get(staff_url(record)).content.decode()
        assert "An address here is also used in" in page
        assert first.candidacy.reference in page


def test_finding_who_may_be_the_same_costs_the_same_among_one_and_among_many(edition, cost):
    submitted(edition, nominee_name="Anna Hansen", nominee_email="a@example.org")
    candidacy = submitted(edition, nominee_name="Ånna Hansen", nominee_email="a@example.org").candidacy
    with cost() as one:
        assert len(likely_matches(candidacy)) == 1
    for number in range(8):
        submitted(edition, nominee_name=f"Anna Karin{number}", nominee_email="a@example.org")
    with cost() as many:
        assert len(likely_matches(candidacy)) == 9
    assert many.queries == one.queries


@pytest.mark.both
def test_erasing_leaves_no_key_no_reason_and_no_name_of_what_was_joined(pair, manager):
    first, second = pair
    joined(PossibleMatch.objects.get(), manager)
    erase_nominee(person=first.nominees.get().person, by=manager, at=now())
    assert not MatchKey.objects.exists()
    assert PossibleMatch.objects.get().reason == ""
    assert not Nominee.objects.exclude(name="").exists()
    assert not Candidacy.objects.filter(name__contains="Hansen").exists()
    assert "Second text." not in " ".join(first.nominations.values_list("did", flat=True))
