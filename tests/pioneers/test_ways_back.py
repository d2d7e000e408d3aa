"""Ways back in the prize: a choice is opened again, a laureate leaves the site, a nomination is taken up again."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pioneers.actions.choosing import choose_laureate, conclude_edition, send_results, shortlist_candidacy
from pioneers.actions.consent import accept_nomination, name_guardian
from pioneers.actions.corrections import enter_late_candidacy, reopen_edition, take_up_nomination
from pioneers.actions.editions import open_judging, plan_jury, update_edition
from pioneers.actions.erasure import erase_candidacy
from pioneers.actions.nominations import screen_nomination
from pioneers.actions.publication import correct_laureate, restore_laureate, withdraw_laureate
from pioneers.actions.recusals import recuse_staff_from_candidacy
from pioneers.actions.reveal import hold_reveal
from pioneers.errors import (
    ChoiceMade,
    NotOnSite,
    PublicReasonsMissing,
    ReasonMissing,
    RevealedAlready,
    TooLateToAnswer,
    WindowClosed,
)
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Reversal
from pioneers.queries.jury import round_of
from portal.adminkit.addresses import staff_url
from portal.assessment.actions.rounds import close_round, reopen_round
from portal.assessment.errors import ResultInUse, RoundIsClosed
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed, ReasonForChangeMissing
from portal.core.states import TransitionRefused
from portal.mail.actions.sending import send_due_letters
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.factories.people import EditorFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, show
from tests.pioneers.scenes import BORN
from tests.pioneers.support import letters, text_of
from tests.pioneers.test_consent import open_page
from tests.support.preflight import carried, confirm

pytestmark = pytest.mark.django_db
REASONS = {"en": "They opened a door for others."}
WHY = "A vote was counted twice."
OVERRIDE = "The jury read it together."


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-20T10:00:00Z")


@pytest.fixture
def judging(manager):
    """Three before the jury, one of them shortlisted; one who was asked and has not answered."""
    edition = EditionFactory(closed=True)
    plan_jury(edition=edition, due_at=now() + timedelta(days=20), min_reviews=1, by=manager, at=now())
    for _number in range(3):
        candidacy = CandidacyFactory(edition=edition, accepted=True)
        NominationFactory(edition=edition, screened=True, candidacy=candidacy)
    open_judging(edition=edition, by=manager, at=now())
    waits = CandidacyFactory(edition=edition, asked=True)
    NominationFactory(edition=edition, screened=True, candidacy=waits)
    return fresh(edition)


@pytest.fixture
def concluded(judging, manager):
    first, second, _third, _waits = of(judging)
    shortlist_candidacy(candidacy=second, by=manager, at=now())
    choose_laureate(candidacy=first, reasons=REASONS, by=manager, at=now())
    return conclude(judging, manager)


@pytest.fixture
def laureate(clock):
    """One everyone can read about, by name."""
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True, reasons=REASONS)
    show(candidacy.nominee, shown_as="name")
    send_results(at=now())
    return Candidacy.objects.get(pk=candidacy.pk)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def of(edition):
    return list(edition.candidacies.order_by("id"))


def conclude(edition, by):
    return conclude_edition(edition=edition, override_reasons=OVERRIDE, by=by, at=now())


def reopen(edition, by, why=WHY):
    return reopen_edition(edition=edition, why=why, by=by, at=now())


def request_of(candidacy):
    return ConsentRequest.objects.get(nominee__candidacy=candidacy, role="nominee")


def about_answering(what):
    """E-mails that say that nobody can answer any more, or that they can again, oldest first."""
    return list(Letter.objects.filter(template=f"pioneers/answering_{what}").order_by("id"))


def name_of(candidacy):
    return candidacy.nominees.get().name


def filled_in(client, url):
    """What the form of a page holds, as a browser would send it."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    form = page.select_one("form:has([name=closes_at])")
    answers = {one["name"]: one.get_text() for one in form.select("textarea[name]")}
    for one in form.select("input[name]"):
        if one.get("type") not in ("checkbox", "radio") or one.has_attr("checked"):
            answers.setdefault(one["name"], []).append(one.get("value", ""))
    for one in form.select("select[name]"):
        answers[one["name"]] = [option["value"] for option in one.select("option[selected]")]
    return answers


