"""A member of staff who is recused from an application: judges nothing of it, reads nothing of it, knows that it is
there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.actions.awards import publish_award
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.recusals import lift_recusal_from_application, recuse_staff_from_application
from grants.models import Application, Award, Decision
from grants.queries.entries import ApplicationEntries
from grants.queries.rounds import SUBJECT
from grants.rules import may_open_attachment, may_open_receipt
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.actions.recusals import exclude_reviewer
from portal.assessment.errors import Recused
from portal.assessment.models import Entry, StaffRecusal
from portal.assessment.queries.recusals import recused_subjects
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.desk.actions.cases import assign_case
from portal.desk.errors import OwnerRecused
from portal.desk.queries.cases import case_of
from portal.desk.queries.worklist import worklist_of
from portal.desk.worklist import worklist_sources
from portal.mail.models import Letter
from portal.people.queries.ties import bonds_of
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundSeatFactory,
    accepted,
    announced,
    close_call,
    decided,
    eligible,
    submitted,
)
from tests.factories.people import (
    AdministratorFactory,
    FinanceFactory,
    ManagerFactory,
    PersonFactory,
    TieFactory,
    UserFactory,
)
from tests.grants.pages import text_of
from tests.support.preflight import carried
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig tittel på Ærøya"
ASIDE = "You have a conflict of interest."


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return client


def leave(application, manager):
    recuse_staff_from_application(application=application, reason="family", by=manager, at=now())


def secret(make=submitted, **fields):
    """An application whose title must not be read."""
    application = make(**fields)
    Application.objects.filter(pk=application.pk).update(title=SECRET)
    return Application.objects.get(pk=application.pk)


def check(application, by):
    close_call(application.call)
    return check_eligibility(application=application, passed=True, points={}, reasons="", by=by, at=now())


def decide(application, by):
    return decide_application(
        application=application,
        kind="refuse",
        sum=None,
        reasons="Other plans.",
        override_reasons="Read by the board.",
        by=by,
        at=now(),
    )


def announce(application, by):
    return announce_decision(application=application, by=by, at=now())


def publish(application, by):
    return publish_award(award=application.award, public_reasons="It works.", publish_at=now(), by=by, at=now())


JUDGING = [(submitted, check), (eligible, decide), (decided, announce), (accepted, publish)]


class TestJudging:
    @pytest.mark.parametrize(("make", "step"), JUDGING)
    def test_a_recusal_keeps_from_every_step_that_judges_and_a_colleague_takes_it(self, manager, make, step):
        application = make()
        leave(application, manager)
        before = Application.objects.get().state, Decision.objects.values_list("announced_at").first()
        with pytest.raises(Recused, match="a colleague has to do this"):
            step(application, manager)
        assert (Application.objects.get().state, Decision.objects.values_list("announced_at").first()) == before
        assert not Award.objects.exclude(published_at=None).exists()
        step(application, ManagerFactory())

    @pytest.mark.parametrize("make_colleague", [ManagerFactory, AdministratorFactory])
    def test_where_every_manager_is_recused_another_one_or_an_administrator_decides(self, manager, make_colleague):
        application = eligible()
        leave(application, manager)
        decide(application, make_colleague())
        assert Decision.objects.exists()

    def test_who_has_no_right_is_told_nothing_of_recusal(self):
        application, finance = eligible(), FinanceFactory()
        leave(application, finance)
        with pytest.raises(NotAllowed):
            decide(application, finance)

    def test_a_recusal_from_the_rounds_entry_counts(self, manager):
        application = eligible()
        exclude_reviewer(entry=Entry.objects.get(), reviewer=manager, reason="interest", by=ManagerFactory(), at=now())
        with pytest.raises(Recused):
            decide(application, manager)

    @pytest.mark.parametrize("to", ["organisation", "city", "contact"])
    def test_a_tie_in_force_counts_and_one_that_ended_does_not(self, manager, to):
        application, person = eligible(), PersonFactory(user=manager)
        ends = {
            "organisation": ("cities.organisation", application.organisation.uuid),
            "city": ("cities.city", application.city.uuid),
            "contact": ("people.person", PersonFactory(user=application.contact).uuid),
        }
        kind, target = ends[to]
        tie = TieFactory(person=person, kind=kind, target=target)
        with pytest.raises(Recused):
            decide(application, manager)
        tie.until = now().date() - timedelta(days=1)
        tie.save()
        decide(application, manager)

    def test_whoever_wrote_it_does_not_judge_it(self):
        application = submitted()
        application.contact.groups.set(ManagerFactory().groups.all())
        application.contact.refresh_from_db()
        with pytest.raises(Recused):
            check(application, application.contact)

    @pytest.mark.both
    def test_the_parties_and_their_applications_are_the_same_bonds_from_both_ends(self):
        application, _other = submitted(), submitted()
        PersonFactory(user=application.contact)
        source = ApplicationEntries()
        parties = source.parties([application.uuid], now())[application.uuid]
        assert {party.kind for party in parties} == {
            "cities.organisation",
            "cities.city",
            "people.user",
            "people.person",
        }
        for party in parties:
            assert {uuid for found in source.involving([party], now()) for uuid in found} == {application.uuid}

    def test_bulk_announcing_passes_over_it_and_says_so(self, staff, manager):
        mine, other = secret(decided), decided()
        leave(mine, manager)
        url = f"{reverse('grants_application:bulk', args=['announce'])}?id={mine.uuid}&id={other.uuid}"
        page = text_of(staff.get(url))
        assert SECRET not in page
        assert mine.reference in page
        said = text_of(staff.post(url, carried(staff.get(url)), follow=True))
        assert SECRET not in said
        assert "so a colleague has to do this" in said
        told = set(Decision.objects.exclude(announced_at=None).values_list("application", flat=True))
        assert told == {other.pk}


class TestRecusal:
    def test_it_is_recorded_once_and_stands_from_the_formal_check_on(self, manager):
        application = submitted()
        leave(application, manager)
        leave(application, manager)
        assert [line.verb for line in history_of(application)].count("grants.recuse_staff") == 1
        check(application, ManagerFactory())
        assert Entry.objects.get().recusals.get().reviewer == manager

    def test_a_draft_is_nothing_to_be_recused_from(self, manager):
        with pytest.raises(TransitionRefused):
            leave(ApplicationFactory(), manager)

    def test_only_staff_who_read_applications_are_recused(self):
        application = submitted()
        with pytest.raises(NotAllowed):
            leave(application, UserFactory())
        assert not StaffRecusal.objects.exists()

    def test_the_case_goes_to_the_stand_in_else_to_everyone(self, manager):
        application, colleague = submitted(), ManagerFactory()
        assign_case(about=application, owner=manager, stand_in=colleague, by=manager, at=now())
        leave(application, manager)
        assert (case_of(application).owner, case_of(application).stand_in) == (colleague, None)
        leave(application, colleague)
        assert (case_of(application).owner, case_of(application).stand_in) == (None, None)

    def test_who_stands_in_no_longer_does(self, manager):
        application, colleague = submitted(), ManagerFactory()
        assign_case(about=application, owner=colleague, stand_in=manager, by=manager, at=now())
        leave(application, manager)
        assert (case_of(application).owner, case_of(application).stand_in) == (colleague, None)

    def test_nobody_makes_them_its_owner(self, manager):
        application = submitted()
        leave(application, manager)
        with pytest.raises(OwnerRecused):
            assign_case(about=application, owner=manager, stand_in=None, by=ManagerFactory(), at=now())

    def test_on_screen_and_back_by_a_colleague(self, staff, client, manager):
        application, colleague = secret(), ManagerFactory()
        page = text_of(staff.get(staff_url(application)))
        assert "Declare a conflict of interest" in page
        assert "Let a colleague take part again" not in page
        answered = staff.post(staff_url(application, "action", "declare-conflict"), {"reason": "family"}, follow=True)
        assert ASIDE in text_of(answered)
        assert SECRET not in text_of(answered)
        assert staff.post(staff_url(application, "action", "lift-recusal"), {"user": manager.uuid}).status_code == 403
        client.force_login(colleague)
        assert manager.name in text_of(client.get(staff_url(application)))
        assert manager.name in text_of(client.get(staff_url(application, "action", "lift-recusal")))
        client.post(staff_url(application, "action", "lift-recusal"), {"user": manager.uuid})
        client.force_login(manager)
        assert SECRET in text_of(client.get(staff_url(application)))

    def test_nobody_lets_themselves_back(self, manager):
        application = submitted()
        leave(application, manager)
        with pytest.raises(Recused):
            lift_recusal_from_application(application=application, user=manager, by=manager, at=now())
        assert recused_subjects(manager, SUBJECT, [application.uuid], now())

    def test_a_reason_is_asked_for(self, staff):
        application = submitted()
        assert staff.post(staff_url(application, "action", "declare-conflict"), {}).status_code == 200
        assert not StaffRecusal.objects.exists()


class TestReading:
    @pytest.mark.parametrize(
        "more",
        [(), ("history",), ("case",), ("action", "check"), ("action", "decide"), ("action", "declare-conflict")],
    )
    def test_its_screens_say_so_and_nothing_else(self, staff, manager, more):
        application = secret()
        leave(application, manager)
        answered = staff.get(staff_url(application, *(more or ("inspect",))))
        page = text_of(answered)
        assert answered.status_code == 403
        assert ASIDE in page
        assert application.reference in page
        for leak in (SECRET, application.organisation.name, application.contact.name, "natteravner"):
            assert leak not in page

    def test_a_step_sent_all_the_same_changes_nothing(self, staff, manager):
        application = secret()
        leave(application, manager)
        answered = staff.post(staff_url(application, "action", "check"), {"outcome": "dismiss", "reasons": "No"})
        assert answered.status_code == 403
        assert Application.objects.get().state == "submitted"

    def test_the_list_keeps_its_row_by_reference_alone(self, staff, manager):
        application, other = secret(), submitted()
        leave(application, manager)
        page = text_of(staff.get(list_url(Application)))
        assert application.reference in page
        assert other.title in page
        for leak in (SECRET, application.applicant_name):
            assert leak not in page

    @pytest.mark.parametrize("query", [{"q": "hemmelig"}, {"state": "submitted"}, {"country": "NO"}])
    def test_asking_for_what_it_says_does_not_find_it(self, staff, manager, query):
        application = secret()
        Application.objects.get().save()  # the folded text follows the title
        assert application.reference in text_of(staff.get(list_url(Application), query))
        leave(application, manager)
        assert application.reference not in text_of(staff.get(list_url(Application), query))
        assert application.reference in text_of(staff.get(list_url(Application), {"call": application.call.pk}))

    @pytest.mark.parametrize("query", [{"state": "submitted"}, {"country": "NO"}])
    def test_nor_does_the_export_with_scores(self, staff, manager, query):
        application = secret()
        address = reverse("grants_application:scores")
        assert application.reference in streamed(staff.get(address, query))
        leave(application, manager)
        assert application.reference not in streamed(staff.get(address, query))
        assert application.reference in streamed(staff.get(address))

    def test_exports_name_it_and_tell_nothing(self, staff, manager):
        application = secret(decided)
        leave(application, manager)
        for address, query in (
            (list_url(Application), {"export": "csv"}),
            (reverse("grants_application:scores"), {"call": application.call.pk}),
            (reverse("grants_application:scores_json"), {"call": application.call.pk}),
        ):
            exported = streamed(staff.get(address, query))
            assert application.reference in exported
            for leak in (SECRET, application.applicant_name, "Award", "400000", "40000000"):
                assert leak not in exported

    def test_the_field_and_the_calls_page_tell_nothing_of_it(self, staff, manager):
        application = secret(eligible)
        Entry.objects.update(points=87_600, spread=0, submitted=2)
        leave(application, manager)
        Entry.objects.update(points=87_600, spread=0, submitted=2)
        funder_page = reverse("grants:funder_call", args=[application.call.uuid])
        for address in (staff_url(application.call), staff_url(application.call, "ranking"), funder_page):
            page = text_of(staff.get(address))
            assert application.reference in page
            assert ASIDE in page
            for leak in (SECRET, application.organisation.name, "87.6", "NOK 400,000"):
                assert leak not in page
        assert application.reference not in text_of(staff.get(funder_page, {"state": "eligible"}))
        assert staff.get(reverse("grants:funder_application", args=[application.uuid])).status_code == 404

    def test_a_funder_with_a_tie_reads_the_rest_of_the_field(self, client):
        call = CallFactory()
        mine, other = secret(eligible, call=call), eligible(call)
        seat = FundSeatFactory(fund=call.fund)
        TieFactory(person=PersonFactory(user=seat.user), kind="cities.city", target=mine.city.uuid)
        client.force_login(seat.user)
        page = text_of(client.get(reverse("grants:funder_call", args=[call.uuid])))
        assert SECRET not in page
        assert other.title in page
        assert client.get(reverse("grants:funder_application", args=[mine.uuid])).status_code == 404
        assert client.get(reverse("grants:funder_application", args=[other.uuid])).status_code == 200

    def test_its_files_stay_shut_and_the_applicants_own_open(self, manager):
        application = eligible()
        assert may_open_attachment(manager, application, None, now())
        leave(application, manager)
        assert not may_open_attachment(manager, application, None, now())
        assert not may_open_receipt(manager, application, None, now())
        assert may_open_attachment(application.contact, application, None, now())
        assert may_open_receipt(application.contact, application, None, now())

    def test_letters_about_it_are_not_read_but_may_go_again(self, staff, manager):
        application = secret(announced)
        letter = Letter.objects.get(about_uuid=application.uuid)
        Letter.objects.update(state="sent", ended_at=now())
        leave(application, manager)
        page = text_of(staff.get(list_url(Letter)))
        assert letter.to_email not in page
        assert staff_url(letter) in page
        shown = staff.get(staff_url(letter))
        assert shown.status_code == 403
        assert application.reference not in text_of(shown)
        assert "Send again" in text_of(shown)
        assert staff.get(staff_url(letter, "html")).status_code == 403
        asked = text_of(staff.get(staff_url(letter, "action", "send-again")))
        assert letter.masked_subject not in asked
        assert staff.post(staff_url(letter, "action", "send-again")).status_code == 302
        assert Letter.objects.filter(about_uuid=application.uuid).count() == 2

    def test_it_does_not_wait_for_them_but_for_their_colleague(self, manager):
        for make in (submitted, eligible, decided, accepted):
            leave(make(CallFactory(closed=True)), manager)
        Award.objects.update(published_at=None)
        kinds = {"grants.check_eligibility", "grants.decide_application", "grants.announce_decision"}
        kinds.add("grants.publish_award")
        sources = [source for source in worklist_sources() if source.kind in kinds]
        assert len(sources) == 4
        for source in sources:
            assert worklist_of(source, manager, now()).count() == 0
            assert worklist_of(source, ManagerFactory(), now()).count() == 1

    @pytest.mark.parametrize("screen", ["list", "export", "ranking", "scores"])
    def test_lists_cost_the_same_for_one_and_for_three(self, staff, manager, screen):
        call = CallFactory(budget_minor=9_000_000_00)
        address = {
            "list": list_url(Application),
            "export": f"{list_url(Application)}?export=csv",
            "ranking": staff_url(call, "ranking"),
            "scores": reverse("grants_application:scores"),
        }[screen]
        person = PersonFactory(user=manager)

        def another():
            application = eligible(call)
            TieFactory(person=person, kind="cities.organisation", target=application.organisation.uuid)
            leave(eligible(call), manager)

        assert_flat(another, lambda: streamed(staff.get(address)))


def streamed(response) -> str:
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def test_bonds_are_found_in_two_queries(manager, cost):
    person = PersonFactory(user=manager)
    for _number in range(3):
        TieFactory(person=person)
    with cost() as spent:
        assert len(bonds_of([manager], now().date())) == 7
    assert spent.queries == 2
