"""What jurors read, and how the choice is made."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pioneers.actions.choosing import (
    choose_laureate,
    conclude_edition,
    send_results,
    shortlist_candidacy,
    unchoose_laureate,
    unshortlist_candidacy,
)
from pioneers.actions.consent import accept_nomination, ask_consent, withdraw_consent
from pioneers.actions.editions import announce_edition, open_judging, plan_jury
from pioneers.actions.files import attach_file
from pioneers.actions.matching import attach_nomination
from pioneers.domain.criteria import first_criteria
from pioneers.errors import (
    ChoiceMade,
    EnoughLaureates,
    EnoughShortlisted,
    NoCandidacyInField,
    NoLaureates,
    NominationsOpen,
    NoRound,
    ReasonMissing,
    ReviewsUnfinished,
)
from pioneers.models import Candidacy, ConsentRequest, Nominee
from pioneers.queries.jury import CandidacySource, review_gaps, round_of
from pioneers.states import CandidacyState, EditionState
from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import add_panel_member
from portal.assessment.actions.reviews import Answers, submit_review
from portal.assessment.actions.rounds import close_round
from portal.assessment.models import Entry
from portal.assessment.sources import source_of
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.core.states import TransitionRefused
from portal.demo.scores import scores_on
from portal.documents.queries.files import files_of
from tests.factories.people import AdministratorFactory, EditorFactory, PersonFactory, UserFactory
from tests.factories.pioneers import HOME_TOWN, SCHOOL, CandidacyFactory, EditionFactory, NominationFactory
from tests.pioneers.support import letters, text_of
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db
REASONS = {"en": "They opened a door for others.", "nb": ""}
WITHOUT_REVIEWS = "Two jurors fell ill. The jury read everything together."


@pytest.fixture
def closed(manager):
    """An edition whose window has closed, with its jury's round planned."""
    edition = EditionFactory(closed=True, zone="Atlantic/Reykjavik")
    plan_jury(edition=edition, due_at=now() + timedelta(days=20), min_reviews=1, by=manager, at=now())
    return edition


@pytest.fixture
def judging(closed, manager):
    """Three candidacies before the jury."""
    for _number in range(3):
        candidacy = CandidacyFactory(edition=closed, accepted=True)
        NominationFactory(edition=closed, screened=True, candidacy=candidacy)
    open_judging(edition=closed, by=manager, at=now())
    closed.refresh_from_db()
    return closed


def in_field(edition):
    return list(edition.candidacies.order_by("id"))


def test_the_jury_is_planned_once_with_a_rubric_to_begin_with(closed, manager):
    planned = round_of(closed)
    again = plan_jury(edition=closed, due_at=planned.due_at, by=manager, at=now())
    assert again == planned
    assert again.criteria.count() == len(first_criteria()) == 4
    assert again.due_at > now() + timedelta(days=19)
    assert (again.owner_kind, again.zone, again.title) == ("pioneers.edition", closed.zone, closed.titles)


def test_judging_needs_a_round_and_somebody_who_said_yes(closed, manager):
    with pytest.raises(NoRound):
        open_judging(edition=EditionFactory(closed=True), by=manager, at=now())
    CandidacyFactory(edition=closed, asked=True)
    with pytest.raises(NoCandidacyInField):
        open_judging(edition=closed, by=manager, at=now())
    with pytest.raises(TransitionRefused):
        open_judging(edition=EditionFactory(draft=True), by=manager, at=now())


def test_judging_waits_until_nominations_have_closed(manager, clock):
    edition = EditionFactory(zone="Europe/Copenhagen")
    plan_jury(edition=edition, due_at=edition.closes_at + timedelta(days=20), by=manager, at=now())
    CandidacyFactory(edition=edition, accepted=True)
    clock(edition.closes_at - timedelta(minutes=1))
    with pytest.raises(NominationsOpen, match="Nominations are open until"):
        open_judging(edition=edition, by=manager, at=now())
    assert not Entry.objects.exists()
    assert round_of(edition).state == "planned"
    clock(edition.closes_at)
    assert open_judging(edition=edition, by=manager, at=now()).state == EditionState.JUDGING


def test_everyone_who_said_yes_goes_before_the_jury_once(judging, manager):
    open_judging(edition=judging, by=manager, at=now())
    assert judging.state == EditionState.JUDGING
    assert {candidacy.state for candidacy in in_field(judging)} == {CandidacyState.IN_FIELD}
    assert Entry.objects.count() == 3
    assert round_of(judging).state == "open"
    assert [line.data for line in history_of(judging) if line.verb == "pioneers.open_judging_edition"] == [
        {"entries": 3}
    ]


