"""What becomes of a nomination once it is sent: matched, screened, moved, withdrawn."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from pioneers.actions.drafts import claim_draft, expire_drafts
from pioneers.actions.matching import attach_nomination, split_nomination
from pioneers.actions.nominations import screen_nomination, submission_errors, submit_nomination, withdraw_nomination
from pioneers.errors import AddressNotConfirmed, NominationInvalid, NominationsClosed, NoSuchCandidacy, ReasonMissing
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from pioneers.queries import nominations as reading
from pioneers.states import CandidacyState, NominationState
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.people.models import Person
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, PersonFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory
from tests.pioneers.support import letters, text_of

pytestmark = pytest.mark.django_db


def submitted(edition, **fields):
    draft = NominationFactory(edition=edition, **fields)
    return submit_nomination(nomination=draft, by=draft.nominator, at=now())


def test_submitting_gives_a_reference_a_candidacy_and_a_receipt(edition):
    nomination = submitted(edition, nominee_name="Þóra Ŋálla", nominee_email="thora@example.org")
    assert nomination.reference == f"NP{edition.year % 100:02}-0001"
    assert nomination.candidacy.reference == f"NC{edition.year % 100:02}-0001"
    assert nomination.candidacy.state == CandidacyState.SCREENING
    nominee = nomination.candidacy.nominees.get()
    assert (nominee.name, nominee.state) == ("Þóra Ŋálla", "to_ask")
    assert nominee.person.name == "Þóra Ŋálla"
    (receipt,) = letters("pioneers.receipt")
    assert nomination.reference in text_of(receipt)
    assert [line.verb for line in history_of(nomination)] == ["pioneers.submit_nomination"]


def test_submitting_twice_is_done_once(edition):
    nomination = submitted(edition)
    again = submit_nomination(nomination=nomination, by=nomination.nominator, at=now())
    assert again.reference == nomination.reference
    assert len(letters("pioneers.receipt")) == 1
    assert Candidacy.objects.count() == 1
    assert len(history_of(nomination)) == 1


def test_references_count_up_within_an_edition(edition):
    assert [submitted(edition).reference[-4:] for _number in range(3)] == ["0001", "0002", "0003"]


def test_only_the_confirmed_address_sends(edition):
    draft = NominationFactory(edition=edition, nominator=None, nominator_email="ase@example.org")
    with pytest.raises(AddressNotConfirmed):
        submit_nomination(nomination=draft, by=UserFactory(email="other@example.org"), at=now())
    with pytest.raises(NotAllowed):
        submit_nomination(nomination=NominationFactory(edition=edition), by=UserFactory(), at=now())


@pytest.mark.parametrize(("at", "sends"), [("opens_at", True), ("closes_at", False)])
def test_the_window_is_half_open(edition, at, sends):
    draft = NominationFactory(edition=edition)
    instant = getattr(edition, at)
    if sends:
        assert submit_nomination(nomination=draft, by=draft.nominator, at=instant).state == NominationState.SUBMITTED
        return
    with pytest.raises(NominationsClosed) as refused:
        submit_nomination(nomination=draft, by=draft.nominator, at=instant)
    assert "Nominations closed on" in str(refused.value)


def test_before_the_window_the_refusal_names_the_opening():
    draft = NominationFactory(edition=EditionFactory(coming=True))
    with pytest.raises(NominationsClosed) as refused:
        submit_nomination(nomination=draft, by=draft.nominator, at=now())
    assert "Nominations open on" in str(refused.value)


def test_an_edition_being_prepared_takes_nothing():
    draft = NominationFactory(edition=EditionFactory(draft=True))
    with pytest.raises(NominationsClosed):
        submit_nomination(nomination=draft, by=draft.nominator, at=now())


@pytest.mark.parametrize(
    ("field", "value", "beside"),
    [
        ("nominator_name", "", "nominator_name"),
        ("relation", "", "relation"),
        ("relation", "enemy", "relation"),
        ("nominee_name", "", "nominee_name"),
        ("nominee_email", "thora@", "nominee_email"),
        ("nominee_country", "", "nominee_country"),
        ("nominee_country", "DE", "nominee_country"),
        ("category", None, "category"),
        ("did", " ", "did"),
        ("changed", "word " * 201, "changed"),
        ("links", ["ftp://example.org"], "link_1"),
        ("links", ["https://ok.example", "javascript:alert(1)"], "link_2"),
        ("links", [f"https://{number}.example" for number in range(6)], "link_1"),
    ],
)
def test_every_limit_is_held_at_the_server(edition, field, value, beside):
    draft = NominationFactory(edition=edition, **{field: value})
    with pytest.raises(NominationInvalid) as refused:
        submit_nomination(nomination=draft, by=draft.nominator, at=now())
    assert beside in refused.value.errors
    assert Nomination.objects.get().state == NominationState.DRAFT


def test_exactly_as_many_words_as_allowed_are_fine(edition):
    assert submission_errors(NominationFactory(edition=edition, did="word " * 250), edition) == {}


def test_a_theme_of_another_edition_is_no_theme(edition):
    other = EditionFactory()
    draft = NominationFactory(edition=edition, category=other.categories.first())
    assert "category" in submission_errors(draft, edition)


OWN = ("ase@example.org", "ASE@Example.org", "ase+youth@example.org")


@pytest.mark.parametrize("address", OWN)
def test_a_nominator_never_stands_in_for_the_nominee(edition, nominator, address):
    draft = NominationFactory(edition=edition, nominator=nominator, nominee_email=address)
    with pytest.raises(NominationInvalid) as refused:
        submit_nomination(nomination=draft, by=nominator, at=now())
    assert "This is your own address" in refused.value.errors["nominee_email"]
    assert not Candidacy.objects.exists()
    draft.refresh_from_db()
    assert (draft.state, draft.nominee_email) == (NominationState.DRAFT, address)


@pytest.mark.parametrize("address", OWN)
def test_a_nominator_never_stands_in_for_one_of_a_group_nor_for_the_group(edition, nominator, address):
    members = [{"name": "Máret", "email": "maret@example.org"}, {"name": "Jóhann", "email": address}]
    draft = NominationFactory(edition=edition, nominator=nominator, of_group=True, members=members)
    assert "This is your own address" in submission_errors(draft, edition)["member_2_email"]
    whole = NominationFactory(edition=edition, of_group=True, nominator_email="ase@example.org", nominee_email=address)
    assert "This is your own address" in submission_errors(whole, edition)["nominee_email"]


def test_an_address_that_only_resembles_the_nominators_is_fine(edition, nominator):
    for address in ("ase@example.net", "aase@example.org", "+ase@example.org", "a.se@example.org"):
        draft = NominationFactory(
            edition=edition, nominator=None, nominator_email=nominator.email, nominee_email=address
        )
        assert submission_errors(draft, edition) == {}, address


@pytest.mark.parametrize("second", ["maret@example.org", "MARET+two@example.org"])
def test_two_people_of_a_group_do_not_answer_from_one_mailbox(edition, second):
    members = [{"name": "Máret", "email": "maret@example.org"}, {"name": "Jóhann", "email": second}]
    draft = NominationFactory(edition=edition, of_group=True, members=members)
    assert "Person 1 already has this address" in submission_errors(draft, edition)["member_2_email"]


def test_a_group_names_each_of_its_people_once(edition):
    twice = {"name": "Máret", "email": "maret@example.org"}
    draft = NominationFactory(edition=edition, of_group=True, members=[twice, {**twice, "name": "MÁRET"}])
    assert "named twice" in submission_errors(draft, edition)["member_2_name"]
    many = [{"name": f"P{number}", "email": f"p{number}@example.org"} for number in range(7)]
    assert (
        "at most 6"
        in submission_errors(NominationFactory(edition=edition, of_group=True, members=many), edition)["member_1_name"]
    )
    lacking = NominationFactory(
        edition=edition, of_group=True, nominee_name="", members=[twice, {"name": "", "email": "x"}]
    )
    assert {"nominee_name", "member_2_name", "member_2_email"} <= submission_errors(lacking, edition).keys()


def test_a_group_becomes_one_candidacy_with_a_nominee_each(edition):
    nomination = submitted(edition, of_group=True)
    assert nomination.candidacy.kind == "group"
    assert [nominee.name for nominee in nomination.candidacy.nominees.all()] == ["Máret Eira", "Jóhann Þór"]


def test_every_nomination_makes_a_candidacy_of_its_own(edition):
    first = submitted(edition, nominee_email="thora@example.org", nominee_name="Þóra")
    second = submitted(edition, nominee_email="thora@example.org", nominee_name="Þóra")
    assert first.candidacy != second.candidacy
    assert Nominee.objects.count() == 2


def test_an_address_shared_by_two_names_is_two_people(edition):
    submitted(edition, nominee_email="family@example.org", nominee_name="Þóra Ŋálla")
    other = EditionFactory()
    submitted(other, nominee_email="family@example.org", nominee_name="Jón Ŋálla")
    again = EditionFactory()
    submitted(again, nominee_email="family@example.org", nominee_name="þóra ŋálla")
    assert Person.objects.filter(email="family@example.org").count() == 2


def test_screening_asks_the_nominee_and_nobody_before(edition, manager):
    nomination = submitted(edition)
    assert not letters("pioneers.consent_asked")
    screen_nomination(nomination=nomination, accept=True, by=manager, at=now())
    nomination.candidacy.refresh_from_db()
    assert nomination.candidacy.state == CandidacyState.ASKED
    (letter,) = letters("pioneers.consent_asked")
    assert letter.to_email == nomination.nominee_email
    assert "Åse Nominatør" in text_of(letter)
    screen_nomination(nomination=nomination, accept=True, by=manager, at=now())
    assert len(letters("pioneers.consent_asked")) == 1


def test_turning_away_needs_a_reason_and_tells_the_nominee_nothing(edition, manager):
    nomination = submitted(edition)
    with pytest.raises(ReasonMissing):
        screen_nomination(nomination=nomination, accept=False, by=manager, at=now(), reason="  ")
    screen_nomination(nomination=nomination, accept=False, by=manager, at=now(), reason="Mocks somebody by name.")
    nomination.refresh_from_db()
    assert nomination.state == NominationState.REFUSED
    assert nomination.candidacy.state == CandidacyState.DROPPED
    assert not letters("pioneers.consent_asked")
    (letter,) = letters("pioneers.nomination_refused")
    assert letter.to_email == nomination.nominator_email
    assert "Mocks" not in letter.text + letter.html
    with pytest.raises(TransitionRefused):
        screen_nomination(nomination=nomination, accept=True, by=manager, at=now())


def test_a_further_nomination_tells_the_nominee_and_asks_nothing_again(edition, manager):
    first = submitted(edition, nominee_email="thora@example.org")
    screen_nomination(nomination=first, accept=True, by=manager, at=now())
    own = ConsentRequest.objects.get()
    guardian = PersonFactory(email="mor@example.org")
    ConsentRequest.objects.create(nominee=own.nominee, person=guardian, role="guardian", asked_at=now())
    second = submitted(edition, nominee_email="other@example.org", nominator_name="Bo Annen")
    attach_nomination(nomination=second, candidacy=first.candidacy, by=manager, at=now())
    screen_nomination(nomination=second, accept=True, by=manager, at=now())
    assert len(letters("pioneers.consent_asked")) == 1
    (told,) = letters("pioneers.further_nomination")
    assert told.to_email == "thora@example.org", "the guardian is not told"
    assert "Bo Annen" in text_of(told)


def test_who_said_no_is_not_bothered_by_a_further_nomination(edition, manager):
    candidacy = CandidacyFactory(edition=edition, declined=True)
    nomination = NominationFactory(edition=edition, sent=True, candidacy=candidacy)
    screen_nomination(nomination=nomination, accept=True, by=manager, at=now())
    assert not letters("pioneers.")


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, AdministratorFactory])
def test_only_a_manager_screens_and_moves(edition, factory):
    nomination = NominationFactory(edition=edition, sent=True)
    by = factory()
    with pytest.raises(NotAllowed):
        screen_nomination(nomination=nomination, accept=True, by=by, at=now())
    with pytest.raises(NotAllowed):
        attach_nomination(nomination=nomination, candidacy=CandidacyFactory(edition=edition), by=by, at=now())
    with pytest.raises(NotAllowed):
        split_nomination(nomination=nomination, by=by, at=now())


def test_withdrawing_drops_a_candidacy_nobody_speaks_for(edition):
    nomination = submitted(edition)
    by = nomination.nominator
    withdraw_nomination(nomination=nomination, by=by, at=now())
    withdraw_nomination(nomination=nomination, by=by, at=now())
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN
    assert nomination.candidacy.state == CandidacyState.DROPPED
    assert len(letters("pioneers.nomination_withdrawn")) == 1


def test_a_candidacy_that_is_dropped_puts_no_question_to_guardians_of_its_own_alone(edition):
    nomination, other = submitted(edition), CandidacyFactory(edition=edition, asked=True)
    asked = [
        ConsentRequest.objects.create(nominee=nominee, person=PersonFactory(), role="guardian", asked_at=now())
        for nominee in (nomination.candidacy.nominees.get(), other.nominee)
    ]
    withdraw_nomination(nomination=nomination, by=nomination.nominator, at=now())
    assert [ConsentRequest.objects.get(pk=one.pk).ended_at is None for one in asked] == [False, True]


def test_withdrawing_one_of_two_leaves_the_candidacy(edition):
    first, second = submitted(edition, nominee_email="a@example.org"), submitted(edition, nominee_email="b@example.org")
    attach_nomination(nomination=second, candidacy=first.candidacy, by=ManagerFactory(), at=now())
    second.refresh_from_db()
    withdraw_nomination(nomination=first, by=first.nominator, at=now())
    second.candidacy.refresh_from_db()
    assert second.candidacy.state == CandidacyState.SCREENING


def test_nobody_withdraws_anothers_nomination_or_after_the_window(edition, manager):
    nomination = submitted(edition)
    for stranger in (UserFactory(), manager):
        with pytest.raises(NotAllowed):
            withdraw_nomination(nomination=nomination, by=stranger, at=now())
    with pytest.raises(NominationsClosed):
        withdraw_nomination(nomination=nomination, by=nomination.nominator, at=edition.closes_at)


def test_moving_a_nomination_to_the_right_candidacy(edition, manager):
    first = submitted(edition, nominee_email="a@example.org", nominee_name="Þóra N.")
    second = submitted(edition, nominee_email="b@example.org", nominee_name="Þóra Ŋálla")
    left = second.candidacy
    attach_nomination(nomination=second, candidacy=first.candidacy, by=manager, at=now())
    attach_nomination(nomination=second, candidacy=first.candidacy, by=manager, at=now())
    second.refresh_from_db()
    left.refresh_from_db()
    assert second.candidacy == first.candidacy
    assert left.state == CandidacyState.DROPPED
    assert [line.verb for line in history_of(second)].count("pioneers.attach_nomination") == 1


def test_a_screened_nomination_moved_asks_whoever_was_not_asked(edition, manager):
    screened = NominationFactory(edition=edition, screened=True)
    dropped = CandidacyFactory(edition=edition, state=CandidacyState.DROPPED)
    attach_nomination(nomination=screened, candidacy=dropped, by=manager, at=now())
    dropped.refresh_from_db()
    assert dropped.state == CandidacyState.ASKED
    assert letters("pioneers.consent_asked")[0].to_email == dropped.email


def test_a_nomination_cannot_move_to_another_edition_or_kind(edition, manager):
    nomination = NominationFactory(edition=edition, sent=True)
    for target in (CandidacyFactory(), CandidacyFactory(edition=edition, kind="group")):
        with pytest.raises(NoSuchCandidacy):
            attach_nomination(nomination=nomination, candidacy=target, by=manager, at=now())
    with pytest.raises(NoSuchCandidacy):
        split_nomination(nomination=NominationFactory(edition=edition), by=manager, at=now())


def test_splitting_gives_a_nomination_a_candidacy_of_its_own(edition, manager):
    first = submitted(edition, nominee_email="shared@example.org", nominee_name="Þóra")
    second = submitted(edition, nominee_email="other@example.org", nominee_name="Jón")
    attach_nomination(nomination=second, candidacy=first.candidacy, by=manager, at=now())
    split_nomination(nomination=second, by=manager, at=now())
    second.refresh_from_db()
    assert second.candidacy != first.candidacy
    assert second.candidacy.name == "Jón"
    split_nomination(nomination=second, by=manager, at=now())  # alone already
    assert Candidacy.objects.count() == 3, "the one it was dropped from stays as it was"


def test_drafts_are_deleted_after_three_weeks_and_not_a_second_sooner(edition):
    draft = NominationFactory(edition=edition, of_device=True)
    expire_drafts(at=draft.draft_expires_at - timedelta(seconds=1))
    assert Nomination.objects.exists()
    assert expire_drafts(at=draft.draft_expires_at) == 1
    assert expire_drafts(at=draft.draft_expires_at) == 0
    assert not Nomination.objects.exists()


def test_a_draft_is_not_claimed_over_one_the_account_has(edition, nominator):
    NominationFactory(edition=edition, nominator=nominator)
    devices = NominationFactory(edition=edition, of_device=True)
    assert claim_draft(draft=devices, user=nominator, at=now()).nominator is None


def test_a_draft_is_claimed_by_who_has_sent_another_nomination(edition, nominator):
    NominationFactory(edition=edition, nominator=nominator, sent=True)
    devices = NominationFactory(edition=edition, of_device=True)
    assert claim_draft(draft=devices, user=nominator, at=now()).nominator == nominator


def test_a_nominator_sees_their_own_and_staff_see_no_drafts(edition, nominator, manager):
    mine = NominationFactory(edition=edition, nominator=nominator)
    sent = NominationFactory(edition=edition, sent=True)
    assert set(reading.visible_to(nominator, now())) == {mine}
    assert set(reading.sent_visible_to(manager, now())) == {sent}
    assert not reading.sent_visible_to(nominator, now()).exists()
    assert not reading.visible_to(AnonymousUser(), now()).exists()


def test_the_list_of_ones_own_costs_the_same_for_one_and_for_three(client, edition, nominator, cost):
    client.force_login(nominator)
    NominationFactory(edition=edition, nominator=nominator, sent=True)
    client.get(reverse("pioneers:nominations"))
    with cost() as one:
        client.get(reverse("pioneers:nominations"))
    for _number in range(2):
        NominationFactory(edition=edition, nominator=nominator, sent=True)
    with cost() as three:
        page = client.get(reverse("pioneers:nominations"))
    assert page.content.decode().count("sendings__one") == 3
    assert one.queries == three.queries
    assert three.rows - one.rows == 2  # the two further nominations themselves, and nothing for each


def test_the_own_pages_show_what_was_sent_and_nothing_of_the_answer(client, edition, nominator):
    assert client.get(reverse("pioneers:nominations")).status_code == 302
    client.force_login(nominator)
    assert "You have not nominated anyone yet" in client.get(reverse("pioneers:nominations")).content.decode()
    candidacy = CandidacyFactory(edition=edition, declined=True)
    mine = NominationFactory(edition=edition, nominator=nominator, screened=True, candidacy=candidacy)
    page = client.get(reverse("pioneers:nomination", args=[mine.uuid])).content.decode()
    assert mine.did in page
    assert "said no" not in page
    assert "Read and passed on" in page


def test_somebody_elses_nomination_is_not_found(client, edition, nominator, manager):
    other = NominationFactory(edition=edition, sent=True)
    for user in (nominator, manager):
        client.force_login(user)
        for name in ("nomination", "withdraw"):
            assert client.get(reverse(f"pioneers:{name}", args=[other.uuid])).status_code == 404


def test_an_own_draft_leads_to_the_form(client, edition, nominator):
    client.force_login(nominator)
    draft = NominationFactory(edition=edition, nominator=nominator)
    assert client.get(reverse("pioneers:nomination", args=[draft.uuid]))["Location"] == reverse("pioneers:nominate")
    assert client.post(reverse("pioneers:withdraw", args=[draft.uuid])).status_code == 404


def test_taking_a_nomination_back_on_its_page(client, edition, nominator, clock):
    client.force_login(nominator)
    mine = NominationFactory(edition=edition, nominator=nominator, sent=True)
    address = reverse("pioneers:withdraw", args=[mine.uuid])
    button = ">Withdraw the nomination</"
    assert button in client.get(reverse("pioneers:nomination", args=[mine.uuid])).content.decode()
    assert f"{button}button>" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert Nomination.objects.get(pk=mine.pk).state == NominationState.WITHDRAWN
    late = NominationFactory(edition=edition, nominator=nominator, sent=True)
    clock(edition.closes_at)
    client.force_login(nominator)
    refused = client.post(reverse("pioneers:withdraw", args=[late.uuid]))
    assert refused.status_code == 422
    assert "Nominations closed on" in refused.content.decode()


def test_a_draft_stands_before_what_was_sent(client):
    draft = NominationFactory(nominee_name="Still writing")
    NominationFactory(sent=True, edition=draft.edition, nominator=draft.nominator, nominee_name="Sent already")
    client.force_login(draft.nominator)
    page = client.get("/nominations/").content.decode()
    assert page.index("Still writing") < page.index("Sent already")