def shown_of(page):
    """What stands on a page before a step, without what is made anew each time."""
    return BeautifulSoup(page, "html.parser").select_one("form.staff-preflight").get_text(" ", strip=True)


def last_event(record):
    return history_of(record)[0]


class TestReopenedEdition:
    @pytest.mark.both
    def test_everyone_stands_where_they_stood(self, concluded, manager):
        edition = reopen(concluded, manager)
        assert (edition.state, edition.override_reasons) == ("judging", "")
        assert [one.state for one in of(edition)] == ["laureate", "shortlisted", "in_field", "asked"]
        assert Reversal.objects.get(edition=edition).reasons == WHY
        event = last_event(edition)
        assert (event.verb, event.data) == ("pioneers.reopen_edition", {"entries": 2})

    def test_it_says_why_and_only_who_concludes_may(self, concluded, manager):
        with pytest.raises(ReasonForChangeMissing):
            reopen(concluded, manager, why="  ")
        with pytest.raises(NotAllowed):
            reopen(concluded, EditorFactory())
        assert fresh(concluded).state == "decided"

    def test_it_is_asked_twice_and_done_once(self, concluded, manager):
        reopen(concluded, manager)
        reopen(concluded, manager)
        assert Reversal.objects.count() == 1

    def test_not_from_the_reveal_on(self, concluded, manager, clock):
        clock(concluded.reveal_at)
        with pytest.raises(RevealedAlready):
            reopen(concluded, manager)
        with pytest.raises(TransitionRefused):
            reopen_edition(edition=EditionFactory(), why=WHY, by=manager, at=now())

    def test_not_while_a_reveal_is_held_that_had_come(self, concluded, manager, clock):
        clock(concluded.reveal_at)
        hold_reveal(edition=concluded, reason="A typing slip.", by=manager, at=now())
        with pytest.raises(RevealedAlready):
            reopen(concluded, manager)

    def test_while_a_reveal_is_held_that_has_not_come(self, concluded, manager):
        hold_reveal(edition=concluded, reason="We look again.", by=manager, at=now())
        reopen(concluded, manager)
        assert fresh(concluded).state == "judging"

    def test_concluded_anew_the_e_mails_tell_of_the_new_choice_alone(self, concluded, manager, clock):
        reopen(concluded, manager)
        second = of(concluded)[1]
        choose_laureate(candidacy=second, reasons=REASONS, by=manager, at=now())
        conclude(concluded, manager)
        clock(concluded.reveal_at)
        send_results(at=now())
        told = {letter.template for letter in letters(f"pioneers.result:{second.nominees.get().uuid}")}
        assert told == {"pioneers/result_laureate"}

    def test_nothing_is_revealed_while_it_is_open(self, concluded, manager, clock, client):
        reopen(concluded, manager)
        clock(concluded.reveal_at + timedelta(days=1))
        assert send_results(at=now()) == 0
        assert client.get(reverse("pioneers:pioneer", args=[of(concluded)[0].uuid])).status_code == 404

    def test_the_jurys_round_stays_closed_while_the_choice_rests_on_it(self, judging, manager):
        round = round_of(judging)
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        close_round(round=round, by=manager, at=now())
        conclude(judging, manager)
        again = {"due_at": now() + timedelta(days=9), "reasons": "One is late."}
        with pytest.raises(ResultInUse) as refusal:
            reopen_round(round=round, by=manager, at=now(), **again)
        assert "Open the edition again first." in str(refusal.value)
        reopen(judging, manager)
        assert reopen_round(round=round, by=manager, at=now(), **again).state == "open"