def test_a_late_yes_enters_the_round_at_once(judging):
    late = CandidacyFactory(edition=judging, asked=True)
    request = ConsentRequest.objects.get(nominee=late.nominee)
    accept_nomination(request=request, birth_date=None, language="en", at=now())
    late.refresh_from_db()
    assert late.state == CandidacyState.IN_FIELD
    assert Entry.objects.filter(subject_uuid=late.uuid, state="entered").exists()


def test_taking_consent_back_takes_the_entry_from_the_jury_at_once(client, judging, manager):
    juror = UserFactory()
    round = round_of(judging)
    candidacy = in_field(judging)[0]
    add_panel_member(round=round, user=juror, by=manager, at=now())
    entry = Entry.objects.get(subject_uuid=candidacy.uuid)
    assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())
    client.force_login(juror)
    address = reverse("assessment:review", args=[entry.uuid])
    assert "There were threats" in client.get(address).content.decode()
    withdraw_consent(request=ConsentRequest.objects.get(nominee=candidacy.nominees.get()), at=now())
    assert client.get(address).status_code == 404
    assert not Entry.objects.filter(subject_uuid=candidacy.uuid, state="entered").exists()


def test_the_last_nomination_moved_away_takes_the_candidacy_out_too(judging, manager):
    candidacy, other, _third = in_field(judging)
    attach_nomination(nomination=candidacy.nominations.get(), candidacy=other, by=manager, at=now())
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.DROPPED
    assert not Entry.objects.filter(subject_uuid=candidacy.uuid, state="entered").exists()
    assert Entry.objects.filter(state="entered").count() == 2


def read(candidacy, viewer=None):
    return CandidacySource().present([candidacy.uuid], viewer=viewer, at=now(), language="en").get(candidacy.uuid)


def test_jurors_read_the_words_and_nothing_else_about_anyone(judging):
    candidacy = in_field(judging)[0]
    nomination = candidacy.nominations.get()
    view = read(candidacy)
    everything = repr(view)
    assert nomination.did in everything
    assert candidacy.name in view.title
    for secret in (HOME_TOWN, SCHOOL, candidacy.email, "2004", "Åse", nomination.nominator_email, "I teach"):
        assert secret not in everything
    assert source_of("pioneers.candidacy") is not None


def test_who_chose_a_pen_name_is_called_by_it_before_the_jury(judging):
    candidacy = in_field(judging)[0]
    Nominee.objects.filter(candidacy=candidacy).update(shown_as="pen_name", pen_name="Nordlys")
    assert read(candidacy).title == "Nordlys"
    assert CandidacySource().titles([candidacy.uuid], viewer=None, at=now(), language=None) == {
        candidacy.uuid: "Nordlys"
    }


def test_jurors_never_read_what_was_not_consented_to(judging):
    for trait in ("asked", "accepted", "declined"):
        assert read(CandidacyFactory(edition=judging, **{trait: True})) is None


def test_two_nominations_are_told_apart_and_a_group_by_its_name(judging):
    candidacy = in_field(judging)[0]
    NominationFactory(edition=judging, screened=True, candidacy=candidacy)
    NominationFactory(edition=judging, sent=True, candidacy=candidacy, did="Not screened yet")
    Candidacy.objects.filter(pk=candidacy.pk).update(kind="group", name="Lys")
    view = CandidacySource().present([candidacy.uuid], viewer=None, at=now(), language=None)[candidacy.uuid]
    assert view.title == "Lys"
    assert "Nomination 2: What they did" in [section.heading for section in view.texts]
    assert "Not screened yet" not in repr(view)


def test_reading_many_entries_costs_as_much_as_reading_one(judging, cost):
    uuids = [candidacy.uuid for candidacy in in_field(judging)]
    source = CandidacySource()
    with cost() as one:
        source.present(uuids[:1], viewer=None, at=now(), language="en")
    with cost() as three:
        source.present(uuids, viewer=None, at=now(), language="en")
    assert one.queries == three.queries


def test_the_people_an_entry_is_about_are_known_for_ties(judging):
    candidacy = in_field(judging)[0]
    nomination = candidacy.nominations.get()
    nominator = PersonFactory(user=nomination.nominator)
    parties = CandidacySource().parties([candidacy.uuid], now())[candidacy.uuid]
    named = candidacy.nominees.get()
    assert {(str(party.stake), party.uuid) for party in parties} >= {
        ("nominee", named.person.uuid),
        ("nominee", named.email),
        ("nominator", nominator.uuid),
        ("nominator", nomination.nominator.uuid),
    }


