"""Two tabs, two devices, two colleagues, and a page loaded again at once: no word is lost and nobody is overwritten."""

import re

import pytest

from pioneers.models import Nomination
from portal.adminkit.addresses import staff_url
from portal.assessment.models import Review
from portal.assessment.sources import register_entry_source, unregister_entry_source
from tests.factories.assessment import (
    AssignmentFactory,
    CriterionFactory,
    EntryFactory,
    FakeSource,
    PanelMemberFactory,
    RoundFactory,
)
from tests.factories.grants import ApplicationFactory
from tests.factories.people import ManagerFactory, PersonFactory, UserFactory
from tests.factories.pioneers import EditionFactory
from tests.journeys.conftest import DESK
from tests.journeys.prize import press, sees

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
LAG = 0.15


def saved(page):
    page.locator("[data-autosave-status][data-state=saved]").wait_for()


def panel(page):
    """The question beside the form: whose words stand."""
    shown = page.locator("[data-autosave-versions]")
    shown.wait_for()
    return shown


def choose(page, words: str):
    with page.expect_navigation():
        panel(page).get_by_role("button", name=words, exact=True).click()


@pytest.fixture
def draft(db):
    return ApplicationFactory()


@pytest.fixture
def conflict(visit, draft):
    """The title was typed in one tab and saved, and typed otherwise in another: the second tab's page."""

    def made():
        visitor = visit().be(draft.contact)
        page = visitor.go(f"/applications/{draft.uuid}/edit/")
        other = visitor.context.new_page()
        other.goto(page.url)
        other.fill("[name=title]", "Fra den andre fanen")
        saved(other)
        page.fill("[name=title]", "Fra den første fanen")
        assert "Fra den første fanen" in panel(page).inner_text()
        return visitor, page

    return made


def title(draft) -> str:
    draft.refresh_from_db()
    return draft.title


def test_two_tabs_of_an_application_side_by_side(conflict, draft):
    visitor, page = conflict()
    visitor.check()
    choose(page, "Show both side by side")
    sees(page, "Fra den andre fanen")
    sees(page, "Fra den første fanen")
    visitor.check()
    page.reload()
    sees(page, "Fra den første fanen")
    assert title(draft) == "Fra den andre fanen"
    page.get_by_role("radio", name="Mine").check()
    press(page, "Save what I chose")
    assert title(draft) == page.input_value("[name=title]") == "Fra den første fanen"
    sees(page, "Words you didn’t keep")
    sees(page, "Fra den andre fanen")
    assert not page.locator("[data-autosave-versions]").is_visible()
    visitor.check()


@pytest.mark.parametrize(
    ("words", "stands", "not_kept"),
    [
        ("Keep mine", "Fra den første fanen", "Fra den andre fanen"),
        ("Take the other", "Fra den andre fanen", "Fra den første fanen"),
    ],
)
def test_one_tap_settles_it_and_nothing_is_lost(conflict, draft, words, stands, not_kept):
    visitor, page = conflict()
    choose(page, words)
    assert title(draft) == page.input_value("[name=title]") == stands
    assert not_kept in page.locator(".not-kept").inner_text()
    assert not page.locator("[data-autosave-versions]").is_visible()
    visitor.check()


def test_a_reload_after_a_conflict_shows_both_and_overwrites_nothing(conflict, draft):
    visitor, page = conflict()
    page.reload()
    assert "Fra den første fanen" in panel(page).inner_text()
    assert page.input_value("[name=title]") == "Fra den andre fanen"
    page.wait_for_timeout(1200)
    assert title(draft) == "Fra den andre fanen"
    visitor.check()


@pytest.mark.parametrize("lag", [0, LAG])
def test_what_was_typed_just_before_a_reload_stands(visit, draft, lag):
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    if lag:
        network = visitor.context.new_cdp_session(page)
        network.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": lag * 1000, "downloadThroughput": -1, "uploadThroughput": -1},
        )
    for words in ("Trygg", "Trygg vei", "Trygg vei hjem"):
        page.fill("[name=title]", words)
        page.reload()
        assert page.input_value("[name=title]") == words
    page.fill("[name=need]", "Det neste ordet.")
    page.locator("[data-autosave-status]:is([data-state=saved], [data-state=noted])").wait_for()
    assert not page.locator("[data-autosave-versions]").is_visible()
    assert title(draft) == "Trygg vei hjem"
    assert draft.answers["need"] == "Det neste ordet."


@pytest.mark.parametrize("lost", [1, 2, 4])
def test_answers_lost_on_the_way_and_pages_loaded_again_are_no_conflict(visit, draft, lost):
    """The first words reach the server, their answer never comes; later ones get nowhere before it loads again."""
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    autosave = f"**/applications/{draft.uuid}/autosave/"
    arrived = []

    def lose(route):
        if not arrived:
            arrived.append(route.fetch().status)
        route.abort()

    page.route(autosave, lose)
    words = "Trygg vei"
    page.fill("[name=title]", words)
    page.locator("[data-autosave-status][data-state=offline]").wait_for()
    assert title(draft) == words
    for step in range(lost):
        words += f" {step}"
        page.fill("[name=title]", words)
        page.reload()
        assert page.input_value("[name=title]") == words
    page.unroute(autosave)
    page.fill("[name=need]", "På nett igjen.")
    saved(page)
    assert not page.locator("[data-autosave-versions]").is_visible()
    assert title(draft) == words
    assert draft.answers["need"] == "På nett igjen."
    visitor.complaints.clear()


