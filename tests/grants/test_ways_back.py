"""Ways back: a decision is stopped, changed, taken back, corrected; an award leaves the site; a call goes on again."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from grants.actions.awards import answer_award
from grants.actions.calls import cancel_call, conclude_call, reopen_call, restore_call, update_call
from grants.actions.corrections import correct_decision, revise_decision, stop_announcement, take_back_decision
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.publication import correct_publication, republish_award, unpublish_award
from grants.actions.reminders import tell_missed
from grants.actions.submission import withdraw_application
from grants.errors import (
    AssessmentUnfinished,
    CallFixed,
    CallNotSound,
    NotEnoughMoney,
    NothingToChange,
    NotPublished,
    NotTold,
    PublicReasonsMissing,
    StillOpen,
    ToldAlready,
)
from grants.models import Application, Award, Decision, Reversal
from grants.queries.money import position_of
from grants.queries.rounds import round_of
from portal.adminkit.addresses import staff_url
from portal.assessment.actions.rounds import reopen_round
from portal.assessment.errors import ResultInUse
from portal.assessment.models import Review
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed, ReasonForChangeMissing
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.mail.actions.sending import send_due_letters
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.benchmark.forms import fields_of
from tests.factories.assessment import PanelMemberFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    RepresentativeFactory,
    accepted,
    announced,
    assess,
    decided,
    eligible,
    published,
    submitted,
)
from tests.factories.people import EditorFactory, ManagerFactory
from tests.grants.pages import page_url, text_of
from tests.support.preflight import carried, confirm

pytestmark = pytest.mark.django_db


def nok(whole):
    return Money(whole * 100, "NOK")


def fresh(application):
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.fixture(autouse=True)
def _clock(clock):
    clock("2026-11-20T10:00:00Z")


def announce(application, manager):
    announce_decision(application=application, by=manager, at=now())
    return fresh(application)


def revise(application, manager, kind="refuse", sum=None, reasons="On second thoughts.", why="Misread.", **more):
    return revise_decision(
        application=application,
        kind=kind,
        sum=sum,
        reasons=reasons,
        why=why,
        override_reasons="The board read it itself.",
        by=manager,
        at=now(),
        **more,
    )


def correct(application, manager, kind="refuse", sum=None, reasons="New facts.", why="The city left."):
    return correct_decision(
        application=application,
        kind=kind,
        sum=sum,
        reasons=reasons,
        why=why,
        override_reasons="The board read it itself.",
        by=manager,
        at=now(),
    )


class TestFifteenMinutes:
    def test_nothing_shows_before_and_everything_after(self, client, clock, manager, mailoutbox):
        application = announce(decided(kind="refuse", reasons="LEAK of reasons.", by=manager), manager)
        client.force_login(application.contact)
        clock.shift(14 * 60)
        send_due_letters(at=now())
        assert "LEAK" not in text_of(client.get(page_url(application)))
        assert "Not awarded" not in text_of(client.get(reverse("grants:applications")))
        assert not [mail for mail in mailoutbox if "LEAK" in mail.body]
        clock.shift(60)
        send_due_letters(at=now())
        assert "LEAK" in text_of(client.get(page_url(application)))
        assert [mail for mail in mailoutbox if "LEAK" in mail.body]

    def test_an_award_is_not_answered_before(self, client, manager):
        application = announce(decided(by=manager), manager)
        client.force_login(application.contact)
        client.post(reverse("grants:answer", args=[application.uuid]), {"answer": "accept"})
        assert Award.objects.get().state == "offered"

    def test_stopped_nobody_hears_of_it_and_it_can_be_announced_again(self, clock, manager, mailoutbox):
        application = announce(decided(by=manager), manager)
        stop_announcement(application=application, why="A wrong sum.", by=manager, at=now())
        assert Decision.objects.get().announced_at is None
        assert Award.objects.get().answer_due is None
        send_due_letters(at=now() + timedelta(hours=1))
        assert mailoutbox == [mail for mail in mailoutbox if "award" not in mail.subject.lower()]
        announce(application, manager)
        clock.shift(15 * 60)
        send_due_letters(at=now())
        assert Letter.objects.filter(template="grants/awarded", state="sent").count() == 1
        assert Reversal.objects.get().reasons == "A wrong sum."
        assert [line.verb for line in history_of(application)].count("grants.stop_announcement") == 1

    def test_once_told_nothing_is_stopped(self, clock, manager):
        application = announce(decided(by=manager), manager)
        clock.shift(15 * 60)
        with pytest.raises(ToldAlready):
            stop_announcement(application=application, why="Too late.", by=manager, at=now())

    def test_an_e_mail_that_left_is_not_taken_back_by_a_slow_click(self, clock, manager):
        application, asked = announce(decided(by=manager), manager), now() + timedelta(minutes=14)
        send_due_letters(at=now() + GRACE)
        with pytest.raises(ToldAlready):
            stop_announcement(application=application, why="Too late.", by=manager, at=asked)

    def test_it_takes_a_reason_and_the_right(self, manager):
        application = announce(decided(by=manager), manager)
        with pytest.raises(ReasonForChangeMissing):
            stop_announcement(application=application, why=" ", by=manager, at=now())
        with pytest.raises(NotAllowed):
            stop_announcement(application=application, why="x", by=EditorFactory(), at=now())

    def test_an_applicant_who_withdraws_meanwhile_is_not_told(self, clock, manager, mailoutbox):
        application = announce(decided(by=manager), manager)
        withdraw_application(application=application, by=application.contact, at=now())
        send_due_letters(at=now() + timedelta(hours=1))
        assert Letter.objects.get(template="grants/awarded").state == "dropped"
        assert fresh(application).state == "withdrawn"

    def test_staff_read_when_it_goes_and_stop_it(self, client, manager):
        application = announce(decided(by=manager), manager)
        client.force_login(manager)
        assert "11:15" in text_of(client.get(staff_url(application)))
        before = client.post(staff_url(application, "action", "stop"), {"why": "A wrong sum."})
        said, stopped = text_of(before).replace("\u00a0", " ").split('id="preflight-stopped"')
        assert (
            f"{application.reference}: the applicant was to be told “Full award” on 20 November 2026 at 11:15" in said
        )
        assert "NOK 400,000 stays held for the award" in said
        assert application.contact.email in stopped
        assert Letter.objects.get(template="grants/awarded").text.splitlines()[0] in stopped
        assert Letter.objects.get(template="grants/awarded").state == "waiting"
        client.post(staff_url(application, "action", "stop"), carried(before))
        page = text_of(client.get(staff_url(application)))
        assert "the applicant has not been told yet" in page
        assert "A wrong sum." in page


class TestUntold:
    def test_taken_back_it_is_undecided_and_its_money_is_free(self, manager):
        call = CallFactory(budget_minor=500_000_00)
        application = decided(call, by=manager)
        with pytest.raises(NotEnoughMoney):
            decided(call, by=manager)
        take_back_decision(application=application, why="The wrong application.", by=manager, at=now())
        assert fresh(application).state == "eligible"
        assert fresh(application).decision is None
        assert Award.objects.get().state == "released"
        assert Decision.objects.get().voided_at
        call.refresh_from_db()
        assert position_of(call).awarded == nok(0)

    def test_the_page_before_says_what_is_free_and_where_the_application_stands(self, client, manager):
        call = CallFactory(budget_minor=900_000_00)
        application = decided(call, by=manager)
        decided(call, kind="award_part", sum=nok(100_000), by=manager)
        client.force_login(manager)
        step = staff_url(application, "action", "take-back")
        before = text_of(client.post(step, {"why": "Too early."})).replace("\u00a0", " ")
        assert "The applicant does not know of it." in before
        assert "The application is in assessment again" in before
        assert "NOK 400,000 is free again. NOK 800,000 of the call is left then." in before
        assert "preflight-stopped" not in before
        announce(application, manager)
        page = client.post(step, {"why": "Too early."})
        assert "was to be told “Full award” on 20 November 2026 at 11:15" in text_of(page)
        assert application.contact.email in text_of(page).split('id="preflight-stopped"')[1]
        client.post(step, carried(page))
        assert fresh(application).state == "eligible"

    @pytest.mark.parametrize("step", ["take-back", "stop", "correct"])
    def test_the_page_of_a_step_says_so_where_a_colleague_was_quicker(self, client, manager, step):
        application = decided(by=manager)
        take_back_decision(application=application, why="Too early.", by=manager, at=now())
        client.force_login(manager)
        typed = {"why": "Too early.", "kind": "refuse", "reasons": "x", "override_reasons": "x"}
        page = client.post(staff_url(application, "action", step), typed)
        assert "do this any more: something changed after you opened the page" in text_of(page)

    def test_decided_anew_the_same_award_holds_money_again(self, manager):
        application = decided(by=manager)
        take_back_decision(application=application, why="Too early.", by=manager, at=now())
        decide_application(
            application=application,
            kind="award_part",
            sum=nok(100_000),
            reasons="A part.",
            override_reasons="Read by the board.",
            by=manager,
            at=now(),
        )
        award = Award.objects.get()
        assert (award.state, award.sum, award.decision) == ("offered", nok(100_000), fresh(application).decision)

    def test_changed_the_money_follows_and_the_earlier_one_stays_on_record(self, client, manager):
        application = decided(by=manager)
        decision = revise(application, manager, "award_part", nok(100_000))
        assert decision.replaces.kind == "award_full"
        assert position_of(fresh(application).call).awarded == nok(100_000)
        revise(application, manager, "refuse")
        assert position_of(fresh(application).call).awarded == nok(0)
        client.force_login(manager)
        page = text_of(client.get(staff_url(application)))
        assert "Earlier decisions" in page
        assert "Misread." in page

    def test_the_form_says_what_is_left_without_the_award_that_is_changed(self, client, manager):
        call = CallFactory(budget_minor=900_000_00, fund__sum_minor=1_500_000_00)
        decided(call, kind="award_part", sum=nok(100_000), by=manager)
        application = decided(call, by=manager)
        client.force_login(manager)
        page = text_of(client.get(staff_url(application, "action", "revise"))).replace("\u00a0", " ")
        assert (
            "Applied for: NOK 400,000. Left of the call’s budget: NOK 800,000. Left of the fund: NOK 1,400,000." in page
        )
        assert "What the award holds now is counted as left." in page
        take_back_decision(application=application, why="x", by=manager, at=now())
        page = text_of(client.get(staff_url(application, "action", "decide"))).replace("\u00a0", " ")
        assert "Left of the call’s budget: NOK 800,000." in page
        assert "What the award holds now" not in page

    def test_one_about_to_be_told_is_changed_and_the_e_mail_stopped(self, manager):
        application = announce(decided(by=manager), manager)
        revise(application, manager)
        assert Letter.objects.get(template="grants/awarded").state == "dropped"
        assert fresh(application).decision.announced_at is None

    def test_the_same_again_is_no_change(self, manager):
        application = decided(kind="refuse", reasons="Too dear.", by=manager)
        with pytest.raises(NothingToChange):
            revise(application, manager, reasons="Too dear.")

    def test_once_told_it_is_neither_changed_nor_taken_back(self, manager):
        application = announced(by=manager)
        with pytest.raises(ToldAlready):
            revise(application, manager)
        with pytest.raises(ToldAlready):
            take_back_decision(application=application, why="x", by=manager, at=now())

    def test_the_applicant_reads_nothing_of_any_of_it(self, client, manager):
        application = decided(by=manager)
        client.force_login(application.contact)
        before = text_of(client.get(page_url(application)))
        revise(application, manager)
        take_back_decision(application=application, why="x", by=manager, at=now())
        assert text_of(client.get(page_url(application))) == before


class TestCorrection:
    @pytest.mark.parametrize("kind", ["award_full", "refuse", "dismiss"])
    def test_the_applicant_is_told_what_changes_and_why(self, client, manager, kind):
        application = announced(kind=kind, by=manager, language="en")
        correct(application, manager, "award_part", nok(100_000), reasons="A part is enough.")
        text = Letter.objects.get(template="grants/corrected").text.replace("\u00a0", " ")
        assert "The city left." in text
        assert "A part is enough." in text
        assert "NOK 100,000" in text
        client.force_login(application.contact)
        page = text_of(client.get(page_url(application)))
        assert "replaces the one you were told of" in page
        assert fresh(application).decision.replaces.kind == kind

    def test_an_accepted_award_is_reduced_and_stays_accepted(self, manager):
        application = accepted(by=manager)
        correct(application, manager, "award_part", nok(100_000))
        award = Award.objects.get()
        assert (award.state, award.sum) == ("accepted", nok(100_000))
        assert position_of(application.call).awarded == nok(100_000)

    def test_it_is_raised_within_what_call_and_fund_hold(self, manager):
        call = CallFactory(budget_minor=700_000_00)
        small = accepted(call, kind="award_part", sum=nok(100_000), by=manager)
        announced(call, by=manager)
        with pytest.raises(NotEnoughMoney):
            correct(small, manager, "award_full")
        assert Award.objects.get(application=small).sum == nok(100_000)
        correct(small, manager, "award_part", nok(300_000))
        assert position_of(small.call).left == nok(0)

    def test_withdrawn_it_frees_its_money_and_leaves_the_site(self, client, manager):
        application = published(by=manager)
        correct(application, manager, "refuse")
        assert Award.objects.get().state == "withdrawn"
        assert position_of(application.call).awarded == nok(0)
        gone = client.get(reverse("grants:award", args=[Award.objects.get().uuid]))
        assert gone.status_code == 410
        assert fresh(application).state == "refused"

    def test_a_refusal_becomes_an_award_that_waits_for_an_answer(self, manager):
        application = announced(kind="refuse", by=manager)
        correct(application, manager, "award_full")
        answer_award(application=application, accept=True, by=application.contact, at=now())
        assert fresh(application).state == "accepted"

    def test_a_declined_award_can_be_offered_again(self, manager):
        application = announced(by=manager)
        answer_award(application=application, accept=False, by=application.contact, at=now())
        correct(application, manager, "award_part", nok(100_000))
        assert fresh(application).state == "awarded"
        assert Award.objects.get().answer_due > now()

    def test_to_what_stands_already_nothing_is_changed_and_nobody_is_written_to(self, manager):
        application = announced(kind="refuse", reasons="Other plans.", by=manager)
        letters = Letter.objects.count()
        with pytest.raises(NothingToChange):
            correct(application, manager, kind="refuse", reasons=" Other plans. ")
        assert Decision.objects.count() == 1
        assert Letter.objects.count() == letters

    def test_what_the_applicant_does_not_know_is_not_corrected(self, manager):
        with pytest.raises(NotTold):
            correct(announce(decided(by=manager), manager), manager)

    def test_an_e_mail_of_the_earlier_decision_that_has_not_left_never_does(self, clock, manager, mailoutbox):
        application = announced(by=manager)
        correct(application, manager)
        send_due_letters(at=now())
        assert Letter.objects.get(template="grants/awarded").state == "dropped"

    def test_it_stands_before_the_step_and_is_taken_from_the_page(self, client, manager):
        application = announced(by=manager)
        client.force_login(manager)
        url = staff_url(application, "action", "correct")
        typed = {"kind": "refuse", "reasons": "New facts.", "why": "The city left.", "override_reasons": "Read."}
        page = client.post(url, typed)
        assert "It stays on record" in text_of(page)
        assert application.contact.email in text_of(page)
        client.post(url, carried(page))
        assert fresh(application).state == "refused"


class TestDismissal:
    @pytest.fixture
    def dismissed(self, manager):
        application = submitted(CallFactory(closed=True), language="en")
        check_eligibility(
            application=application, passed=False, points={}, reasons="No city is named.", by=manager, at=now()
        )
        return fresh(application)

    def test_the_applicant_hears_of_it_when_it_is_announced(self, client, clock, manager, dismissed):
        client.force_login(dismissed.contact)
        assert "No city is named." not in text_of(client.get(page_url(dismissed)))
        assert not Letter.objects.filter(template="grants/dismissed").exists()
        announce(dismissed, manager)
        clock.shift(15 * 60)
        assert "No city is named." in text_of(client.get(page_url(dismissed)))
        assert Letter.objects.filter(template="grants/dismissed").exists()

    def test_taken_back_it_waits_for_its_check_which_is_done_anew(self, manager, dismissed):
        take_back_decision(application=dismissed, why="The city is named on page 2.", by=manager, at=now())
        assert fresh(dismissed).state == "submitted"
        check_eligibility(
            application=dismissed, passed=True, points={"complete": True}, reasons="", by=manager, at=now()
        )
        assert fresh(dismissed).state == "eligible"

    def test_the_page_before_taking_it_back_says_that_it_waits_for_its_check(self, client, manager, dismissed):
        client.force_login(manager)
        page = client.post(staff_url(dismissed, "action", "take-back"), {"why": "The city is named."})
        assert "waits for the formal check, which is done anew" in text_of(page)
        assert "is free again" not in text_of(page)

    def test_it_is_not_turned_into_a_decision_on_the_merits(self, manager, dismissed):
        with pytest.raises(TransitionRefused):
            revise(dismissed, manager)


class TestTheOrderOfSteps:
    def test_nothing_is_checked_or_decided_before_the_call_has_closed(self, manager):
        application = submitted()
        with pytest.raises(StillOpen):
            check_eligibility(application=application, passed=True, points={}, reasons="", by=manager, at=now())
        application = eligible()
        call = application.call
        type(call).objects.filter(pk=call.pk).update(closes_at=now() + timedelta(days=1))
        with pytest.raises(StillOpen):
            decide_application(
                application=fresh(application), kind="refuse", sum=None, reasons="x", override_reasons="x", by=manager,
                at=now(),
            )  # fmt: skip

    def test_a_decision_rests_on_closed_complete_reviews_or_says_why_not(self, client, manager):
        call = CallFactory()
        application = eligible(call)
        asked = {"application": application, "kind": "refuse", "sum": None, "reasons": "Weak.", "by": manager}
        with pytest.raises(AssessmentUnfinished) as refusal:
            decide_application(**asked, at=now())
        assert len(refusal.value.gaps) == 2
        assess(call)
        assert decide_application(**asked, override_reasons="Not needed.", at=now()).override_reasons == ""
        other = decided(kind="refuse", by=manager)
        assert other.decision.override_reasons == "The board read it itself."
        client.force_login(manager)
        assert "The board read it itself." in text_of(client.get(staff_url(other)))
        exported = client.get(reverse("grants_application:scores"))
        assert "The board read it itself." in b"".join(exported.streaming_content).decode()

    def test_a_review_by_a_party_to_the_case_is_none(self, manager):
        application = eligible()
        assess(application.call)
        reviewer = Review.objects.first().reviewer
        PanelMemberFactory(round=round_of(application.call), user=reviewer)
        RepresentativeFactory(organisation=application.organisation, user=reviewer)
        asked = {"application": application, "kind": "refuse", "sum": None, "reasons": "Weak.", "by": manager}
        with pytest.raises(AssessmentUnfinished, match="1 application does not have the reviews it needs"):
            decide_application(**asked, at=now())
        assert decide_application(**asked, override_reasons="One is left.", at=now()).override_reasons == "One is left."

    def test_a_round_a_decision_rests_on_is_not_opened_again(self, manager):
        call = CallFactory()
        application = eligible(call)
        assess(call)
        decide_application(application=application, kind="refuse", sum=None, reasons="x", by=manager, at=now())
        again = {"due_at": now() + timedelta(days=3), "reasons": "One review is late.", "by": manager}
        with pytest.raises(ResultInUse, match="1 decision rests on this result"):
            reopen_round(round=round_of(call), **again, at=now())
        take_back_decision(application=application, why="To be read again.", by=manager, at=now())
        assert reopen_round(round=round_of(call), **again, at=now()).state == "open"

    def test_one_that_passes_late_is_decided_with_a_reason_only(self, manager):
        call = CallFactory(closed=True)
        eligible(call)
        assess(call)
        late = eligible(call)
        asked = {"application": late, "kind": "refuse", "sum": None, "reasons": "Weak.", "by": manager}
        with pytest.raises(AssessmentUnfinished, match="not been assessed"):
            decide_application(**asked, at=now())

    def test_a_call_does_not_open_again_once_something_was_checked(self, manager):
        application = eligible()
        with pytest.raises(CallFixed):
            update_call(call=application.call, closes_at=now() + timedelta(days=3), by=manager, at=now())


class TestTheSite:
    def everywhere(self, client, award):
        """What anyone finds of it: its page, the list, JSON, CSV, the sitemap."""
        pages = [client.get(reverse("grants:award", args=[award.uuid])), client.get(reverse("grants:home"))]
        machines = [client.get(f"/open-data/360giving.{kind}") for kind in ("json", "csv")]
        texts = [page.content.decode() for page in pages]
        texts += [b"".join(page.streaming_content).decode() for page in machines]
        return [award.title in text for text in texts]

    @pytest.fixture(autouse=True)
    def _kept_pages(self, django_capture_on_commit_callbacks):
        """What is kept for visitors is made anew as a step commits."""
        self.committing = lambda: django_capture_on_commit_callbacks(execute=True)

    def test_withdrawn_it_is_nowhere_and_its_address_says_so(self, client, clock, manager):
        award = published(by=manager).award
        assert self.everywhere(client, award) == [True] * 4
        with self.committing():
            unpublish_award(
                award=award, public_reasons="A figure was wrong.", why="Call from Bergen.", by=manager, at=now()
            )
        assert self.everywhere(client, award) == [False] * 4
        gone = client.get(reverse("grants:award", args=[award.uuid]))
        assert gone.status_code == 410
        page = text_of(gone)
        assert "noindex" in page
        assert "A figure was wrong." in page
        assert "20 November 2026" in page
        assert "Call from Bergen." not in page
        with self.committing():
            republish_award(award=award, why="Set right.", by=manager, at=now())
        assert self.everywhere(client, award) == [True] * 4
        assert Letter.objects.filter(template="grants/unpublished").count() == 1

    def test_its_words_are_corrected_everywhere(self, client, manager):
        award = published(by=manager).award
        url = reverse("grants:award", args=[award.uuid])
        assert "It reaches those who need it." in text_of(client.get(url))
        with self.committing():
            correct_publication(award=award, public_reasons="Better words.", why="A typing slip.", by=manager, at=now())
        page = text_of(client.get(url))
        assert "Better words." in page
        assert "It reaches those who need it." not in page

    def test_words_that_stand_already_are_no_correction(self, client, manager):
        application = published(by=manager)
        client.force_login(manager)
        step = staff_url(application, "action", "correct-words")
        page = text_of(client.post(step, {"public_reasons": "It reaches those who need it.", "why": "A slip."}))
        assert "It reads like this already." in page

    def test_words_it_was_withdrawn_for_are_corrected_before_it_is_put_back(self, client, manager):
        application = published(by=manager)
        award, url = application.award, reverse("grants:award", args=[application.award.uuid])
        with self.committing():
            unpublish_award(award=award, public_reasons="A figure was wrong.", why="x", by=manager, at=now())
        client.force_login(manager)
        typed = {"public_reasons": "Better words.", "why": "A typing slip."}
        page = client.post(staff_url(application, "action", "correct-words"), typed)
        [item] = [item for item in text_of(page).split("<li>") if "Once the award is back on the site" in item]
        assert "Better words." in item.split("</li>")[0]
        with self.committing():
            client.post(staff_url(application, "action", "correct-words"), carried(page))
        assert client.get(url).status_code == 410
        with self.committing():
            republish_award(award=award, why="Set right.", by=manager, at=now())
        assert "Better words." in text_of(client.get(url))

    def test_asked_twice_it_is_done_once(self, manager):
        award = published(by=manager).award
        for _time in range(2):
            unpublish_award(award=award, public_reasons="A figure was wrong.", why="x", by=manager, at=now())
        for _time in range(2):
            republish_award(award=award, why="Set right.", by=manager, at=now())
        for _time in range(2):
            correct_publication(award=award, public_reasons="Better words.", why="x", by=manager, at=now())
        assert Reversal.objects.filter(application=award.application).count() == 3
        assert Letter.objects.filter(template="grants/unpublished").count() == 1

    def test_the_outside_is_told_why(self, manager):
        award = published(by=manager).award
        with pytest.raises(PublicReasonsMissing):
            unpublish_award(award=award, public_reasons="  ", why="x", by=manager, at=now())
        with pytest.raises(PublicReasonsMissing):
            correct_publication(award=award, public_reasons="  ", why="x", by=manager, at=now())

    def test_what_is_not_on_the_site_is_not_withdrawn_or_corrected(self, manager):
        award = published(by=manager).award
        Award.objects.update(published_at=None)
        with pytest.raises(NotPublished):
            unpublish_award(award=award, public_reasons="A figure was wrong.", why="x", by=manager, at=now())
        with pytest.raises(NotPublished):
            correct_publication(award=award, public_reasons="Better words.", why="x", by=manager, at=now())

    def test_a_corrected_sum_stands_in_open_data_at_once(self, client, manager):
        application = published(by=manager)
        correct(application, manager, "award_part", nok(100_000))
        package = json.loads(b"".join(client.get("/open-data/360giving.json").streaming_content))
        assert [grant["amountAwarded"] for grant in package["grants"]] == [100_000]

    def test_open_data_never_says_that_it_changed_earlier_than_it_said_before(self, client, clock, manager):
        published(by=manager)
        clock.shift(60)
        application = published(by=manager)
        award, said = application.award, []

        def steps():
            yield lambda: unpublish_award(award=award, public_reasons="A slip.", why="x", by=manager, at=now())
            yield lambda: republish_award(award=award, why="Set right.", by=manager, at=now())
            yield lambda: correct_publication(award=award, public_reasons="Better.", why="x", by=manager, at=now())
            yield lambda: correct(application, manager, "award_part", nok(100_000))
            yield lambda: correct(application, manager, "refuse")

        def modified():
            package = json.loads(b"".join(client.get("/open-data/360giving.json").streaming_content))
            return package["modified"]

        said.append(modified())
        for step in steps():
            clock.shift(60)
            with self.committing():
                step()
            said.append(modified())
            clock.shift(60)
            assert modified() == said[-1]
        assert said == sorted(set(said)), "each step is a change, and none goes back"

    def test_open_data_says_that_it_changed_when_a_publication_comes(self, client, clock, manager):
        publish_at = now() + timedelta(days=2)
        published(by=manager, publish_at=publish_at)
        clock(publish_at + timedelta(hours=1))
        package = json.loads(b"".join(client.get("/open-data/360giving.json").streaming_content))
        assert package["modified"] == package["grants"][0]["dateModified"] == "2026-11-22T10:00:00Z"

    def test_withdrawing_says_why_to_everyone(self, manager):
        with pytest.raises(PublicReasonsMissing):
            unpublish_award(award=published(by=manager).award, public_reasons=" ", why="x", by=manager, at=now())

    def test_one_that_is_public_only_later_leaves_no_trace(self, client, clock, manager):
        award = published(by=manager, publish_at=now() + timedelta(days=2)).award
        unpublish_award(award=award, public_reasons="Not yet.", why="x", by=manager, at=now())
        clock.shift(3 * 24 * 3600)
        assert client.get(reverse("grants:award", args=[award.uuid])).status_code == 404

    def test_a_publication_now_asks_for_the_day_to_be_typed(self, client, manager):
        application = accepted(by=manager)
        client.force_login(manager)
        url = staff_url(application, "action", "publish")
        page = client.post(url, {"public_reasons": "It works.", "publish_at": "2026-11-20T11:00"})
        assert "type this day in numbers" in text_of(page).lower().replace("to go on, ", "")
        client.post(url, carried(page))
        assert Award.objects.get().published_at is None
        client.post(url, carried(page) | {"typed_day": "20.11.2026"})
        assert Award.objects.get().published_at


class TestCalls:
    def test_a_concluded_call_goes_on_again_and_its_decisions_are_corrected(self, client, manager):
        application = announced(CallFactory(closed=True), kind="refuse", by=manager)
        conclude_call(call=application.call, by=manager, at=now())
        client.force_login(manager)
        assert staff_url(application, "action", "correct") not in text_of(client.get(staff_url(application)))
        confirm(client, staff_url(application.call, "action", "reopen"), {"why": "A complaint was right."})
        assert staff_url(application, "action", "correct") in text_of(client.get(staff_url(application)))
        assert "A complaint was right." in text_of(client.get(staff_url(application.call)))

    def test_cancelled_everyone_with_a_draft_is_told_and_put_back_in_time_nobody_is(self, clock, manager):
        draft = ApplicationFactory(language="en")
        cancel_call(call=draft.call, by=manager, at=now())
        restore_call(call=draft.call, why="The wrong call.", by=manager, at=now())
        assert [letter.state for letter in Letter.objects.all()] == ["dropped"]
        cancel_call(call=draft.call, by=manager, at=now() + timedelta(minutes=1))
        send_due_letters(at=now() + timedelta(hours=1))
        restore_call(call=draft.call, why="The wrong call.", by=manager, at=now() + timedelta(hours=2))
        assert Letter.objects.filter(template="grants/call_cancelled", state="sent").count() == 1
        assert Letter.objects.filter(template="grants/call_restored").count() == 1

    def test_a_cancelled_call_is_put_back_until_it_would_have_closed(self, clock, manager):
        call = CallFactory()
        cancel_call(call=call, by=manager, at=now())
        clock(call.closes_at)
        with pytest.raises(CallNotSound):
            restore_call(call=call, why="x", by=manager, at=now())

    def test_whoever_has_a_draft_of_a_cancelled_call_reads_so(self, client, manager):
        draft = ApplicationFactory()
        cancel_call(call=draft.call, by=manager, at=now())
        client.force_login(draft.contact)
        for url in (page_url(draft), reverse("grants:applications"), reverse("grants:edit", args=[draft.uuid])):
            assert "cancelled" in text_of(client.get(url)), url

    def test_a_moved_window_is_told_to_everyone_with_a_draft_and_only_as_it_is_now(self, manager):
        draft = ApplicationFactory(language="en")
        later = draft.call.closes_at + timedelta(days=3)
        update_call(call=draft.call, closes_at=later, by=manager, at=now())
        update_call(call=draft.call, closes_at=later + timedelta(days=4), by=manager, at=now() + timedelta(minutes=1))
        told = {letter.state: letter.text for letter in Letter.objects.filter(template="grants/window_moved")}
        assert set(told) == {"dropped", "waiting"}
        assert "7 December 2026" in told["waiting"]

    def test_moving_it_shows_who_is_told_before_it_is_saved(self, client, manager):
        draft = ApplicationFactory()
        client.force_login(manager)
        url = reverse("grants_call:edit", args=[draft.call.uuid])
        typed = fields_of(client.get(url).content, "names_en")
        page = client.post(url, {**typed, "closes_at": "2026-12-24T12:00"})
        assert "Everyone with a draft is told." in text_of(page)
        assert draft.contact.email in text_of(page)
        assert not Letter.objects.exists()
        client.post(url, carried(page))
        assert fresh(draft).call.closes_at.isoformat() == "2026-12-24T11:00:00+00:00"
        assert Letter.objects.get().to_email == draft.contact.email

    def test_a_draft_left_when_the_call_closes_is_told_once_by_page_and_e_mail(self, client, clock, manager):
        draft = ApplicationFactory(language="en")
        clock(draft.call.closes_at)
        assert tell_missed(at=now()) == 1
        assert tell_missed(at=now()) == 0
        assert "was still a draft" in Letter.objects.get(template="grants/draft_missed").text
        client.force_login(draft.contact)
        assert "was not submitted" in text_of(client.get(page_url(draft)))

    def test_an_answer_that_is_late_is_said_to_be(self, client, clock, manager):
        application = announced(by=manager)
        clock(application.award.answer_due)
        client.force_login(application.contact)
        assert "The time to answer is over." in text_of(client.get(page_url(application)))

    def test_a_reason_is_asked_for(self, manager):
        application = announced(CallFactory(closed=True), kind="refuse", by=manager)
        conclude_call(call=application.call, by=manager, at=now())
        with pytest.raises(ReasonForChangeMissing):
            reopen_call(call=application.call, why="", by=manager, at=now())


def test_a_batch_of_decisions_is_shown_and_stopped_together(client, manager):
    call = CallFactory(budget_minor=5_000_000_00)
    applications = [decided(call, kind="refuse", by=manager) for _ in range(2)]
    chosen = "&".join(f"id={application.uuid}" for application in applications)
    client.force_login(manager)
    confirm(client, f"{reverse('grants_application:bulk', args=['announce'])}?{chosen}")
    assert Letter.objects.filter(template="grants/refused").values("batch").distinct().count() == 1
    stop = f"{reverse('grants_application:bulk', args=['stop'])}?{chosen}"
    before = client.post(stop, {"why": "Names mixed up."})
    for application in applications:
        assert f"{application.reference}: the applicant was to be told" in text_of(before)
        assert application.contact.email in text_of(before).split('id="preflight-stopped"')[1]
    client.post(stop, carried(before))
    assert {letter.state for letter in Letter.objects.filter(template="grants/refused")} == {"dropped"}
    assert not Decision.objects.exclude(announced_at=None).exists()