def test_a_juror_opens_the_files_of_their_entries_alone(client, judging, manager):
    edition = EditionFactory()
    draft = NominationFactory(edition=edition)
    file = attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=draft.nominator, at=now())
    candidacy = in_field(judging)[0]
    type(draft).objects.filter(pk=draft.pk).update(
        state="screened", reference="NP31-9999", submitted_at=now(), candidacy=candidacy
    )
    address = files_of(draft)[0].url
    juror = UserFactory()
    client.force_login(juror)
    assert client.get(address).status_code == 404
    add_panel_member(round=round_of(judging), user=juror, by=manager, at=now())
    assert client.get(address).status_code == 404
    assign_reviewer(entry=Entry.objects.get(subject_uuid=candidacy.uuid), reviewer=juror, by=manager, at=now())
    assert client.get(address).status_code == 302
    type(draft).objects.filter(pk=draft.pk).update(state="submitted")  # one more, which nobody has checked yet
    assert client.get(address).status_code == 404
    client.force_login(manager)
    assert client.get(address).status_code == 302
    assert file.name == "saga.pdf"


def test_choosing_keeps_the_reasons_and_can_be_changed_and_taken_back(judging, manager):
    candidacy = in_field(judging)[0]
    choose_laureate(candidacy=candidacy, reasons=REASONS, by=manager, at=now())
    choose_laureate(candidacy=candidacy, reasons=REASONS, by=manager, at=now())
    candidacy.refresh_from_db()
    assert (candidacy.state, candidacy.reasons) == (CandidacyState.LAUREATE, {"en": REASONS["en"]})
    verbs = [line.verb for line in history_of(candidacy)]
    assert verbs.count("pioneers.choose_laureate") == 1
    choose_laureate(candidacy=candidacy, reasons={"en": "Better words."}, by=manager, at=now())
    unchoose_laureate(candidacy=candidacy, by=manager, at=now())
    unchoose_laureate(candidacy=candidacy, by=manager, at=now())
    candidacy.refresh_from_db()
    assert (candidacy.state, candidacy.reasons, candidacy.chosen_at) == (CandidacyState.IN_FIELD, {}, None)


def test_a_choice_needs_reasons(judging, manager):
    with pytest.raises(ReasonMissing):
        choose_laureate(candidacy=in_field(judging)[0], reasons={"en": "  "}, by=manager, at=now())


def test_no_more_laureates_than_the_edition_has(judging, manager):
    judging.laureate_limit = 2
    judging.save()
    first, second, third = in_field(judging)
    choose_laureate(candidacy=first, reasons=REASONS, by=manager, at=now())
    choose_laureate(candidacy=second, reasons=REASONS, by=manager, at=now())
    with pytest.raises(EnoughLaureates):
        choose_laureate(candidacy=third, reasons=REASONS, by=manager, at=now())


