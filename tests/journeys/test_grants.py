"""From a call to an award in the open data: a city applies, reviewers judge, the secretariat decides, all may read."""

import json
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import typst

from grants.models import Application
from grants.queries.rounds import round_of
from grants.states import CallState
from portal.adminkit.addresses import staff_url
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    announced,
)
from tests.factories.membership import MembershipFactory
from tests.factories.people import PASSWORD, ManagerFactory, UserFactory
from tests.journeys.conftest import DESK, WIDTHS
from tests.journeys.staff import seat, spread, step
from tests.portal.people.letters import as_read, last_letter

LETTER = {
    "name": "intensjonsavtale.pdf",
    "mimeType": "application/pdf",
    "buffer": typst.compile("Vi blir med. Røde Kors Ungdom".encode(), ignore_system_fonts=True),
}
# On staff's pages: the steps that can be taken now, and the form of one of them.
STEPS, STEP = ".staff-actions", "form.staff-action"
# The link from a call to where its panel sits.
ROUND = "Assessment round: criteria, panel, coverage"
SAFE_NORWAY = {"countries": ["NO"], "members_only": True, "kinds": ["municipality", "voluntary"]}


@pytest.fixture
def call(db):
    """An open call of Safer Cities Norway, closing in ten days in Oslo."""
    programme = ProgrammeFactory(safer_cities_norway=True)
    return CallFactory(programme=programme, eligibility=SAFE_NORWAY, zone="Europe/Oslo")


@pytest.fixture
def city_hall(db):
    """A Norwegian member city whose contact person can sign in."""
    body = MunicipalityFactory(contact=UserFactory(with_password=True, name="Ingeborg Strand"))
    MembershipFactory(city=body.city)
    return body


@pytest.fixture
def contact(city_hall):
    return city_hall.city.contact_persons.get().user


@pytest.fixture
def draft(call, city_hall):
    """A complete draft of the city."""
    return ApplicationFactory(call=call, organisation=city_hall)


def press(page, words, within="main"):
    """Press a button or follow a link by its words, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(within).locator("button:visible:not([aria-hidden]), a:visible").filter(
            has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")
        ).first.click()
    return page


def text_on(page, where="main") -> str:
    """What the page says, a space being a space whether or not a line may end there."""
    return page.inner_text(where).replace("\N{NO-BREAK SPACE}", " ")


def write(page, answers):
    for name in ("title", "summary", "need", "target_group", "activities", "results", "continuation", "starts", "ends"):
        page.fill(f"[name={name}]", answers[name])
    partner = answers["partners"][0]
    page.fill("[name=partners-r1-name]", partner["name"])
    page.fill("[name=partners-r1-role]", partner["role"])


def write_line(page, number, line):
    page.fill(f"[name=budget-r{number}-text]", line["text"])
    page.select_option(f"[name=budget-r{number}-kind]", line["kind"])
    page.select_option(f"[name=budget-r{number}-source]", line["source"])
    page.fill(f"[name=budget-r{number}-sum]", line["sum"])


def the_call_is_read(visit, call):
    """A visitor in Helsinki reads who can apply, and when it closes there and in Oslo."""
    visitor = visit(zone="Europe/Helsinki")
    page = visitor.go("/grants/")
    visitor.check()
    press(page, call.names["en"])
    words = text_on(page)
    assert "The project takes place in: Norway." in words
    assert "The city is a member of Nordic Safe Cities on the day the call closes." in words
    assert "Oslo time" in words
    page.get_by_text("Your local time:").wait_for()
    visitor.check()
    return visitor


def the_city_writes(visitor, call):
    page = visitor.go(f"/grants/calls/{call.uuid}/")
    press(page, "Apply")
    visitor.check()
    press(page, "Begin")
    write(page, ANSWERS)
    write_line(page, 1, ANSWERS["budget"][0])
    page.get_by_text("Draft saved at").wait_for()
    page.locator("[data-total=sought]", has_text="NOK 400,000").wait_for()
    visitor.check()
    press(page, "Add a line")
    write_line(page, 2, ANSWERS["budget"][1])
    page.locator("[data-total=all]", has_text="NOK 450,000.50").wait_for()
    page.set_input_files("[name=attachments]", LETTER)
    press(page, "Attach these files")
    page.get_by_role("link", name="intensjonsavtale.pdf").wait_for()
    visitor.check()


def the_city_submits(visitor, contact, version):
    """Read once more and submitted; the receipt is a letter and a PDF that opens."""
    page = visitor.page
    press(page, "Check and submit")
    visitor.check()
    press(page, "Submit")
    visitor.check()
    application = Application.objects.get()
    assert application.reference in text_on(page)
    receipt = page.get_by_role("link", name=f"Receipt {version} (PDF)")
    opened = visitor.context.request.get(visitor.site + receipt.get_attribute("href"))
    assert opened.ok
    assert opened.body().startswith(b"%PDF")
    letter = last_letter(contact.email)
    assert application.reference in as_read(letter)
    assert letter.attachments
    return application


def the_city_thinks_again(visitor, contact):
    page = visitor.page
    press(page, "Reopen the application to change it")
    visitor.check()
    press(page, "Reopen it")
    page.fill("[name=title]", "Tryggere vei hjem for unge i Ærøy")
    return the_city_submits(visitor, contact, version=2)


def staff_check(visitor, application):
    page = visitor.go(staff_url(application))
    press(page, "Do the formal check", STEPS)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_label("Eligible: goes on to assessment").check()
    press(page, "Do the formal check", STEP)
    assert "The application goes on to assessment." in text_on(page)
    press(page, "Do the formal check", STEP)
    assert "The formal check is done." in text_on(page, "body")


def staff_open_the_assessment(visitor, call, reviewers):
    """The panel is seated by the reviewers' addresses, told that it can begin, and given what there is to read."""
    seat(visitor, call, ROUND, reviewers)
    page = visitor.go(staff_url(call))
    press(page, "Open the assessment", STEPS)
    press(page, "Open the assessment", STEP)
    spread(visitor, call, ROUND, len(reviewers), given=len(reviewers))