class TestWhoeverWaits:
    def test_they_are_told_in_a_while_that_the_choice_is_made(self, concluded, client):
        [letter] = about_answering("closed")
        assert letter.next_at == now() + GRACE
        assert "you can’t answer any more" in text_of(letter)
        waits = of(concluded)[3]
        page = open_page(client, waits).content.decode()
        assert "The choice has been made, so you can’t answer any more." in page
        assert "Waiting for your answer" not in page
        assert "Yes, I want to take part" not in page

    def test_whoever_was_never_asked_is_told_nothing(self, judging, manager):
        CandidacyFactory(edition=judging)
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        conclude(judging, manager)
        assert len(about_answering("closed")) == 1

    def test_reopened_within_the_minutes_they_hear_nothing(self, concluded, manager, clock):
        reopen(concluded, manager)
        clock.shift(3600)
        send_due_letters(at=now())
        assert [letter.state for letter in about_answering("closed")] == ["dropped"]
        assert not about_answering("reopened")

    def test_reopened_later_they_hear_that_they_can_answer_and_can(self, concluded, manager, clock):
        clock.shift(GRACE.total_seconds())
        send_due_letters(at=now())
        reopen(concluded, manager)
        [letter] = about_answering("reopened")
        assert "you can still answer" in text_of(letter)
        asked = request_of(of(concluded)[3])
        accept_nomination(request=asked, birth_date=None, language="en", at=now())
        assert fresh(of(concluded)[3]).state == "in_field"

    def test_a_guardian_who_was_asked_is_told_too_and_can_be_named_no_more(self, judging, manager, client):
        waits = of(judging)[3]
        nominee = waits.nominees.get()
        nominee.person.birth_date = BORN
        nominee.person.save()
        nominee.state = "guardian_wanted"
        nominee.save()
        asked = request_of(waits)
        name_guardian(request=asked, name="Berit", email="berit@example.org", language="en", at=now())
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        conclude(judging, manager)
        told = {letter.to_email: text_of(letter) for letter in about_answering("closed")}
        assert "You were asked for your consent." in told["berit@example.org"]
        assert len(told) == 2
        with pytest.raises(TooLateToAnswer):
            name_guardian(request=asked, name="Kari", email="kari@example.org", language="en", at=now())
        assert "Ask this person instead" not in open_page(client, waits).content.decode()


class TestWhoseNominationNobodyScreened:
    @pytest.fixture
    def unread(self, judging):
        return NominationFactory(edition=judging, sent=True, language="nb")

    @pytest.fixture
    def told(self, unread, judging, manager):
        """The choice is made meanwhile."""
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        conclude(judging, manager)
        return fresh(unread)

    def about_screening(self, what):
        return list(Letter.objects.filter(template=f"pioneers/screening_{what}").order_by("id"))

    def test_the_nominator_is_told_in_a_while_in_their_language(self, told):
        [letter] = self.about_screening("closed")
        assert (letter.to_email, letter.language, letter.next_at) == (told.nominator_email, "nb", now() + GRACE)
        assert "juryen har ikke lest den" in " ".join(text_of(letter).split())

    def test_their_page_says_it_and_staff_have_nothing_to_screen(self, told, client, manager):
        client.force_login(told.nominator)
        page = client.get(reverse("pioneers:nomination", args=[told.uuid])).content.decode()
        assert "the jury did not read it" in page
        client.force_login(manager)
        assert "Nominations to screen" not in client.get("/admin/").content.decode()
        assert "Pass on" not in client.get(staff_url(told)).content.decode()
        with pytest.raises(ChoiceMade):
            screen_nomination(nomination=told, accept=True, by=manager, at=now())
        assert not letters("pioneers.further_nomination")

    def test_whoever_was_passed_on_or_turned_down_before_is_told_nothing(self, told):
        assert len(self.about_screening("closed")) == 1

    def test_reopened_within_the_minutes_they_hear_nothing(self, told, manager):
        reopen(told.edition, manager)
        assert [letter.state for letter in self.about_screening("closed")] == ["dropped"]
        assert not self.about_screening("reopened")

    def test_reopened_later_they_hear_of_it_and_the_jury_may_read_it(self, told, manager, client, clock):
        clock.shift(GRACE.total_seconds())
        send_due_letters(at=now())
        reopen(told.edition, manager)
        [letter] = self.about_screening("reopened")
        assert (letter.to_email, letter.language) == (told.nominator_email, "nb")
        assert "Det er åpnet igjen" in text_of(letter)
        client.force_login(told.nominator)
        page = client.get(reverse("pioneers:nomination", args=[told.uuid])).content.decode()
        assert "the jury did not read it" not in page
        screen_nomination(nomination=told, accept=True, by=manager, at=now())
        conclude(told.edition, manager)
        assert len(self.about_screening("closed")) == 1

    def test_turned_down_meanwhile_they_do_not_hear_that_it_may_be_read(self, told, manager, clock):
        clock.shift(GRACE.total_seconds())
        send_due_letters(at=now())
        screen_nomination(nomination=told, accept=False, reason="An advertisement.", by=manager, at=now())
        reopen(told.edition, manager)
        assert not self.about_screening("reopened")

    def test_the_page_before_concluding_says_so_and_opens_the_e_mail(self, unread, judging, client, manager):
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        client.force_login(manager)
        page = client.post(staff_url(judging, "action", "conclude"), {"override_reasons": OVERRIDE}).content.decode()
        assert "The nominator of 1 nomination that is not screened is told" in page
        assert unread.nominator_email in page
        assert "Hvis du vil vite hvorfor" in page
        assert not self.about_screening("closed")


