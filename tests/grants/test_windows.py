"""The window of a call that was moved by mistake: taken back until people were told, refused from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from grants.actions.calls import cancel_call, restore_call, update_call
from grants.actions.reminders import remind_drafts
from grants.actions.windows import take_back_window
from grants.errors import CallFixed
from grants.models import Application, Call, Reversal
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.cities.models import ContactPerson
from portal.core.clock import now
from portal.core.errors import NotAllowed, ReasonForChangeMissing
from portal.core.states import TransitionRefused
from portal.mail.actions.sending import send_due_letters
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.benchmark.forms import fields_of
from tests.factories.cities import ContactPersonFactory
from tests.factories.grants import ApplicationFactory, CallFactory, RepresentativeFactory
from tests.factories.people import EditorFactory, ManagerFactory
from tests.grants.pages import page_url, text_of
from tests.support.preflight import carried, confirm
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db

TOLD = datetime(2026, 12, 1, 22, 59, tzinfo=UTC)
TOO_LATE = datetime(2027, 12, 1, 22, 59, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.fixture(autouse=True)
def _clock(clock):
    clock("2026-11-20T10:00:00Z")


@pytest.fixture
def draft():
    call = CallFactory(zone="Europe/Oslo", opens_at=datetime(2026, 11, 1, 8, tzinfo=UTC), closes_at=TOLD)
    return ApplicationFactory(call=call, language="en")


def fresh(draft) -> Call:
    return Call.objects.get(pk=draft.call_id)


def move(draft, manager, closes_at, **more):
    return update_call(call=fresh(draft), closes_at=closes_at, by=manager, at=now(), **more)


def take_back(draft, manager, why="A typing slip."):
    return take_back_window(call=fresh(draft), why=why, by=manager, at=now())


def mailed() -> list[tuple[str, str]]:
    """Each e-mail about moved dates: its state, and the closing it tells."""
    told = {"1 December 2026": "told", "1 December 2027": "too late", "3 December 2026": "meant"}
    letters = Letter.objects.filter(template="grants/window_moved").order_by("id")
    return [(letter.state, next(name for day, name in told.items() if day in letter.text)) for letter in letters]


class TestTakenBack:
    def test_by_its_pages_and_nobody_is_told(self, client, clock, manager, draft):
        client.force_login(manager)
        edit = reverse("grants_call:edit", args=[draft.call.uuid])
        typed = fields_of(client.get(edit).content, "names_en")
        page = client.post(edit, {**typed, "closes_at": "2027-12-01T23:59"})
        assert "Until then “Take the new dates back” on the page of the call stops them" in text_of(page)
        client.post(edit, carried(page))
        assert fresh(draft).closes_at == TOO_LATE
        page = text_of(client.get(staff_url(draft.call)))
        assert "told that the call closes on 1 December 2026 at 23:59" in page
        assert "20 November 2026 at 11:15" in page
        step = staff_url(draft.call, "action", "take-back-dates")
        assert step in page
        clock.shift(14 * 60)
        before = client.post(step, {"why": "The wrong year."})
        written, stopped = text_of(before).split('id="preflight-stopped"')
        assert "You can do this until 20 November 2026 at 11:15" in written
        assert "Nobody gets an e-mail." in written
        assert draft.contact.email in stopped
        client.post(step, carried(before))
        assert fresh(draft).closes_at == TOLD
        send_due_letters(at=now() + timedelta(hours=1))
        assert mailed() == [("dropped", "too late")]
        assert Reversal.objects.get().reasons == "The wrong year."
        assert "grants.take_back_window" in [line.verb for line in history_of(draft.call)]
        page = text_of(client.get(staff_url(draft.call)))
        assert "The wrong year." in page
        assert step not in page

    def test_to_the_date_that_was_meant_with_a_reason_and_only_that_is_told(self, client, clock, manager, draft):
        move(draft, manager, TOO_LATE)
        clock.shift(60)
        client.force_login(manager)
        edit = reverse("grants_call:edit", args=[draft.call.uuid])
        typed = {**fields_of(client.get(edit).content, "names_en"), "closes_at": "2026-12-03T23:59"}
        assert "Say why." in text_of(client.post(edit, typed))
        assert confirm(client, edit, {**typed, "why": "The wrong year."}).status_code == 302
        send_due_letters(at=now() + GRACE)
        assert mailed() == [("dropped", "too late"), ("sent", "meant")]
        assert Reversal.objects.get().reasons == "The wrong year."

    def test_after_several_moves_to_what_was_told_before_the_first(self, clock, manager, draft):
        move(draft, manager, TOLD + timedelta(days=2))
        clock.shift(10 * 60)
        move(draft, manager, TOO_LATE)
        clock.shift(10 * 60)
        assert take_back(draft, manager).closes_at == TOLD
        send_due_letters(at=now() + timedelta(hours=1))
        assert mailed() == [("dropped", "meant"), ("dropped", "too late")]

    def test_the_opening_of_a_coming_call_too(self, manager, draft):
        opens = now() + timedelta(days=2)
        Call.objects.update(opens_at=opens)
        update_call(call=fresh(draft), opens_at=opens + A_MINUTE, closes_at=TOO_LATE, by=manager, at=now())
        assert take_back(draft, manager).window == (opens, TOLD)

    def test_moved_and_taken_back_again_and_again(self, manager, draft):
        for _time in range(2):
            move(draft, manager, TOO_LATE)
            assert take_back(draft, manager).closes_at == TOLD
        assert set(mailed()) == {("dropped", "too late")}

    def test_what_was_written_meanwhile_stays_and_who_began_meanwhile_is_told(self, client, clock, manager, draft):
        move(draft, manager, TOO_LATE)
        clock.shift(60)
        begun = ApplicationFactory(call=draft.call, language="en", started_at=now())
        take_back(draft, manager)
        assert Application.objects.get(pk=begun.pk).answers == begun.answers
        client.force_login(begun.contact)
        assert begun.title in text_of(client.get(page_url(begun)))
        send_due_letters(at=now() + GRACE)
        told = Letter.objects.get(template="grants/window_moved", state="sent")
        assert told.to_email == begun.contact.email
        assert "1 December 2026" in told.text

    def test_it_takes_a_reason_and_the_right(self, manager, draft):
        move(draft, manager, TOO_LATE)
        with pytest.raises(ReasonForChangeMissing):
            take_back(draft, manager, why=" ")
        with pytest.raises(ReasonForChangeMissing):
            move(draft, manager, TOLD)
        with pytest.raises(NotAllowed):
            take_back(draft, EditorFactory())
        assert fresh(draft).closes_at == TOO_LATE
        assert mailed() == [("waiting", "too late")]

    def test_nothing_moved_is_not_taken_back(self, manager, draft):
        with pytest.raises(TransitionRefused):
            take_back(draft, manager)
        move(draft, manager, TOO_LATE)
        take_back(draft, manager)
        with pytest.raises(TransitionRefused):
            take_back(draft, manager)


def test_an_open_call_whose_opening_has_seconds_is_saved_from_its_form(client, manager, draft):
    opened = datetime(2026, 11, 1, 8, 0, 41, 7, tzinfo=UTC)
    Call.objects.update(opens_at=opened)
    client.force_login(manager)
    edit = reverse("grants_call:edit", args=[draft.call.uuid])
    typed = fields_of(client.get(edit).content, "names_en")
    assert client.post(edit, {**typed, "answer_days": "30"}).status_code == 302
    assert (fresh(draft).answer_days, fresh(draft).opens_at) == (30, opened)
    assert not Letter.objects.exists()


class TestRefused:
    def test_earlier_than_was_told(self, manager, draft):
        move(draft, manager, TOO_LATE)
        with pytest.raises(CallFixed, match="closes on 1 December 2026 at 23:59.*can’t close before that"):
            move(draft, manager, TOLD - A_MINUTE, why="x")

    def test_in_the_past(self, clock, manager, draft):
        clock(TOLD + A_MINUTE)
        move(draft, manager, TOO_LATE)
        with pytest.raises(CallFixed, match="in the past"):
            move(draft, manager, now(), why="x")
        with pytest.raises(CallFixed, match="in the past"):
            take_back(draft, manager)
        assert move(draft, manager, now() + A_MINUTE, why="x").closes_at == now() + A_MINUTE

    @pytest.mark.parametrize("with_drafts", [True, False])
    def test_once_told(self, client, clock, manager, draft, with_drafts):
        if not with_drafts:
            Application.objects.all().delete()
        move(draft, manager, TOO_LATE)
        clock.shift(GRACE.total_seconds())
        for act in (lambda: move(draft, manager, TOLD, why="x"), lambda: take_back(draft, manager)):
            with pytest.raises(CallFixed, match="were told that the call closes on 1 December 2027"):
                act()
        client.force_login(manager)
        assert staff_url(draft.call, "action", "take-back-dates") not in text_of(client.get(staff_url(draft.call)))

    def test_by_a_slow_click_when_an_e_mail_has_left(self, clock, manager, draft):
        move(draft, manager, TOO_LATE)
        clock.shift(14 * 60)
        send_due_letters(at=now() + A_MINUTE)
        with pytest.raises(CallFixed):
            take_back(draft, manager)
        assert fresh(draft).closes_at == TOO_LATE


class TestManyDrafts:
    def test_cost_as_many_queries_as_one(self, client, clock, manager, draft):
        """Moved, taken back, cancelled, put back before and after everyone was told."""

        def visit():
            at = now()
            for step in range(2):
                clock.shift(60)
                move(draft, manager, TOO_LATE)
                take_back(draft, manager)
                move(draft, manager, TOO_LATE)
                cancel_call(call=fresh(draft), by=manager, at=now())
                if step:
                    Letter.objects.filter(state="waiting").update(state="sent", ended_at=at)
                clock.shift(60)
                restore_call(call=fresh(draft), why="The wrong call.", by=manager, at=now())
                Call.objects.update(
                    closes_at=TOLD, window_told_at=None, window_moved_at=None, told_opens_at=None, told_closes_at=None
                )

        assert_flat(lambda: ApplicationFactory(call=draft.call, language="en"), visit)
        told = Letter.objects.filter(template="grants/call_restored").values("to_email").distinct().count()
        assert told == Application.objects.count()

    def test_each_is_told_in_their_own_words_by_who_acts_now(self, manager, draft):
        other = ApplicationFactory(call=draft.call, language="en", title="Lys i gata")
        ContactPerson.objects.filter(city=other.city).update(until=now())
        colleague = ContactPersonFactory(city=other.city).user
        seats = [RepresentativeFactory(), RepresentativeFactory()]
        for seat in seats:
            ApplicationFactory(call=draft.call, organisation=seat.organisation, city=None, contact=seat.user)
        Application.objects.filter(contact=seats[1].user).update(contact=None)
        RepresentativeFactory(organisation=seats[1].organisation, state="ended")
        move(draft, manager, TOO_LATE)
        letters = {letter.to_email: letter for letter in Letter.objects.filter(template="grants/window_moved")}
        assert set(letters) == {draft.contact.email, colleague.email, *(seat.user.email for seat in seats)}
        assert "Lys i gata" in letters[colleague.email].text
        assert str(draft.uuid) in letters[draft.contact.email].text
        assert letters[colleague.email].about_uuid == other.uuid


class TestNothingTellsANewDateEarly:
    def test_no_reminder_goes_out_before(self, clock, manager, draft):
        move(draft, manager, now() + timedelta(days=12))
        clock(now() + timedelta(days=10))
        Call.objects.update(closes_at=now() + timedelta(days=1))
        move(draft, manager, now() + timedelta(days=2))
        assert remind_drafts(at=now()) == 0
        clock.shift(GRACE.total_seconds())
        assert remind_drafts(at=now()) == 1

    def test_a_new_date_has_a_reminder_of_its_own_and_an_old_one_no_second(self, clock, manager, draft):
        clock(TOLD - timedelta(days=1))
        assert remind_drafts(at=now()) == 1
        move(draft, manager, TOLD + timedelta(days=1))
        take_back(draft, manager)
        remind_drafts(at=now())
        assert Letter.objects.filter(template="grants/draft_reminder").count() == 1
        move(draft, manager, TOLD + timedelta(days=1))
        clock.shift(GRACE.total_seconds())
        remind_drafts(at=now())
        assert Letter.objects.filter(template="grants/draft_reminder").count() == 2

    @pytest.mark.both
    def test_cancelled_meanwhile_and_put_back_it_is_told_after_all(self, clock, manager, draft):
        move(draft, manager, TOO_LATE)
        clock.shift(60)
        cancel_call(call=fresh(draft), by=manager, at=now())
        clock.shift(60)
        restore_call(call=fresh(draft), why="The wrong call.", by=manager, at=now())
        assert mailed() == [("dropped", "too late"), ("waiting", "too late")]
        assert take_back(draft, manager).closes_at == TOLD

    def test_taken_back_cancelled_and_put_back_nobody_hears_of_it(self, manager, draft):
        move(draft, manager, TOO_LATE)
        take_back(draft, manager)
        cancel_call(call=fresh(draft), by=manager, at=now())
        restore_call(call=fresh(draft), why="The wrong call.", by=manager, at=now())
        assert not Letter.objects.exclude(state="dropped").exists()