def test_a_page_made_before_the_last_save_still_shows_what_was_typed_after_it(visit, draft):
    """Loading it again was begun first; while it was on its way the old page saved, and was typed in once more."""
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    made_before = visitor.context.request.get(page.url).text()
    page.fill("[name=title]", "Trygg")
    saved(page)
    autosave = f"**/applications/{draft.uuid}/autosave/"
    page.route(autosave, lambda route: route.abort())
    page.fill("[name=title]", "Trygg vei")
    page.route(page.url, lambda route: route.fulfill(body=made_before, content_type="text/html; charset=utf-8"))
    page.reload()
    assert page.input_value("[name=title]") == "Trygg vei"
    page.unroute(autosave)
    page.fill("[name=need]", "På nett igjen.")
    saved(page)
    assert not page.locator("[data-autosave-versions]").is_visible()
    assert title(draft) == "Trygg vei"
    visitor.complaints.clear()


def test_nothing_of_a_draft_stays_in_the_browser_after_signing_out(visit, draft):
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    visitor.context.set_offline(True)
    page.fill("[name=title]", "Bare her")
    page.locator("[data-autosave-status][data-state=offline]").wait_for()
    visitor.context.set_offline(False)
    assert page.evaluate("Object.keys(localStorage).some((key) => localStorage[key].includes('Bare'))") or title(draft)
    page.evaluate('localStorage.setItem(\'draft:x:y:z\', \'{"owner": "x", "text": "Bare", "at": 9e15}\')')
    page.on("dialog", lambda dialog: dialog.accept())
    visitor.go("/account/logout/")
    page.locator("main button[type=submit], main form button").first.click()
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length") == 0
    visitor.complaints.clear()


def test_two_devices_on_one_nomination(visit):
    edition = EditionFactory()
    user = UserFactory(name="Åse")
    phone, desk = visit().be(user), visit(DESK).be(user)
    first = phone.go("/pioneers/nominate/")
    first.fill("[name=did]", "Begun on the phone.")
    saved(first)
    second = desk.go("/pioneers/nominate/")
    second.fill("[name=changed]", "Written at the desk.")
    saved(second)
    first.fill("[name=courage]", "Written on the phone.")
    first.get_by_text("Also changed elsewhere: What changed?").wait_for()
    second.fill("[name=did]", "Begun on the phone, ended at the desk.")
    second.get_by_text("Also changed elsewhere").wait_for()
    draft = Nomination.objects.get(edition=edition)
    assert (draft.changed, draft.courage) == ("Written at the desk.", "Written on the phone.")
    first.fill("[name=did]", "Begun on the phone, ended there.")
    choose(first, "Show both side by side")
    phone.check()
    first.get_by_role("radio", name="Both, one below the other").check()
    press(first, "Save what I chose")
    draft.refresh_from_db()
    assert draft.did == "Begun on the phone, ended there.\n\nBegun on the phone, ended at the desk."
    phone.check()


@pytest.fixture
def source():
    yield register_entry_source(FakeSource())
    unregister_entry_source(FakeSource.kind)


def test_a_review_in_two_tabs(visit, source):
    round = RoundFactory(open=True)
    CriterionFactory(round=round)
    juror = PanelMemberFactory(round=round).user
    entry = EntryFactory(round=round, subject_uuid=source.add())
    AssignmentFactory(entry=entry, reviewer=juror)
    visitor = visit().be(juror)
    page = visitor.go(f"/review/{entry.uuid}/")
    other = visitor.context.new_page()
    other.goto(page.url)
    other.fill("[name=comment]", "From the other tab.")
    saved(other)
    page.fill("[name=comment]", "From this tab.")
    choose(page, "Keep mine")
    assert Review.objects.get().comment == "From this tab."
    assert "From the other tab." in page.locator(".not-kept").inner_text()
    visitor.check()


def test_a_staff_form_in_two_tabs(visit, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    person = PersonFactory(given_name="Liv", family_name="Berg")
    address = staff_url(person, "edit")
    one, two = visit().be(ManagerFactory(name="Mikkel")), visit(DESK).be(ManagerFactory(name="Solveig Haug"))
    mine, theirs = one.go(address), two.go(address)
    theirs.fill("[name=family_name]", "Bergh")
    theirs.locator("form button[type=submit]:visible").last.click()
    theirs.wait_for_url(lambda url: not url.endswith("/edit/"))
    mine.fill("[name=family_name]", "Berge")
    mine.fill("[name=given_name]", "Live")
    mine.locator("form button[type=submit]:visible").last.click()
    sees(mine, "Solveig Haug changed this on")
    assert not mine.get_by_role("group", name="Given name").count()
    one.check()
    mine.get_by_role("radio", name=re.compile("Take what I typed")).check()
    press(mine, "Save what I chose")
    person.refresh_from_db()
    assert (person.given_name, person.family_name) == ("Live", "Berge")


def test_back_after_a_refused_form(visit):
    user = UserFactory(with_password=True)
    visitor = visit()
    page = visitor.go("/account/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", "not it")
    with page.expect_navigation():
        page.locator("main button[type=submit]:visible").first.click()
    refused = page.url
    assert page.input_value("[name=login]") == user.email
    visitor.check()
    page.reload()
    assert page.input_value("[name=login]") == user.email
    visitor.go("/pioneers/")
    page.go_back()
    page.wait_for_load_state()
    assert page.url == refused
    assert page.input_value("[name=login]") == user.email