class TestLateYes:
    @pytest.fixture
    def late(self, judging, manager):
        close_round(round=round_of(judging), by=manager, at=now())
        waits = of(judging)[3]
        accept_nomination(request=request_of(waits), birth_date=None, language="en", at=now())
        return fresh(waits)

    def test_the_yes_stands_and_both_sides_read_what_it_means(self, late, client, manager):
        assert late.state == "accepted"
        assert late.nominees.get().consents.filter(scope="candidacy", withdrawn_at=None).exists()
        assert "The jury had finished reading by then." in open_page(client, late).content.decode()
        client.force_login(manager)
        assert "Said yes when the jury had finished" in client.get("/admin/").content.decode()
        choose_laureate(candidacy=of(late.edition)[0], reasons=REASONS, by=manager, at=now())
        page = client.post(staff_url(late.edition, "action", "conclude"), {"override_reasons": OVERRIDE})
        assert "Said yes when the jury’s round had closed" in page.content.decode()

    def test_the_jury_reads_it_once_its_round_is_open_again(self, late, manager):
        with pytest.raises(RoundIsClosed):
            enter_late_candidacy(candidacy=late, by=manager, at=now())
        due = now() + timedelta(days=9)
        reopen_round(round=round_of(late.edition), due_at=due, reasons="One came late.", by=manager, at=now())
        enter_late_candidacy(candidacy=late, by=manager, at=now())
        enter_late_candidacy(candidacy=late, by=manager, at=now())
        assert fresh(late).state == "in_field"
        assert Entry.objects.filter(subject_uuid=late.uuid, state="entered").count() == 1
        assert last_event(late).verb == "pioneers.enter_late_candidacy"

    def test_concluded_without_it_the_nominee_is_told(self, late, manager, client):
        choose_laureate(candidacy=of(late.edition)[0], reasons=REASONS, by=manager, at=now())
        conclude(late.edition, manager)
        [letter] = about_answering("closed")
        assert "The jury had finished reading by then" in text_of(letter)
        assert "the choice has been made without the jury reading about you" in open_page(client, late).content.decode()


