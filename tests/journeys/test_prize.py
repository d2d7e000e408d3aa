"""The prize in a browser, staff at a desk and everyone else on a phone: from the first word to the laureate."""

from datetime import timedelta

import pytest

from pioneers.actions.drafts import save_draft
from pioneers.actions.nominations import screen_nomination, submit_nomination
from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.jury import round_of
from pioneers.tasks import results
from portal.adminkit.addresses import staff_url
from portal.assessment.models import Review
from portal.core import clock
from portal.mail.models import Letter
from tests.factories.people import UserFactory
from tests.journeys.conftest import DESK
from tests.journeys.prize import DID, NOMINEE, TEXTS, fill_nomination, manager, open_edition, press, sees, sign_in
from tests.journeys.staff import fill_in, seat, spread, step, sure
from tests.portal.people.letters import as_read, code_sent_to, last_letter, link_sent_to

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
# The link from an edition to where its jury sits.
JURY = "Criteria, panel, who reads what"


@pytest.fixture(autouse=True)
def staff_sign_in_by_password(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


def test_from_the_first_word_to_the_laureate_in_the_gallery(visit, travel):
    travel("2027-03-01T09:00:00Z")
    runs_it = manager()
    staff = visit(DESK)
    edition = edition_made_in_the_admin(staff, runs_it)
    nominate(visit)
    screen(staff)
    accept_consent_page(visit)
    travel(edition.closes_at + timedelta(days=1))
    staff.be(runs_it)
    judge(visit, staff, edition)
    choose(staff, edition)
    reveal(visit, travel, edition)


def edition_made_in_the_admin(staff, runs_it) -> Edition:
    page = sign_in(staff, runs_it.email)
    staff.go("/admin/pioneers/edition/new/")
    fill_in(
        page,
        year="2027",
        titles_en="Nordic Pioneer Prize 2027",
        opens_at="01.03.2027 09:00",
        closes_at="31.03.2027 23:59",
        reveal_at="23.09.2027 19:00",
        age_on="01.09.2027",
        prize="25 000",
    )
    page.locator("[name=countries][value=NO]").check()
    page.locator("form button[type=submit]:visible").last.click()
    page.wait_for_url(lambda address: not address.endswith("/new/"))
    edition = Edition.objects.get(year=2027)
    sure(staff, edition, "announce", typed_day="01.03.2027")
    edition.refresh_from_db()
    assert (edition.state, edition.prize_minor) == ("announced", 2_500_000)
    return edition


def nominate(visit):
    """Without an account: saved as it is typed, there again when the page is opened anew, sent with a code."""
    visitor = visit()
    page = visitor.go("/pioneers/")
    visitor.check()
    page.locator("main a[href$='/pioneers/nominate/']").first.click()
    page.fill("[name=nominator_name]", "Åse")
    page.locator("[data-autosave-status][data-state=saved]").wait_for()
    page.reload()
    assert page.input_value("[name=nominator_name]") == "Åse"
    press(page, "Send the nomination")
    sees(page, "Tell us what they did.")
    visitor.check()
    fill_nomination(page)
    press(page, "Send the nomination")
    page.wait_for_url("**/confirm/")
    visitor.check()
    assert not Nomination.objects.filter(state="submitted").exists()
    page.fill("[name=code]", code_sent_to("ase@example.org"))
    press(page, "Send the nomination")
    page.wait_for_url("**/sent/")
    sees(page, "NP27-0001")
    visitor.check()
    visitor.go("/nominations/")
    sees(page, NOMINEE)
    visitor.check()


def screen(staff):
    """Staff read it and pass it on: the nominee is asked."""
    nomination = Nomination.objects.get()
    sees(staff.go(staff_url(nomination)), DID)
    step(staff, nomination, "accept")


def accept_consent_page(visit):
    """Opening the letter's link changes nothing; the nominee says yes and chooses what may be shown."""
    nominee = visit()
    page = nominee.go(link_sent_to("thora@example.org"))
    assert page.url.endswith("/consent/") or "/consent/?" in page.url
    sees(page, "Åse Nominatør")
    assert Nominee.objects.get().state == "asked"
    nominee.check()
    page.fill("[name=birth_date]", "2004-03-17")
    press(page, "Yes, I want to take part")
    sees(page, "What can be shown")
    nominee.check()
    page.get_by_label("my name", exact=True).check()
    press(page, "Save what can be shown")
    sees(page, "Your choices about what can be shown are saved.")
    assert Candidacy.objects.get().state == "accepted"


def seat_the_jury(staff, edition, juror):
    """Staff plan the jury's round, seat the juror, open judging and give out what there is to read."""
    due = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    step(staff, edition, "jury", due_at=due, min_reviews="1")
    seat(staff, edition, JURY, [juror])
    sure(staff, edition, "judging")
    spread(staff, edition, JURY, 1, given=1)


def judge(visit, staff, edition):
    """The juror reads, scores as a draft that saves itself, and submits."""
    juror = UserFactory(email="juror@example.org", name="Liv", with_password=True)
    seat_the_jury(staff, edition, juror)
    reader = visit()
    page = sign_in(reader, juror.email)
    reader.go("/review/")
    reader.check()
    page.get_by_role("link", name=NOMINEE).click()
    sees(page, DID)
    scales = page.locator("fieldset.scale")
    scales.first.locator("label").nth(4).click()
    page.locator("[data-autosave-status][data-state=saved]").wait_for()
    reader.check()
    assert Review.objects.get().state == "draft"
    for number in range(1, scales.count()):
        scales.nth(number).locator("label").nth(3).click()
    page.fill("[name=comment]", "Quiet courage, told plainly.")
    press(page, "Submit review")
    sees(page, "Submitted on")
    reader.check()
    assert Review.objects.get().state == "submitted"


def choose(staff, edition):
    """Staff see the ranking and choose, with reasons; the choice is concluded."""
    page = staff.go(staff_url(edition))
    sees(page, "How the jury ranks them")
    staff.go(staff_url(round_of(edition), "ranking"))
    sees(page, NOMINEE)
    step(staff, Candidacy.objects.get(), "choose", reasons_en="She opened a door for others.")
    sure(staff, edition, "conclude", override_reasons="All have read it; the round stays open for their words.")
    assert Edition.objects.get(pk=edition.pk).state == "decided"


def reveal(visit, travel, edition):
    """Half a minute before, nobody learns of it; and then gallery, page, feed and a letter tell."""
    travel(edition.reveal_at - timedelta(seconds=30))
    early = visit()
    for path in ("/pioneers/", "/pioneers/feed.json"):
        assert NOMINEE not in early.go(path).content()
    results(clock.now())
    assert not Letter.objects.filter(reason__startswith="pioneers.result").exists()
    travel(edition.reveal_at + timedelta(seconds=1))
    visitor = visit()  # another browser: the one above may keep its page for the half minute, which did not pass for it
    page = visitor.go("/pioneers/")
    sees(page, NOMINEE)
    visitor.check()
    page.get_by_role("link", name=NOMINEE).click()
    sees(page, "She opened a door for others.")
    visitor.check()
    assert "thora@example.org" not in page.content()
    assert NOMINEE in visitor.context.request.get("/pioneers/feed.json").json()["items"][0]["title"]
    results(clock.now())
    assert "you are a Nordic Pioneer" in as_read(last_letter("thora@example.org"))


def asked(runs_it) -> Nomination:
    """A nomination sent and passed on, as the secretariat's work goes."""
    edition = open_edition(runs_it)
    at = clock.now()
    nominator = UserFactory(email="ase@example.org", name="Åse Nominatør")
    values = {
        "nominator_name": nominator.name,
        "nominator_email": nominator.email,
        "relation": "teacher",
        "nominee_name": NOMINEE,
        "nominee_email": "thora@example.org",
        "nominee_country": "NO",
        "category": edition.categories.first(),
        **TEXTS,
    }
    draft = save_draft(edition=edition, values=values, version=0, by=nominator, language="en", at=at).draft
    sent = submit_nomination(nomination=draft, by=nominator, at=at)
    return screen_nomination(nomination=sent, accept=True, by=runs_it, at=at)


def test_nominating_with_javascript_off(visit):
    open_edition(manager())
    visitor = visit(javascript=False)
    page = visitor.go("/pioneers/nominate/")
    page.fill("[name=nominator_name]", "Åse")
    press(page, "Save the draft")
    sees(page, "The draft is saved.")
    assert visitor.go("/pioneers/nominate/").input_value("[name=nominator_name]") == "Åse"
    fill_nomination(page)
    press(page, "Send the nomination")
    page.fill("[name=code]", code_sent_to("ase@example.org"))
    press(page, "Send the nomination")
    sees(page, "Your nomination of")
    assert Nomination.objects.get().state == "submitted"
    visitor.check()


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_answering_consent_with_javascript_off(visit, answer):
    asked(manager())
    visitor = visit(javascript=False)
    page = visitor.go(link_sent_to("thora@example.org"))
    if answer == "no":
        press(page, "No, thank you")
        sees(page, "You said no")
        assert Nominee.objects.get().state == "declined"
        return
    press(page, "Yes, I want to take part")
    sees(page, "We need your date of birth")
    page.fill("[name=birth_date]", "2004-03-17")
    press(page, "Yes, I want to take part")
    page.get_by_label("my name", exact=True).check()
    press(page, "Save what can be shown")
    sees(page, "Your choices about what can be shown are saved.")
    assert Nominee.objects.get().shown_as == "name"
    visitor.check()


def test_when_things_go_wrong_nothing_typed_is_lost_and_nothing_is_sent_twice(visit, travel):
    travel("2027-03-01T09:00:00Z")
    edition = open_edition(manager())
    visitor = visit()
    page = visitor.go("/pioneers/nominate/")
    saved = page.locator("[data-autosave-status][data-state=saved]")

    page.fill("[name=nominator_name]", "Åse")
    saved.wait_for()
    visitor.context.set_offline(True)
    page.fill("[name=did]", DID)
    page.locator("[data-autosave-status][data-state=offline]").wait_for()
    visitor.context.set_offline(False)
    saved.wait_for()
    visitor.complaints.clear()  # the browser's own, about being offline
    assert Nomination.objects.get().did == DID

    other = visitor.context.new_page()
    other.goto(page.url)
    other.fill("[name=changed]", "Written in the other tab.")
    other.locator("[data-autosave-status][data-state=saved]").wait_for()
    page.fill("[name=changed]", "Written in this tab.")
    page.locator("[data-autosave-status][data-state=conflict]").wait_for()
    assert Nomination.objects.get().changed == "Written in the other tab."
    assert page.input_value("[name=changed]") == "Written in this tab."
    visitor.check()
    other.close()

    page.on("dialog", lambda dialog: dialog.accept())
    page.evaluate("localStorage.clear()")
    visitor.go("/pioneers/nominate/")
    fill_nomination(page)
    press(page, "Send the nomination")
    page.fill("[name=code]", code_sent_to("ase@example.org"))
    press(page, "Send the nomination")
    page.wait_for_url("**/sent/")
    page.go_back()
    page.wait_for_load_state()
    if page.get_by_role("button", name="Send the nomination").count():
        page.get_by_role("button", name="Send the nomination").first.click()
    page.wait_for_url("**/sent/")
    assert Nomination.objects.exclude(state="draft").count() == 1

    visitor.go("/pioneers/nominate/")
    fill_nomination(page)
    page.fill("[name=nominee_name]", "Somebody Else")
    travel(edition.closes_at + timedelta(minutes=1))
    page.get_by_role("button", name="Send the nomination").click()
    sees(page, "closed")
    assert page.input_value("[name=did]") == DID
    visitor.check()
    assert Nomination.objects.exclude(state="draft").count() == 1