def test_the_shortlist_has_its_places_and_stays_a_secret(judging, manager):
    judging.shortlist_limit = 1
    judging.save()
    first, second, _third = in_field(judging)
    shortlist_candidacy(candidacy=first, by=manager, at=now())
    shortlist_candidacy(candidacy=first, by=manager, at=now())
    with pytest.raises(EnoughShortlisted):
        shortlist_candidacy(candidacy=second, by=manager, at=now())
    unshortlist_candidacy(candidacy=first, by=manager, at=now())
    unshortlist_candidacy(candidacy=first, by=manager, at=now())
    shortlist_candidacy(candidacy=second, by=manager, at=now())


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, AdministratorFactory])
def test_only_a_manager_chooses(judging, factory):
    by = factory()
    candidacy = in_field(judging)[0]
    for act in (
        lambda: choose_laureate(candidacy=candidacy, reasons=REASONS, by=by, at=now()),
        lambda: unchoose_laureate(candidacy=candidacy, by=by, at=now()),
        lambda: shortlist_candidacy(candidacy=candidacy, by=by, at=now()),
        lambda: conclude_edition(edition=judging, by=by, at=now()),
        lambda: plan_jury(edition=judging, due_at=now(), by=by, at=now()),
        lambda: announce_edition(edition=judging, by=by, at=now()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nothing_is_chosen_outside_judging(manager):
    edition = EditionFactory(decided=True)
    candidacy = CandidacyFactory(edition=edition, laureate=True)
    for act in (
        lambda: choose_laureate(candidacy=candidacy, reasons=REASONS, by=manager, at=now()),
        lambda: unchoose_laureate(candidacy=candidacy, by=manager, at=now()),
        lambda: shortlist_candidacy(candidacy=candidacy, by=manager, at=now()),
    ):
        with pytest.raises(TransitionRefused):
            act()


def concluded(judging, manager):
    first, *_others = in_field(judging)
    choose_laureate(candidacy=first, reasons=REASONS, by=manager, at=now())
    return conclude_edition(edition=judging, override_reasons=WITHOUT_REVIEWS, by=manager, at=now())


def test_concluding_needs_a_laureate_and_is_done_once(judging, manager):
    with pytest.raises(NoLaureates):
        conclude_edition(edition=judging, by=manager, at=now())
    edition = concluded(judging, manager)
    conclude_edition(edition=judging, by=manager, at=now())
    assert edition.state == EditionState.DECIDED
    states = sorted(candidacy.state for candidacy in in_field(judging))
    assert states == ["laureate", "not_chosen", "not_chosen"]
    assert [line.verb for line in history_of(edition)].count("pioneers.conclude_edition") == 1


def reviewed(judging, manager, *, but=0):
    """Each entry has its review, but for the last few."""
    jury, juror = round_of(judging), UserFactory()
    add_panel_member(round=jury, user=juror, by=manager, at=now())
    answers = Answers(scores=scores_on(jury.criteria.all(), (5, 4, 5, 4)), comment="Quiet courage, told plainly.")
    entries = list(Entry.objects.filter(round=jury).order_by("id"))
    for entry in entries[: len(entries) - but]:
        assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())
        submit_review(entry=entry, answers=answers, version=0, by=juror, at=now())
    return jury


def test_the_choice_rests_on_a_closed_and_complete_round(judging, manager):
    round = reviewed(judging, manager, but=1)
    choose_laureate(candidacy=in_field(judging)[0], reasons=REASONS, by=manager, at=now())
    with pytest.raises(ReviewsUnfinished) as refusal:
        conclude_edition(edition=judging, by=manager, at=now())
    assert "round is not closed" in str(refusal.value)
    close_round(round=round, by=manager, at=now())
    with pytest.raises(ReviewsUnfinished) as refusal:
        conclude_edition(edition=judging, override_reasons="  ", by=manager, at=now())
    assert "round is not closed" not in str(refusal.value)
    assert "1 candidacy does not have" in str(refusal.value)


def test_a_review_by_a_party_to_the_case_does_not_complete_it(judging, manager):
    reviewed(judging, manager)
    juror = round_of(judging).members.get().user
    NominationFactory(edition=judging, screened=True, candidacy=in_field(judging)[0], nominator=juror)
    assert "1 candidacy does not have the reviews it needs." in review_gaps(judging, now())


def test_a_round_closed_and_complete_needs_no_words(judging, manager):
    close_round(round=reviewed(judging, manager), by=manager, at=now())
    choose_laureate(candidacy=in_field(judging)[0], reasons=REASONS, by=manager, at=now())
    edition = conclude_edition(edition=judging, override_reasons="Not needed.", by=manager, at=now())
    assert (edition.state, edition.override_reasons) == (EditionState.DECIDED, "")
    assert history_of(edition)[0].data == {"not_chosen": 2}


def test_why_it_rests_on_less_is_kept_with_who_said_so(judging, manager):
    edition = concluded(judging, manager)
    assert edition.override_reasons == WITHOUT_REVIEWS
    [event] = [line for line in history_of(edition) if line.verb == "pioneers.conclude_edition"]
    assert event.data == {"not_chosen": 2, "without_complete_reviews": True}
    with pytest.raises(AlreadyDone):
        conclude_edition(edition=edition, override_reasons="Another reason.", by=manager, at=now())


def test_nobody_is_asked_after_the_choice_is_made(manager):
    candidacy = CandidacyFactory(edition=EditionFactory(decided=True))
    with pytest.raises(ChoiceMade):
        ask_consent(candidacy=candidacy, by=manager, at=now())
    assert not letters("pioneers.consent_asked")


def test_letters_go_to_each_at_the_reveal_and_not_a_second_before(judging, manager):
    edition = concluded(judging, manager)
    assert send_results(at=edition.reveal_at - timedelta(seconds=1)) == 0
    assert not letters("pioneers.result")
    assert send_results(at=edition.reveal_at) == 4
    assert send_results(at=edition.reveal_at) == 0
    assert len(letters("pioneers.result_nominator:")) == 1
    found = letters("pioneers.result:")
    subjects = sorted(letter.template for letter in found)
    assert subjects == ["pioneers/result_laureate", "pioneers/result_not_chosen", "pioneers/result_not_chosen"]
    won = next(letter for letter in found if letter.template.endswith("laureate"))
    assert "They opened a door for others." in text_of(won)
    assert "DKK\u00a025,000" in text_of(won)


def test_who_took_consent_back_gets_no_letter(judging, manager):
    edition = concluded(judging, manager)
    for candidacy in in_field(edition):
        withdraw_consent(request=ConsentRequest.objects.get(nominee=candidacy.nominees.get()), at=now())
    assert send_results(at=edition.reveal_at) == 0
    assert not letters("pioneers.result")


def test_a_laureate_without_a_page_of_their_own_gets_no_letter(judging, manager):
    edition = concluded(judging, manager)
    ConsentRequest.objects.update(ended_at=now())
    send_results(at=edition.reveal_at)
    assert not letters("pioneers.result:")