class TestLaureateOnTheSite:
    PLACES = ("/pioneers/", "/pioneers/feed.json", "/pioneers/feed.atom", "/pioneers/feed.rss", "/sitemap.xml", "/")

    def withdraw(self, laureate, by, **more):
        words = {"public_reasons": {"en": "The jury was misinformed."}, "why": WHY, **more}
        return withdraw_laureate(candidacy=laureate, by=by, at=now(), **words)

    def test_withdrawn_it_leaves_every_place_at_once_and_its_address_says_so(
        self, laureate, manager, client, django_capture_on_commit_callbacks
    ):
        name, address = name_of(laureate), reverse("pioneers:pioneer", args=[laureate.uuid])
        for place in (*self.PLACES, address):
            content = client.get(place).content.decode()
            assert name in content or str(laureate.uuid) in content, place
        with django_capture_on_commit_callbacks(execute=True):  # pages that were kept are made anew
            self.withdraw(laureate, manager)
        for place in self.PLACES:
            content = client.get(place).content.decode()
            assert name not in content, place
            assert str(laureate.uuid) not in content, place
        gone = client.get(address)
        assert gone.status_code == 410
        assert "The jury was misinformed." in gone.content.decode()
        assert name not in gone.content.decode()

    def test_the_laureate_is_told_and_their_page_says_so(self, laureate, manager, client):
        self.withdraw(laureate, manager)
        [letter] = letters("pioneers.laureate:")
        assert "The jury was misinformed." in text_of(letter)
        page = open_page(client, laureate).content.decode()
        assert "You are not shown on the site since" in page
        assert "Everyone can see that now." not in page
        assert last_event(laureate).verb == "pioneers.withdraw_laureate"
        assert Reversal.objects.get(candidacy=laureate).reasons == WHY

    def test_put_back_it_is_everywhere_again(self, laureate, manager, client):
        self.withdraw(laureate, manager)
        send_due_letters(at=now())
        restore_laureate(candidacy=laureate, why="It was right after all.", by=manager, at=now())
        assert client.get(reverse("pioneers:pioneer", args=[laureate.uuid])).status_code == 200
        assert name_of(laureate) in client.get("/pioneers/").content.decode()
        assert letters("pioneers.laureate:")[-1].template == "pioneers/laureate_restored"

    def test_put_back_before_the_e_mail_left_nobody_hears_of_either(self, laureate, manager):
        self.withdraw(laureate, manager)
        restore_laureate(candidacy=laureate, why="A slip.", by=manager, at=now())
        assert [letter.state for letter in letters("pioneers.laureate:")] == ["dropped"]

    def test_corrected_reasons_say_that_they_were_and_when(self, laureate, manager, client):
        words = {"en": "They opened two doors."}
        correct_laureate(candidacy=laureate, reasons=words, why=WHY, by=manager, at=now())
        page = client.get(reverse("pioneers:pioneer", args=[laureate.uuid])).content.decode()
        assert "They opened two doors." in page
        assert "They opened a door" not in page
        assert "These words were corrected on 20 November 2026." in page
        [item] = client.get("/pioneers/feed.json").json()["items"]
        assert (item["content_text"], item["date_modified"]) == (words["en"], now().isoformat())
        [letter] = letters("pioneers.laureate:")
        assert "They opened two doors." in text_of(letter)

    def test_what_each_step_asks_for(self, laureate, manager):
        with pytest.raises(PublicReasonsMissing):
            self.withdraw(laureate, manager, public_reasons={"en": " "})
        with pytest.raises(ReasonForChangeMissing):
            self.withdraw(laureate, manager, why="")
        with pytest.raises(NotAllowed):
            self.withdraw(laureate, EditorFactory())
        with pytest.raises(ReasonMissing):
            correct_laureate(candidacy=laureate, reasons={}, why=WHY, by=manager, at=now())
        self.withdraw(laureate, manager)
        with pytest.raises(NotOnSite):
            correct_laureate(candidacy=laureate, reasons={"en": "Other."}, why=WHY, by=manager, at=now())

    def test_before_the_reveal_there_is_nothing_on_the_site(self, concluded, manager):
        with pytest.raises(NotOnSite):
            self.withdraw(of(concluded)[0], manager)

    def test_a_nominee_who_took_back_their_yes_leaves_no_trace_at_the_address(self, laureate, manager, client):
        self.withdraw(laureate, manager)
        laureate.nominees.get().consents.update(withdrawn_at=now())
        assert client.get(reverse("pioneers:pioneer", args=[laureate.uuid])).status_code == 404

    def test_erased_the_words_about_them_are_gone(self, laureate, manager):
        self.withdraw(laureate, manager)
        erase_candidacy(candidacy=laureate, by=manager, at=now())
        assert fresh(laureate).unpublished_reasons == {}
        assert not Reversal.objects.exists()

    def test_withdrawn_before_the_results_went_out_no_e_mail_congratulates(self, manager, clock):
        candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True, reasons=REASONS)
        self.withdraw(Candidacy.objects.get(pk=candidacy.pk), manager)
        send_results(at=now())
        assert not letters("pioneers.result:")