def a_reviewer_scores(visitor, title, step):
    page = visitor.go("/review/")
    visitor.check()
    press(page, title)
    for scale in page.locator("fieldset.scale").all():
        scale.locator("label").nth(step).click()
    page.get_by_text("Draft saved at").wait_for()
    page.fill("[name=comment]", "De unge er med fra første dag.")
    visitor.check()
    press(page, "Submit review")
    assert "Your review is submitted." in text_on(page, "body")
    visitor.check()


def staff_decide(visitor, call, application):
    """The ranking says what the reviews come to and what is left; then a sum with reasons, and the letter."""
    page = visitor.go(staff_url(call))
    press(page, "All applications against the budget")
    words = text_on(page)
    assert "62.5" in words
    assert "NOK 1,000,000" in words
    step(visitor, round_of(call), "close")
    page = visitor.go(staff_url(application))
    press(page, "Decide", STEPS)
    page.get_by_label("Partial award").check()
    page.fill("[name=sum]", "300 000")
    page.fill("[name=reasons]", "Planen er god; koordinatoren kan deles med skolen.")
    press(page, "Decide", STEP)
    assert "NOK 300,000 is held for it." in text_on(page)
    press(page, "Decide", STEP)
    press(page, "Tell the applicant", STEPS)
    assert "koordinatoren kan deles med skolen" in page.locator(".staff-message pre").first.text_content()
    press(page, "Tell the applicant", STEP)
    assert "The applicant is told in fifteen minutes." in text_on(page, "body")
    press(page, "Stop telling the applicant", STEPS)
    page.fill("[name=why]", "The sum is read once more.")
    press(page, "Stop telling the applicant", STEP)
    assert "E-mails that are stopped" in text_on(page)
    press(page, "Stop telling the applicant", STEP)
    assert "The applicant does not know of the decision." in text_on(page, "body")
    press(page, "Tell the applicant", STEPS)
    press(page, "Tell the applicant", STEP)


def the_city_accepts(visitor, application):
    page = visitor.go(f"/applications/{application.uuid}/")
    assert "You are awarded NOK 300,000 of the NOK 400,000 you applied for." in text_on(page)
    assert "koordinatoren kan deles med skolen" in text_on(page)
    visitor.check()
    press(page, "Accept or decline the award")
    visitor.check()
    page.get_by_label("We accept the award").check()
    press(page, "Send answer")
    assert "Award accepted" in text_on(page)


def staff_publish(visitor, application, day):
    page = visitor.go(staff_url(application))
    press(page, "Publish the award", STEPS)
    page.fill("[name=public_reasons]", "It reaches those who walk home alone.")
    press(page, "Publish the award", STEP)
    page.fill("[name=typed_day]", day)
    press(page, "Publish the award", STEP)
    assert "The award is public" in text_on(page, "body")


def everyone_reads_it(visitor, application):
    page = visitor.go("/grants/?country=DK")
    assert application.title not in text_on(page)
    visitor.check()
    page.select_option("[name=country]", "NO")
    page.get_by_role("link", name=application.title).wait_for()
    visitor.check()
    press(page, application.title)
    assert "It reaches those who walk home alone." in text_on(page)
    visitor.check()
    package = json.loads(visitor.context.request.get(visitor.site + "/open-data/360giving.json").text())
    assert [grant["amountAwarded"] for grant in package["grants"]] == [300_000]


