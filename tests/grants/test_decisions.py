"""The formal check, the decision with its money, telling the applicant, the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from grants.actions.awards import answer_award
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.errors import (
    AlreadyDecided,
    NoRound,
    NotAnnounced,
    NotEnoughMoney,
    PointsNotMet,
    ReasonsMissing,
    SumNotSound,
)
from grants.models import Application, Award, Decision
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.factories.grants import CallFactory, FundFactory, announced, assess, close_call, decided, eligible, submitted
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory, UserFactory
from tests.grants.pages import page_url, text_of

pytestmark = pytest.mark.django_db


def nok(whole):
    return Money(whole * 100, "NOK")


def check(application, passed=True, points=None, reasons="", by=None):
    close_call(application.call)
    return check_eligibility(
        application=application,
        passed=passed,
        points=points or {"complete": passed},
        reasons=reasons,
        by=by or ManagerFactory(),
        at=now(),
    )


def decide(application, kind="award_full", sum=None, reasons="Strong.", by=None):
    return decide_application(
        application=application,
        kind=kind,
        sum=sum,
        reasons=reasons,
        override_reasons="The board read it itself.",
        by=by or ManagerFactory(),
        at=now(),
    )


class TestFormalCheck:
    def test_an_eligible_application_becomes_an_entry_of_the_calls_round(self):
        application = submitted()
        check(application)
        entry = Entry.objects.get()
        assert (entry.subject_uuid, entry.reference) == (application.uuid, application.reference)
        application.refresh_from_db()
        assert application.state == "eligible"

    def test_asked_twice_it_is_checked_once(self):
        application = submitted()
        assert check(application) == check(application)
        assert Entry.objects.count() == 1

    def test_a_dismissed_one_is_told_why_and_is_never_assessed(self, client):
        application = submitted()
        check(application, passed=False, reasons="The city is not named.")
        assert not Entry.objects.exists()
        announce_decision(application=application, by=ManagerFactory(), at=now() - GRACE)
        letter = Letter.objects.get(template="grants/dismissed")
        assert "The city is not named." in letter.text
        client.force_login(application.contact)
        assert "The city is not named." in text_of(client.get(page_url(application)))

    def test_dismissing_needs_reasons(self):
        with pytest.raises(ReasonsMissing):
            check(submitted(), passed=False, reasons="  ")

    def test_passing_needs_every_point(self):
        with pytest.raises(PointsNotMet):
            check(submitted(), points={"complete": True, "member": False})

    def test_without_a_round_nothing_is_passed_on(self):
        with pytest.raises(NoRound):
            check(submitted(CallFactory(round=False)))

    def test_what_was_passed_cannot_be_dismissed_by_the_check(self):
        with pytest.raises(AlreadyDone, match="Meets the formal requirements"):
            check(eligible(), passed=False, reasons="On second thoughts")

    @pytest.mark.parametrize("who", [UserFactory, EditorFactory, FinanceFactory])
    def test_only_managers_check(self, who):
        with pytest.raises(NotAllowed):
            check(submitted(), by=who())


class TestDecision:
    def test_an_award_in_full_is_what_was_sought(self):
        application = eligible()
        decide(application)
        award = Award.objects.get()
        assert award.sum == nok(400_000)
        assert award.city == application.city
        assert award.country == "NO"

    def test_an_award_in_part_is_less(self):
        decide(eligible(), kind="award_part", sum=nok(100_000))
        assert Award.objects.get().sum == nok(100_000)

    @pytest.mark.parametrize("sum", [None, nok(0), nok(400_000), nok(500_000), nok(49_999)])
    def test_a_part_that_is_none_or_all_or_below_the_smallest_award_is_refused(self, sum):
        with pytest.raises(SumNotSound):
            decide(eligible(), kind="award_part", sum=sum)
        assert not Decision.objects.exists()

    @pytest.mark.parametrize(("kind", "state"), [("refuse", "refused"), ("dismiss", "dismissed")])
    def test_refusing_and_dismissing_hold_no_money(self, kind, state):
        application = eligible()
        decide(application, kind=kind)
        application.refresh_from_db()
        assert application.state == state
        assert not Award.objects.exists()

    @pytest.mark.parametrize("kind", ["award_full", "refuse"])
    def test_every_decision_needs_reasons(self, kind):
        with pytest.raises(ReasonsMissing):
            decide(eligible(), kind=kind, reasons=" ")

    def test_the_same_decision_twice_is_one(self):
        application, by = eligible(), ManagerFactory()
        assess(application.call)
        assert decide(application, by=by) == decide(application, by=by)
        facts = {"reference": application.reference, "kind": "award_full", "sum_minor": 400_000_00, "currency": "NOK"}
        assert [line.data for line in history_of(application) if line.verb == "grants.decide_application"] == [facts]

    def test_another_decision_afterwards_is_refused(self):
        application, by = eligible(), ManagerFactory(name="Solveig Haug")
        decide(application, by=by)
        with pytest.raises(AlreadyDecided, match="Solveig Haug already did this on .*Strong"):
            decide(application, kind="refuse")

    def test_the_same_decision_for_other_reasons_is_refused_and_shows_those_that_stand(self):
        application = eligible()
        decide(application, reasons="Strong.")
        with pytest.raises(AlreadyDecided, match="Strong"):
            decide(application, reasons="Weak, but the only one.")
        assert Decision.objects.get().reasons == "Strong."

    def test_never_more_than_the_call_holds(self):
        call = CallFactory(budget_minor=700_000_00)
        decide(eligible(call))
        with pytest.raises(NotEnoughMoney) as refusal:
            decide(eligible(call))
        assert refusal.value.left == nok(300_000)
        decide(eligible(call), kind="award_part", sum=nok(300_000))

    def test_never_more_than_the_fund_holds_over_all_its_calls(self):
        fund = FundFactory(sum_minor=1_000_000_00)
        decide(eligible(CallFactory(fund=fund)))
        decide(eligible(CallFactory(fund=fund)))
        with pytest.raises(NotEnoughMoney, match=r"fund has NOK\s200,000"):
            decide(eligible(CallFactory(fund=fund)))

    def test_what_was_not_checked_cannot_be_decided(self):
        with pytest.raises(TransitionRefused):
            decide(submitted())

    @pytest.mark.parametrize("who", [UserFactory, EditorFactory, FinanceFactory])
    def test_only_managers_decide(self, who):
        with pytest.raises(NotAllowed):
            decide(eligible(), by=who())


class TestAnnouncement:
    def test_the_applicant_sees_nothing_before_it_is_announced(self, client):
        application = decided(kind="refuse", reasons="LEAK: not convincing")
        client.force_login(application.contact)
        page = text_of(client.get(page_url(application)))
        assert "LEAK" not in page
        assert "Being assessed" in page
        listed = text_of(client.get(reverse("grants:applications")))
        assert "Being assessed" in listed
        assert "Not awarded" not in listed
        assert not Letter.objects.filter(template="grants/refused").exists()

    def test_announced_the_letter_goes_and_the_page_says_why(self, client):
        application = announced(kind="refuse", reasons="Not convincing enough yet.")
        assert "Not convincing" in Letter.objects.get(template="grants/refused").text
        client.force_login(application.contact)
        assert "Not convincing" in text_of(client.get(page_url(application)))

    @pytest.mark.parametrize(
        ("kind", "sum", "template", "said"),
        [
            ("award_full", None, "grants/awarded", "NOK 400,000"),
            ("award_part", nok(100_000), "grants/awarded", "Amount applied for: NOK 400,000\nAward: NOK 100,000"),
            ("dismiss", None, "grants/dismissed", "did not meet the formal requirements"),
        ],
    )
    def test_each_decision_has_its_letter_and_its_page(self, client, kind, sum, template, said):
        application = announced(kind=kind, sum=sum, language="en")
        assert said in Letter.objects.get(template=template).text.replace("\u00a0", " ")
        client.force_login(application.contact)
        assert client.get(page_url(application)).status_code == 200

    def test_an_answer_is_due_as_a_day_ends_in_the_calls_zone_and_the_letter_names_it(self, clock):
        clock("2026-03-10T13:41:00Z")
        application = announced(CallFactory(zone="America/Nuuk", answer_days=14), language="en")
        assert application.award.answer_due == datetime(2026, 3, 25, 1, 59, tzinfo=UTC)
        text = " ".join(Letter.objects.get(template="grants/awarded").text.split())
        assert "Please accept or decline the award by Tuesday 24 March 2026 at 23:59, Nuuk time." in text

    def test_announced_twice_it_is_one_letter(self):
        application, by = announced(), ManagerFactory()
        announce_decision(application=application, by=by, at=now())
        assert Letter.objects.filter(template="grants/awarded").count() == 1

    def test_nothing_is_announced_before_it_is_decided(self):
        with pytest.raises(TransitionRefused):
            announce_decision(application=eligible(), by=ManagerFactory(), at=now())

    def test_only_managers_announce(self):
        with pytest.raises(NotAllowed):
            announce_decision(application=decided(), by=EditorFactory(), at=now())

    def test_letters_reach_everyone_who_acts_when_the_writer_left(self):
        application = decided()
        successor = UserFactory()
        application.organisation.city.contact_persons.update(user=successor)
        announce_decision(application=application, by=ManagerFactory(), at=now())
        assert Letter.objects.get(template="grants/awarded").to_email == successor.email


class TestAnswer:
    def answer_url(self, application):
        return reverse("grants:answer", args=[application.uuid])

    def test_accepting_keeps_the_money(self, client):
        application = announced()
        client.force_login(application.contact)
        assert "Please answer by" in text_of(client.get(self.answer_url(application)))
        client.post(self.answer_url(application), {"answer": "accept"})
        application.refresh_from_db()
        assert application.state == "accepted"
        assert Award.objects.get().state == "accepted"

    def test_declining_frees_it_for_others(self):
        call = CallFactory(budget_minor=500_000_00)
        application = announced(call)
        with pytest.raises(NotEnoughMoney):
            decide(eligible(call))
        answer_award(application=application, accept=False, by=application.contact, at=now())
        decide(eligible(call))

    def test_the_same_answer_twice_is_one_and_the_other_is_refused(self):
        application = announced()
        for _ in range(2):
            answer_award(application=application, accept=True, by=application.contact, at=now())
        facts = {"reference": application.reference, "answer": "accept", "sum_minor": 400_000_00, "currency": "NOK"}
        assert [line.data for line in history_of(application) if line.verb == "grants.answer_award"] == [facts]
        with pytest.raises(TransitionRefused):
            answer_award(application=application, accept=False, by=application.contact, at=now())

    def test_an_empty_answer_is_asked_again(self, client):
        application = announced()
        client.force_login(application.contact)
        assert client.post(self.answer_url(application), {}).status_code == 200
        assert Award.objects.get().state == "offered"

    def test_an_answer_after_its_day_still_counts(self):
        application = announced()
        late = application.award.answer_due + timedelta(days=1)
        assert answer_award(application=application, accept=True, by=application.contact, at=late).state == "accepted"

    def test_nobody_answers_for_others_or_before_they_were_told(self):
        application = decided()
        with pytest.raises(NotAnnounced):
            answer_award(application=application, accept=True, by=application.contact, at=now())
        with pytest.raises(NotAllowed):
            answer_award(application=application, accept=True, by=ManagerFactory(), at=now())

    def test_a_refused_application_has_nothing_to_answer(self):
        application = announced(kind="refuse")
        with pytest.raises(NotAnnounced):
            answer_award(application=application, accept=True, by=application.contact, at=now())

    def test_an_answer_given_in_another_tab_is_told(self, client, monkeypatch):
        application = announced()
        client.force_login(application.contact)

        def gone(**arguments):
            raise TransitionRefused()

        monkeypatch.setattr("grants.views.submission.answer_award", gone)
        answered = client.post(self.answer_url(application), {"answer": "accept"}, follow=True)
        assert "something changed after you opened the page" in text_of(answered)


def test_states_and_actions_agree_on_what_was_submitted():
    application = announced()
    assert Application.objects.get().state == "awarded"
    assert str(application) == application.reference
    assert str(application.decision)
    assert str(application.award)
    assert str(application.versions.get())
    assert str(application.checks.get())