class TestTakenUpNomination:
    @pytest.fixture
    def refused(self, edition, manager):
        nomination = NominationFactory(edition=edition, sent=True)
        return screen_nomination(nomination=nomination, accept=False, reason="An advertisement.", by=manager, at=now())

    def test_it_waits_to_be_screened_again_and_the_nominator_is_told(self, refused, manager, clock):
        assert refused.candidacy.state == "screening" or fresh(refused.candidacy).state == "dropped"
        clock.shift(GRACE.total_seconds())
        send_due_letters(at=now())
        nomination = take_up_nomination(nomination=refused, why=WHY, by=manager, at=now())
        assert (nomination.state, nomination.screening_reason) == ("submitted", "")
        assert fresh(refused.candidacy).state == "screening"
        [letter] = letters("pioneers.nomination_taken_up")
        assert letter.to_email == refused.nominator_email
        assert last_event(nomination).verb == "pioneers.take_up_nomination"
        screen_nomination(nomination=nomination, accept=True, by=manager, at=now())
        assert fresh(refused.candidacy).state == "asked"

    def test_within_the_minutes_the_nominator_hears_of_neither(self, refused, manager):
        take_up_nomination(nomination=refused, why=WHY, by=manager, at=now())
        assert [letter.state for letter in letters("pioneers.nomination_refused")] == ["dropped"]
        assert not letters("pioneers.nomination_taken_up")

    def test_turned_down_again_the_nominator_is_told_again(self, refused, manager):
        nomination = take_up_nomination(nomination=refused, why=WHY, by=manager, at=now())
        later = now() + timedelta(hours=1)
        screen_nomination(nomination=nomination, accept=False, reason="Still one.", by=manager, at=later)
        assert [letter.state for letter in letters("pioneers.nomination_refused")] == ["dropped", "waiting"]

    def test_not_once_the_choice_is_made(self, manager):
        nomination = NominationFactory(edition=EditionFactory(decided=True), sent=True, state="refused")
        with pytest.raises(ChoiceMade):
            take_up_nomination(nomination=nomination, why=WHY, by=manager, at=now())
        with pytest.raises(TransitionRefused):
            take_up_nomination(nomination=NominationFactory(screened=True), why=WHY, by=manager, at=now())


class TestClosingMoved:
    def test_everyone_with_a_draft_is_told_in_their_language(self, edition, manager):
        drafts = [NominationFactory(edition=edition, nominator__language=code) for code in ("en", "nb")]
        NominationFactory(edition=edition, of_device=True)
        update_edition(edition=edition, closes_at=edition.closes_at + timedelta(days=3), by=manager, at=now())
        told = letters("pioneers.window_moved")
        assert {(letter.to_email, letter.language) for letter in told} == {
            (drafts[0].nominator.email, "en"),
            (drafts[1].nominator.email, "nb"),
        }
        update_edition(
            edition=edition, closes_at=edition.closes_at + timedelta(days=5), by=manager, at=now() + GRACE / 2
        )
        assert [letter.state for letter in letters("pioneers.window_moved")] == ["dropped"] * 2 + ["waiting"] * 2

    def test_not_once_the_jury_has_begun(self, judging, manager):
        with pytest.raises(WindowClosed):
            update_edition(edition=judging, closes_at=now() + timedelta(days=1), by=manager, at=now())