def test_a_norwegian_city_applies_and_months_later_its_award_is_read_by_everyone(
    visit, travel, call, city_hall, contact
):
    manager = ManagerFactory()
    reviewers = [UserFactory() for _one in range(2)]
    reader = the_call_is_read(visit, call)
    city = visit()
    city.sign_in(contact.email, PASSWORD)
    the_city_writes(city, call)
    the_city_submits(city, contact, version=1)
    application = the_city_thinks_again(city, contact)
    travel(call.closes_at + timedelta(days=1))
    staff = visit(DESK).be(manager)
    staff_check(staff, application)
    staff_open_the_assessment(staff, call, reviewers)
    for scored, (width, reviewer) in enumerate(zip(WIDTHS.values(), reviewers, strict=True), 2):
        a_reviewer_scores(visit(width).be(reviewer), application.title, scored)
    staff_decide(staff, call, application)
    told = call.closes_at + timedelta(days=1, minutes=30)
    travel(told)
    the_city_accepts(city, application)
    staff_publish(staff, application, f"{told.astimezone(ZoneInfo(call.zone)):%d.%m.%Y}")
    everyone_reads_it(reader, application)


def test_applying_with_javascript_off(visit, call, contact):
    visitor = visit(javascript=False).be(contact)
    page = visitor.go(f"/grants/calls/{call.uuid}/")
    press(page, "Apply")
    press(page, "Begin")
    write(page, ANSWERS)
    write_line(page, 1, ANSWERS["budget"][0])
    press(page, "Add a line")
    write_line(page, 2, ANSWERS["budget"][1])
    press(page, "Add a line")
    press(page, "Add a line")
    page.get_by_role("button", name="Remove line 3").click()
    page.wait_for_load_state()
    write_line(page, 4, ANSWERS["budget"][2])
    press(page, "Save the draft")
    assert "NOK 550,000.50" in text_on(page, "#totals")
    press(page, "Check and submit")
    press(page, "Submit")
    visitor.check()
    application = Application.objects.get()
    assert application.reference in text_on(page)
    assert [line["text"] for line in application.answers["budget"]] == [line["text"] for line in ANSWERS["budget"]]


@pytest.mark.parametrize(
    ("answer", "thanks", "state"),
    [
        ("We accept the award", "Thank you: you have accepted the award.", "Award accepted"),
        ("We decline the award", "You have declined the award.", "Award declined"),
    ],
    ids=["accept", "decline"],
)
def test_answering_an_award_with_javascript_off(visit, call, city_hall, contact, answer, thanks, state):
    application = announced(call, organisation=city_hall)
    visitor = visit(javascript=False).be(contact)
    page = visitor.go(f"/applications/{application.uuid}/")
    press(page, "Accept or decline the award")
    page.get_by_label(answer).check()
    press(page, "Send answer")
    words = text_on(page, "body")
    assert thanks in words
    assert state in words
    assert "Accept or decline the award" not in words
    visitor.check()


def test_a_minute_after_closing_the_page_says_when_it_closed_and_keeps_what_is_typed(visit, travel, call, draft):
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    press(page, "Check and submit")
    travel(call.closes_at + timedelta(minutes=1))
    press(page, "Submit")
    assert "Nothing is lost" in text_on(page)
    assert f"{call.closes_at:%Y} at" in text_on(page)
    visitor.check()
    press(page, "Continue writing")
    page.fill("[name=need]", "Skrevet etter fristen, men ikke borte.")
    page.get_by_text("Your draft is saved, but you can’t submit it.").wait_for()
    visitor.check()
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert draft.answers["need"] == "Skrevet etter fristen, men ikke borte."


def test_a_file_of_the_wrong_kind_is_named_and_what_was_typed_stays(visit, draft):
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/edit/")
    page.fill("[name=title]", "Trygg vei hjem, ðþŋš")
    page.set_input_files(
        "[name=attachments]", {"name": "budsjett.pdf", "mimeType": "application/pdf", "buffer": b"MZ not a PDF"}
    )
    press(page, "Attach these files")
    assert "budsjett.pdf:" in text_on(page)
    assert page.input_value("[name=title]") == "Trygg vei hjem, ðþŋš"
    visitor.check()


def test_submitting_twice_and_going_back_makes_one_application(visit, draft):
    visitor = visit().be(draft.contact)
    page = visitor.go(f"/applications/{draft.uuid}/submit/")
    with page.expect_navigation():
        page.get_by_role("button", name="Submit", exact=True).dblclick(no_wait_after=True)
    page.get_by_text("We received your application on").wait_for()
    page.go_back()
    page.wait_for_load_state()
    if page.get_by_role("button", name="Submit", exact=True).count():
        press(page, "Submit")
    page.get_by_text("We received your application on").wait_for()
    visitor.check()
    draft.refresh_from_db()
    assert draft.submission_count == 1
    assert draft.call.state == CallState.ANNOUNCED
