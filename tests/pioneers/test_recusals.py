"""A member of staff who is recused from a candidacy: judges nothing of it, reads nothing of it, knows that it is
there."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from pioneers.actions.addresses import correct_guardian_address
from pioneers.actions.birth_dates import correct_birth_date
from pioneers.actions.choosing import (
    choose_laureate,
    conclude_edition,
    shortlist_candidacy,
    unchoose_laureate,
    unshortlist_candidacy,
)
from pioneers.actions.consent import decide_without_guardian
from pioneers.actions.matching import attach_nomination, keep_candidacies_apart, split_nomination
from pioneers.actions.names import redact_nomination
from pioneers.actions.nominations import screen_nomination
from pioneers.actions.recusals import lift_recusal_from_candidacy, recuse_staff_from_candidacy
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee, PossibleMatch
from pioneers.queries.jury import CandidacySource
from pioneers.rules import may_open_attachment, may_open_portrait
from pioneers.states import CandidacyState, NomineeState
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.actions.entries import add_entry
from portal.assessment.actions.rounds import plan_round
from portal.assessment.errors import Recused
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.desk.actions.cases import assign_case
from portal.desk.queries.cases import case_of
from portal.desk.queries.worklist import worklist_of
from portal.desk.worklist import worklist_sources
from portal.mail.models import Letter
from portal.people.models import Person
from tests.factories.assessment import CriterionFactory
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory, TieFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, PossibleMatchFactory
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db
SECRET = "Ŋálla Hemmelig"
ASIDE = "You have a conflict of interest."


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return client


def leave(candidacy, manager):
    recuse_staff_from_candidacy(candidacy=candidacy, reason="family", by=manager, at=now())


def candidate(state=CandidacyState.IN_FIELD, **fields):
    """A candidacy of an edition the jury is reading."""
    edition = fields.pop("edition", None) or EditionFactory(judging=True)
    return CandidacyFactory(edition=edition, in_field=True, state=state, name=SECRET, **fields)


def sent(edition=None, **fields):
    edition = edition or EditionFactory()
    candidacy = CandidacyFactory(edition=edition, name=SECRET)
    return NominationFactory(
        edition=edition, sent=True, candidacy=candidacy, nominee_name=SECRET, did="Deeds", **fields
    )


def without_guardian():
    return CandidacyFactory(asked=True, nominee_state=NomineeState.NO_SAFE_GUARDIAN, name=SECRET).nominee


def guarded():
    """Sixteen, with a guardian who was asked."""
    nominee = CandidacyFactory(asked=True, nominee_state=NomineeState.GUARDIAN_ASKED, name=SECRET).nominee
    Person.objects.filter(pk=nominee.person_id).update(birth_date=date(2009, 9, 1))
    ConsentRequest.objects.create(nominee=nominee, person=PersonFactory(), role="guardian", asked_at=now())
    return Nominee.objects.get(pk=nominee.pk)


def of(thing):
    return thing if isinstance(thing, Candidacy) else thing.candidacy


REASONS = {"en": "They opened a door."}
JUDGING = {
    "screening": (sent, lambda one, by: screen_nomination(nomination=one, accept=True, by=by, at=now())),
    "turning away": (
        sent,
        lambda one, by: screen_nomination(nomination=one, accept=False, reason="Mocks.", by=by, at=now()),
    ),
    "splitting": (sent, lambda one, by: split_nomination(nomination=one, by=by, at=now())),
    "guardian": (
        without_guardian,
        lambda one, by: decide_without_guardian(nominee=one, allow=True, reason="Talked.", by=by, at=now()),
    ),
    "guardian's address": (
        guarded,
        lambda one, by: correct_guardian_address(nominee=one, email="new@example.org", by=by, at=now()),
    ),
    "birth date": (
        guarded,
        lambda one, by: correct_birth_date(
            nominee=one, birth_date=date(2009, 9, 2), reason="A passport.", by=by, at=now()
        ),
    ),
    "reading copy": (
        sent,
        lambda one, by: redact_nomination(nomination=one, did="A", changed="B", courage="C", links=[], by=by, at=now()),
    ),
    "shortlisting": (candidate, lambda one, by: shortlist_candidacy(candidacy=one, by=by, at=now())),
    "unshortlisting": (
        lambda: candidate(CandidacyState.SHORTLISTED),
        lambda one, by: unshortlist_candidacy(candidacy=one, by=by, at=now()),
    ),
    "choosing": (candidate, lambda one, by: choose_laureate(candidacy=one, reasons=REASONS, by=by, at=now())),
    "unchoosing": (
        lambda: candidate(CandidacyState.LAUREATE),
        lambda one, by: unchoose_laureate(candidacy=one, by=by, at=now()),
    ),
}


class TestJudging:
    @pytest.mark.parametrize("name", JUDGING)
    def test_every_step_that_judges_is_a_colleagues(self, manager, name):
        make, step = JUDGING[name]
        thing = make()
        leave(of(thing), manager)
        before = Candidacy.objects.get().state
        with pytest.raises(Recused, match="a colleague has to do this"):
            step(thing, manager)
        assert Candidacy.objects.get().state == before
        step(thing, ManagerFactory())

    @pytest.mark.parametrize("name", JUDGING)
    def test_an_administrator_takes_it_once_no_manager_is_left(self, manager, name):
        make, step = JUDGING[name]
        thing, second, administrator = make(), ManagerFactory(), AdministratorFactory()
        leave(of(thing), manager)
        with pytest.raises(NotAllowed):
            step(thing, administrator)
        leave(of(thing), second)
        step(thing, administrator)

    def test_an_administrator_who_is_recused_too_does_not(self, manager):
        candidacy, administrator = candidate(), AdministratorFactory()
        for user in (manager, administrator):
            leave(candidacy, user)
        with pytest.raises(NotAllowed):
            shortlist_candidacy(candidacy=candidacy, by=administrator, at=now())

    @pytest.mark.parametrize("whose", ["nominee", "nominator"])
    def test_a_tie_to_who_is_named_or_nominated_counts(self, manager, whose):
        nomination = sent()
        PersonFactory(user=nomination.nominator)
        tied = {
            "nominee": nomination.candidacy.nominees.get().person,
            "nominator": nomination.nominator.person,
        }[whose]
        TieFactory(person=PersonFactory(user=manager), target=tied.uuid)
        with pytest.raises(Recused):
            screen_nomination(nomination=nomination, accept=True, by=manager, at=now())

    def test_who_nominated_does_not_screen_it(self, manager):
        nomination = sent(nominator=manager)
        with pytest.raises(Recused):
            screen_nomination(nomination=nomination, accept=True, by=manager, at=now())

    @pytest.mark.both
    def test_the_parties_and_their_candidacies_are_the_same_bonds_from_both_ends(self):
        nomination, _other = sent(), sent()
        PersonFactory(user=nomination.nominator)
        source = CandidacySource()
        parties = source.parties([nomination.candidacy.uuid], now())[nomination.candidacy.uuid]
        assert {party.kind for party in parties} == {"people.user", "people.person", "people.mailbox"}
        for party in parties:
            assert {uuid for found in source.involving([party], now()) for uuid in found} == {nomination.candidacy.uuid}

    def test_a_nomination_is_not_moved_to_or_from_what_one_is_recused_from(self, staff, manager):
        edition = EditionFactory()
        mine, other = sent(edition), NominationFactory(edition=edition, sent=True)
        leave(mine.candidacy, manager)
        for nomination, target in ((mine, other), (other, mine)):
            with pytest.raises(Recused):
                attach_nomination(nomination=nomination, candidacy=target.candidacy, by=manager, at=now())
        page = staff.get(staff_url(other, "action", "attach")).content.decode()
        assert mine.candidacy.reference not in page
        assert SECRET not in page

    def test_an_edition_is_not_concluded_by_who_is_recused_from_somebody_in_its_field_chosen_or_not(self, manager):
        edition = EditionFactory(judging=True)
        mine = candidate(edition=edition)
        candidate(CandidacyState.LAUREATE, edition=edition)
        leave(mine, manager)
        with pytest.raises(Recused):
            conclude_edition(edition=edition, by=manager, at=now())
        choose_laureate(candidacy=mine, reasons=REASONS, by=ManagerFactory(), at=now())
        with pytest.raises(Recused):  # else that one may would tell that they were chosen
            conclude_edition(edition=edition, override_reasons="The jury met.", by=manager, at=now())
        conclude_edition(edition=edition, override_reasons="The jury met.", by=ManagerFactory(), at=now())
        edition.refresh_from_db()
        assert edition.override_reasons == "The jury met."
        assert history_of(edition)[0].data["without_complete_reviews"] is True

    def test_screening_many_passes_over_it_and_says_so(self, staff, manager):
        edition = EditionFactory()
        mine, other = sent(edition), NominationFactory(edition=edition, sent=True)
        leave(mine.candidacy, manager)
        url = f"{reverse('pioneers_nomination:bulk', args=['accept'])}?id={mine.uuid}&id={other.uuid}"
        assert SECRET not in staff.get(url).content.decode()
        said = staff.post(url, follow=True).content.decode()
        assert "so a colleague has to do this" in said
        assert SECRET not in said
        assert set(Nomination.objects.values_list("state", flat=True)) == {"submitted", "screened"}


class TestRecusal:
    def test_it_is_recorded_once_and_stands_in_the_round_to_come(self, manager):
        candidacy = candidate()
        for _time in range(2):
            leave(candidacy, manager)
        assert [line.verb for line in history_of(candidacy)].count("pioneers.recuse_staff") == 1
        entry = entered(candidacy)
        assert entry.recusals.get().reviewer == manager

    def test_cases_about_its_nominations_and_nominees_change_hands(self, manager):
        nomination, colleague = sent(), ManagerFactory()
        nominee = nomination.candidacy.nominees.get()
        for about in (nomination, nomination.candidacy, nominee):
            assign_case(about=about, owner=manager, stand_in=colleague, by=manager, at=now())
        leave(nomination.candidacy, manager)
        assert {case_of(about).owner for about in (nomination, nomination.candidacy, nominee)} == {colleague}

    def test_only_who_runs_the_prize_is_recused(self):
        with pytest.raises(NotAllowed):
            leave(candidate(), UserFactory())

    @pytest.mark.parametrize("page", ["nomination", "candidacy", "nominee"])
    def test_on_each_page_and_back_by_a_colleague(self, staff, client, manager, page):
        nomination = sent()
        pages = {
            "nomination": nomination,
            "candidacy": nomination.candidacy,
            "nominee": nomination.candidacy.nominees.get(),
        }
        record = pages[page]
        assert "Declare a conflict of interest" in staff.get(staff_url(record)).content.decode()
        answered = staff.post(staff_url(record, "action", "declare-conflict"), {"reason": "family"}, follow=True)
        assert ASIDE in answered.content.decode()
        for each in pages.values():
            shown = staff.get(staff_url(each))
            assert shown.status_code == 403
            assert SECRET not in shown.content.decode()
        client.force_login(ManagerFactory())
        assert manager.name in client.get(staff_url(record)).content.decode()
        assert client.post(staff_url(record, "action", "lift-recusal"), {"user": manager.uuid}).status_code == 302
        client.force_login(manager)
        assert SECRET in staff.get(staff_url(record)).content.decode()

    def test_nobody_lets_themselves_back(self, manager):
        candidacy = candidate()
        leave(candidacy, manager)
        with pytest.raises(Recused):
            lift_recusal_from_candidacy(candidacy=candidacy, user=manager, by=manager, at=now())


class TestReading:
    @pytest.mark.parametrize("model", [Nomination, Candidacy, Nominee])
    def test_lists_and_exports_keep_the_row_and_tell_nothing(self, staff, manager, model):
        nomination = sent()
        leave(nomination.candidacy, manager)
        record = {
            Nomination: nomination,
            Candidacy: nomination.candidacy,
            Nominee: nomination.candidacy.nominees.get(),
        }[model]
        page = staff.get(list_url(model)).content.decode()
        assert staff_url(record) in page
        assert SECRET not in page
        if model is not Nominee:
            exported = streamed(staff.get(list_url(model), {"export": "csv"}))
            assert record.reference in exported
            for leak in (SECRET, "NO", "being screened", "to be screened"):
                assert leak not in exported

    @pytest.mark.parametrize("model", [Nomination, Candidacy, Nominee])
    def test_searching_its_name_does_not_find_it(self, staff, manager, model):
        nomination = sent()
        record = {
            Nomination: nomination,
            Candidacy: nomination.candidacy,
            Nominee: nomination.candidacy.nominees.get(),
        }[model]
        assert staff_url(record) in staff.get(list_url(model), {"q": SECRET}).content.decode()
        leave(nomination.candidacy, manager)
        assert staff_url(record) not in staff.get(list_url(model), {"q": SECRET}).content.decode()

    def test_what_may_be_about_the_same_is_not_named(self, staff, manager):
        edition = EditionFactory()
        double = CandidacyFactory(edition=edition, name=SECRET, country="NO")
        nomination = NominationFactory(edition=edition, sent=True)
        match = PossibleMatchFactory(earlier=double, later=nomination.candidacy)
        assert double.reference in staff.get(staff_url(nomination)).content.decode()
        leave(double, manager)
        assert double.reference not in staff.get(staff_url(nomination)).content.decode()
        assert SECRET not in staff.get(list_url(PossibleMatch)).content.decode()
        assert SECRET not in staff.get(staff_url(match)).content.decode()
        with pytest.raises(Recused):
            keep_candidacies_apart(match=match, reason="Two.", by=manager, at=now())

    def test_files_and_portraits_stay_shut(self, manager):
        nomination = sent()
        nominee, file = nomination.candidacy.nominees.get(), SimpleNamespace(uuid=nomination.uuid)
        assert may_open_attachment(manager, nomination, None, now())
        assert may_open_portrait(manager, nominee, file, now())
        leave(nomination.candidacy, manager)
        assert not may_open_attachment(manager, nomination, None, now())
        assert not may_open_portrait(manager, nominee, file, now())
        assert may_open_attachment(nomination.nominator, nomination, None, now())

    def test_letters_about_it_are_not_read(self, staff, manager):
        nomination = sent()
        screen_nomination(nomination=nomination, accept=True, by=ManagerFactory(), at=now())
        asked = Letter.objects.get(template="pioneers/consent_asked")
        assert staff.get(staff_url(asked)).status_code == 200
        leave(nomination.candidacy, manager)
        assert staff.get(staff_url(asked)).status_code == 403
        assert asked.to_email not in staff.get(list_url(Letter)).content.decode()

    def test_letters_of_the_reveal_leave_it_out(self, staff, manager):
        edition = EditionFactory(decided=True)
        mine, other = (CandidacyFactory(edition=edition, laureate=True) for _number in range(2))
        leave(mine, manager)
        page = staff.get(reverse("pioneers_edition:letters", args=[edition.uuid])).content.decode()
        assert other.reference in page
        assert mine.reference not in page
        assert mine.name not in page

    def test_the_ranking_on_the_editions_page_tells_nothing_of_it(self, staff, manager):
        mine = candidate()
        entered(mine)
        Entry.objects.update(points=87_600, spread=0, submitted=2)
        assert "87.6" in staff.get(staff_url(mine.edition)).content.decode()
        leave(mine, manager)
        Entry.objects.update(points=87_600, spread=0, submitted=2)
        page = staff.get(staff_url(mine.edition)).content.decode()
        assert mine.reference in page
        assert "you have a conflict of interest" in page
        assert "87.6" not in page
        assert SECRET not in page

    def test_it_waits_for_a_colleague_and_for_an_administrator_once_none_is_left(self, manager):
        nomination, nominee = sent(), without_guardian()
        mine = candidate()
        second, administrator = ManagerFactory(), AdministratorFactory()
        for candidacy in (nomination.candidacy, nominee.candidacy, mine):
            leave(candidacy, manager)
        kinds = ("pioneers.screen", "pioneers.guardian", "pioneers.conclude")
        assert waiting(manager, *kinds) == [0, 0, 0]
        assert waiting(second, *kinds) == [1, 1, 1]
        assert waiting(administrator, *kinds) == [0, 0, 0]
        for candidacy in (nomination.candidacy, nominee.candidacy, mine):
            leave(candidacy, second)
        assert waiting(administrator, *kinds) == [1, 1, 1]
        assert waiting(AdministratorFactory(), "pioneers.screen") == [1]

    def test_the_administrators_page_offers_the_step_then(self, client, manager):
        nomination = sent()
        client.force_login(AdministratorFactory())
        assert "Pass on" not in client.get(staff_url(nomination)).content.decode()
        leave(nomination.candidacy, manager)
        assert "Pass on" in client.get(staff_url(nomination)).content.decode()
        assert client.post(staff_url(nomination, "action", "accept")).status_code == 302
        nomination.refresh_from_db()
        assert nomination.state == "screened"

    @pytest.mark.parametrize("model", [Nomination, Candidacy, Nominee, Edition])
    def test_lists_cost_the_same_for_one_and_for_three(self, staff, manager, model):
        edition, person = EditionFactory(), PersonFactory(user=manager)

        def another():
            tied = sent(edition).candidacy
            TieFactory(person=person, target=tied.nominees.get().person.uuid)
            leave(sent(edition).candidacy, manager)

        assert_flat(another, lambda: staff.get(list_url(model)))


def entered(candidacy) -> Entry:
    """The candidacy's entry in a round of its edition's jury."""
    round = plan_round(
        owner_kind="pioneers.edition",
        owner_uuid=candidacy.edition.uuid,
        title={"en": "Jury"},
        due_at=candidacy.edition.reveal_at,
        by=None,
        at=now(),
    )
    CriterionFactory(round=round)
    kind = CandidacySource.kind
    return add_entry(
        round=round, subject_kind=kind, subject_uuid=candidacy.uuid, reference=candidacy.reference, by=None, at=now()
    )


def streamed(response) -> str:
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def waiting(viewer, *kinds) -> list[int]:
    sources = {source.kind: source for source in worklist_sources()}
    return [worklist_of(sources[kind], viewer, now()).count() for kind in kinds]