class TestPagesBefore:
    def post(self, client, record, name, **data):
        page = client.post(staff_url(record, "action", name), data)
        assert page.status_code == 200
        return page.content.decode()

    def test_open_judging_says_what_is_unread_and_unanswered(self, client, manager):
        edition = EditionFactory(closed=True)
        plan_jury(edition=edition, due_at=now() + timedelta(days=20), min_reviews=2, by=manager, at=now())
        CandidacyFactory(edition=edition, accepted=True)
        CandidacyFactory(edition=edition, asked=True)
        NominationFactory(edition=edition, sent=True)
        client.force_login(manager)
        page = client.get(staff_url(edition, "action", "judging")).content.decode()
        for words in ("1 candidacy goes before the jury", "Nominations not screened", "Nominees who have not answered"):
            assert words in page
        assert "Jurors on the panel" in page
        assert fresh(edition).state == "announced"
        assert confirm(client, staff_url(edition, "action", "judging")).status_code == 302
        assert fresh(edition).state == "judging"

    def test_concluding_says_what_is_missing_and_opens_each_e_mail(self, judging, client, manager):
        waits = of(judging)[3]
        nominee = waits.nominees.get()
        nominee.person.language = "nb"
        nominee.person.save()
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        client.force_login(manager)
        page = self.post(client, judging, "conclude", override_reasons=OVERRIDE)
        for words in (
            "The jury’s round is not closed.",
            "the jury’s reasons: missing in",
            "no portrait to show",
            "2 others become “not chosen”.",
            "Valget er gjort",
        ):
            assert words in page, words
        assert fresh(judging).state == "judging"
        assert not Letter.objects.filter(template="pioneers/answering_closed").exists()
        url = staff_url(judging, "action", "conclude")
        assert confirm(client, url, {"override_reasons": OVERRIDE}).status_code == 302
        assert fresh(judging).state == "decided"

    def test_rejecting_says_what_becomes_of_the_nominee_and_opens_the_e_mail(self, edition, client, manager):
        nomination = NominationFactory(edition=edition, sent=True, language="nb")
        client.force_login(manager)
        page = self.post(client, nomination, "refuse", reason="An advertisement.")
        for words in (
            "Nobody else has nominated them: their candidacy ends with it.",
            nomination.nominator_email,
            "Vi har lest nominasjonen",
            "The e-mails wait 15 minutes.",
            "you can look at it again",
        ):
            assert words in page, words
        [quote] = BeautifulSoup(page, "html.parser").select("#preflight-consequences ~ ul blockquote")
        assert (quote.get_text(), quote.parent.contents[0]) == (
            "An advertisement.",
            "Your reason stays with the secretariat:",
        )
        assert "An advertisement." not in BeautifulSoup(page, "html.parser").select_one(".letter-text").get_text()
        assert (fresh(nomination).state, Letter.objects.count()) == ("submitted", 0)
        NominationFactory(edition=edition, screened=True, candidacy=nomination.candidacy)
        page = self.post(client, nomination, "refuse", reason="An advertisement.")
        assert "1 other nomination of the same nominee stays as it is." in page
        url = staff_url(nomination, "action", "refuse")
        assert confirm(client, url, {"reason": "An advertisement."}).status_code == 302
        assert fresh(nomination).state == "refused"

    def test_what_changed_meanwhile_is_shown_again(self, judging, client, manager):
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        client.force_login(manager)
        url = staff_url(judging, "action", "conclude")
        read = carried(client.post(url, {"override_reasons": OVERRIDE}))
        NominationFactory(edition=judging, sent=True)
        again = client.post(url, read)
        assert "Something changed since you opened this page." in again.content.decode()
        assert fresh(judging).state == "judging"

    def test_what_staff_are_recused_from_is_neither_shown_nor_counted(self, judging, client, manager):
        """The page is the same whether they wait or not; they are told all the same."""
        waits = of(judging)[3]
        NominationFactory(edition=judging, sent=True, candidacy=waits)
        choose_laureate(candidacy=of(judging)[0], reasons=REASONS, by=manager, at=now())
        client.force_login(manager)
        before = self.post(client, judging, "conclude", override_reasons=OVERRIDE)
        assert waits.nominees.get().name in before
        assert "1 nominee who waits is told" in before
        recuse_staff_from_candidacy(candidacy=waits, reason="family", by=manager, at=now())
        page = self.post(client, judging, "conclude", override_reasons=OVERRIDE)
        for words in ("who waits", "is not screened", "Nominations not screened", "Nobody gets an e-mail"):
            assert words not in page, words
        nominators = waits.nominations.values_list("nominator_email", flat=True)
        for secret in (waits.nominees.get().name, waits.email, *nominators):
            assert secret not in page
        assert "is neither shown nor counted on this page" in page
        Candidacy.objects.filter(pk=waits.pk).update(state="declined")
        again = self.post(client, judging, "conclude", override_reasons=OVERRIDE)
        assert shown_of(again) == shown_of(page)
        Candidacy.objects.filter(pk=waits.pk).update(state="asked")
        confirm(client, staff_url(judging, "action", "conclude"), {"override_reasons": OVERRIDE})
        assert len(about_answering("closed")) == 1

    def test_closing_in_the_past_has_to_be_typed(self, client, manager, edition):
        NominationFactory(edition=edition)
        client.force_login(manager)
        url = staff_url(edition, "edit")
        data = filled_in(client, url) | {"closes_at": "19.11.2026 12:00"}
        page = client.post(url, data)
        assert page.status_code == 200
        assert "Drafts that are not sent" in page.content.decode()
        assert fresh(edition).closes_at > now()
        assert client.post(url, carried(page) | {"typed_day": "20.11.2026"}).status_code == 200
        assert client.post(url, carried(page) | {"typed_day": "19.11.2026"}).status_code == 302
        assert fresh(edition).closes_at < now()

    def test_every_way_back_has_its_page_and_button(self, laureate, client, manager):
        client.force_login(manager)
        assert staff_url(laureate, "action", "withdraw-laureate") in client.get(staff_url(laureate)).content.decode()
        url = staff_url(laureate, "action", "withdraw-laureate")
        page = self.post(client, laureate, "withdraw-laureate", public_reasons_en="A slip.", why=WHY)
        assert "The laureate leaves the site at once" in page
        [quote] = BeautifulSoup(page, "html.parser").select("li > blockquote")
        assert quote.get_text() == "A slip."
        assert quote.parent.contents[0].endswith("withdrawn today, and (English):")
        assert fresh(laureate).unpublished_at is None
        confirm(client, url, {"public_reasons_en": "A slip.", "why": WHY})
        assert fresh(laureate).unpublished_at == now()
        assert WHY in client.get(staff_url(laureate)).content.decode()
        send_due_letters(at=now())
        confirm(client, staff_url(laureate, "action", "restore-laureate"), {"why": "Right after all."})
        assert fresh(laureate).unpublished_at is None
        words = {"reasons_en": "Two doors.", "reasons_nb": "To dører.", "why": WHY}
        read = BeautifulSoup(self.post(client, laureate, "correct-laureate", **words), "html.parser")
        assert [quote.get_text() for quote in read.select("li > blockquote")] == ["Two doors.", "To dører."]
        confirm(client, staff_url(laureate, "action", "correct-laureate"), words)
        assert fresh(laureate).reasons == {"en": "Two doors.", "nb": "To dører."}
        page = self.post(client, laureate, "correct-laureate", **words)
        assert "It reads like this already." in page
        assert "The laureate is told at once." not in page

    def test_reopening_and_taking_up_on_screen(self, concluded, client, manager):
        client.force_login(manager)
        confirm(client, staff_url(concluded, "action", "reopen"), {"why": WHY})
        assert fresh(concluded).state == "judging"
        assert WHY in client.get(staff_url(concluded)).content.decode()
        refused = NominationFactory(edition=Edition.objects.get(pk=concluded.pk), sent=True, state="refused")
        page = self.post(client, refused, "take-up", why=WHY)
        assert "has not left" in page
        confirm(client, staff_url(refused, "action", "take-up"), {"why": WHY})
        assert Nomination.objects.get(pk=refused.pk).state == "submitted"
