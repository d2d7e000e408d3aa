"""The round of a call run by people who make mistakes and put each right, and what everyone else saw at each moment.

Walked once, with the applicant on a phone. Staff take their steps in turn on a phone and at a desk; each page before a
step, each answer and each way back is checked at both widths, wherever it was acted.
"""

from datetime import UTC, datetime, timedelta

import pytest

from grants.models import Award
from grants.queries.rounds import round_of
from portal.adminkit.addresses import staff_url
from portal.assessment.models import Round
from portal.core.clock import now
from portal.mail.actions.sending import send_due_letters
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.factories.grants import ApplicationFactory, CallFactory, accepted, assess, submitted
from tests.factories.people import ManagerFactory
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.outside import Outside, saying
from tests.journeys.staff import FORM, step

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
MORNING = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = GRACE + timedelta(minutes=1)
# Where something public stands, and where no record ever does: feed and search are of stories and pages.
CALL_STANDS = {"home", "grants", "call", "sitemap"}
AWARD_STANDS = {"grants", "award", "json", "csv", "sitemap"}


def places(call) -> dict[str, str]:
    """Every public address at which a call or its award could stand, as it is now."""
    award = Award.objects.filter(call=call).first()
    return {
        "home": "/",
        "grants": "/grants/",
        "call": f"/grants/calls/{call.uuid}/",
        "award": f"/grants/awards/{award.uuid if award else call.uuid}/",  # before there is one, it leads nowhere
        "json": "/open-data/360giving.json",
        "csv": "/open-data/360giving.csv",
        "sitemap": "/sitemap.xml",
        "feed": "/stories/feed/",
        "search": "/search/?q=vei",
    }


def text_on(page) -> str:
    return page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")


def send(page, **typed):
    """Fill in the form of a step and send it from the keyboard, over whatever calendar lies open."""
    for name, text in typed.items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.check(f"[name={name}][value={text}]")
        else:
            field.fill(text)
    with page.expect_navigation():
        page.locator(f"{FORM} button[type=submit], main form button[type=submit]").last.press("Enter")


def ask(staff, record, name, **typed):
    """A step of a record, with what it asks: the page before it comes, or what is done, or why not."""
    page = staff.go(staff_url(record, "action", name))
    if typed:
        send(page, **typed)
    return page


def read(staff, *said: str):
    """The page that stands before a step, with each of its e-mails opened, says all this."""
    page = staff.page
    page.locator("#preflight-consequences").wait_for()
    for summary in page.locator(".staff-message summary").all():
        summary.click()
    words = text_on(page)
    for one in said:
        assert one in words
    staff.check()


def go_on(staff, typed_day: str = ""):
    if typed_day:
        staff.page.fill("[name=typed_day]", typed_day)
    with staff.page.expect_navigation():
        staff.page.locator(f"{FORM} button[type=submit]:not([name])").click()


def done(staff, words: str):
    """Back on the record's page, which says so."""
    assert "/action/" not in staff.page.url, text_on(staff.page)
    assert words in staff.page.inner_text("body").replace("\N{NO-BREAK SPACE}", " ")


def move_closing(staff, call, closes: str):
    send(staff.go(staff_url(call, "edit")), closes_at=closes)


def letters(application, state: str = "sent") -> list[str]:
    found = Letter.objects.filter(to_email=application.contact.email, state=state, template__startswith="grants/")
    return [template.removeprefix("grants/") for template in found.order_by("id").values_list("template", flat=True)]


def test_a_closing_moved_wrongly_and_a_call_cancelled_by_mistake(visit, site, travel):
    travel(MORNING)
    opened, closes = MORNING - timedelta(days=10), datetime(2026, 12, 1, 22, 59, tzinfo=UTC)
    call = CallFactory(zone="Europe/Oslo", opens_at=opened, closes_at=closes)
    draft = ApplicationFactory(call=call, language="en")
    staff, applicant = visit(PHONE).be(ManagerFactory()), visit(PHONE).be(draft.contact)
    outside = Outside(site, lambda: places(call))
    name, before = call.names["en"], outside.crawl()
    assert saying(before, name, str(call.uuid)) == CALL_STANDS
    assert "call" in saying(before, "1 December 2026")

    move_closing(staff, call, "21.11.2026 23:59")
    assert "A call that has opened may close later, but not earlier." in text_on(staff.page)
    staff.check()
    send(staff.page, closes_at="21.12.2027 23:59")
    read(staff, "1 December 2026", "→ 21 December 2027", draft.contact.email)
    with staff.page.expect_navigation():
        staff.page.get_by_role("button", name="Change", exact=True).click()
    assert staff.page.input_value("[name=closes_at]") == "21.12.2027 23:59"
    assert outside.crawl() == before
    send(staff.page, closes_at="11.12.2026 23:59")
    read(staff, "→ 11 December 2026", "Everyone with a draft is told.", draft.contact.email)
    go_on(staff)
    seen = outside.crawl()
    assert saying(seen, "11 December 2026") >= {"call"}
    assert saying(seen, " 1 December 2026", ">1 December 2026") == set()
    travel(MORNING + timedelta(minutes=5))
    move_closing(staff, call, "21.12.2026 23:59")
    read(staff, "11 December 2026", "→ 21 December 2026", draft.contact.email)
    go_on(staff)
    seen = outside.crawl()
    assert saying(seen, "11 December 2026") == set()
    assert saying(seen, "21 December 2026") >= {"call"}
    travel(MORNING + timedelta(minutes=5) + LATER)
    send_due_letters(at=now())
    assert (letters(draft), letters(draft, "dropped")) == (["window_moved"], ["window_moved"])
    assert "21 December 2026" in Letter.objects.get(template="grants/window_moved", state="sent").text

    before = outside.crawl()
    ask(staff.at(DESK), call, "cancel")
    read(staff, "The call leaves the site at once.", "Drafts that are not submitted", draft.contact.email)
    go_on(staff)
    done(staff, "The call is cancelled.")
    seen = outside.crawl()
    assert saying(seen, name, str(call.uuid)) == set()
    assert seen["call"].status == 404
    assert "This call was cancelled" in text_on(applicant.go(f"/applications/{draft.uuid}/"))
    ask(staff.at(PHONE), call, "restore", why="It was the other call.")
    read(staff, "Everyone can read the call on the site again.", "Nobody gets an e-mail.")
    go_on(staff)
    done(staff, "It was the other call.")
    staff.check()
    assert outside.crawl() == before
    assert "This call was cancelled" not in text_on(applicant.go(f"/applications/{draft.uuid}/"))
    travel(MORNING + timedelta(hours=2))
    send_due_letters(at=now())
    assert (letters(draft), letters(draft, "dropped")) == (["window_moved"], ["window_moved", "call_cancelled"])


def test_an_application_dismissed_decided_and_told_by_mistake(visit, site, travel):
    travel(MORNING)
    call = CallFactory(closed=True)
    application = submitted(call, language="en")
    staff, applicant = visit(PHONE).be(ManagerFactory()), visit(PHONE).be(application.contact)
    outside = Outside(site, lambda: places(call))
    before = outside.crawl()
    own_page = f"/applications/{application.uuid}/"
    untold = text_on(applicant.go(own_page))

    def nobody_knows():
        assert outside.crawl() == before
        assert text_on(applicant.go(own_page)) == untold

    ask(staff, application, "check", outcome="dismiss", reasons="No city is named.")
    read(staff, "The application is not assessed.", "The applicant is not told yet", "Nobody gets an e-mail.")
    go_on(staff)
    done(staff, "The formal check is done.")
    nobody_knows()
    ask(staff.at(DESK), application, "take-back", why="The city is named on page 2.")
    read(staff, "The application waits for the formal check", "Nobody gets an e-mail.")
    go_on(staff)
    done(staff, "The city is named on page 2.")
    page = staff.go(staff_url(application, "action", "check"))
    for box in page.locator(f"{FORM} input[type=checkbox]").all():
        box.check()
    send(page, outcome="pass")
    read(staff, "The application goes on to assessment.")
    go_on(staff)
    untold = text_on(applicant.go(own_page))

    award = {"kind": "award_full", "reasons": "A strong plan."}
    ask(staff, application, "decide", **award)
    assert "The assessment round is not closed. 1 application does not have the reviews it needs." in text_on(
        staff.page
    )
    assert staff.page.locator("#preflight-consequences").count() == 0
    staff.check()
    assess(call)
    Round.objects.update(state="open", closed_at=None)
    ask(staff, application, "decide", **award)
    assert "The assessment round is not closed." in text_on(staff.page)
    step(staff, round_of(call), "close")
    ask(staff, application, "decide", **award)
    read(staff, "NOK 400,000 is held for it.", "Reviews that count", "A strong plan.")
    go_on(staff)
    nobody_knows()
    ask(staff, round_of(call), "reopen", due_at="30.12.2026 23:59", reasons="One review is late.")
    assert "1 decision rests on this result." in text_on(staff.page)
    staff.check()
    assert Round.objects.get().state == "closed"

    ask(staff.at(PHONE), application, "announce")
    read(staff, "1 applicant is told.", application.contact.email, "NOK 400,000", "A strong plan.")
    go_on(staff)
    done(staff, "Until then you can stop it.")
    travel(MORNING + timedelta(minutes=10))
    nobody_knows()
    ask(staff.at(DESK), application, "stop", why="The sum is wrong.")
    read(staff, "the applicant was to be told", "NOK 400,000 stays held", application.contact.email, "A strong plan.")
    go_on(staff)
    done(staff, "The applicant does not know of the decision.")
    staff.check()
    staff.at(PHONE)
    ask(staff, application, "revise", kind="award_part", sum="300 000", reasons="A part.", why="The sum was wrong.")
    read(staff, "NOK 300,000 is held for it.", "The applicant is not told yet")
    go_on(staff)
    ask(staff.at(DESK), application, "take-back", why="The board meets again.")
    read(staff, "The application is in assessment again", "NOK 300,000 is free again.")
    go_on(staff)
    done(staff, "The decision is taken back.")
    travel(MORNING + timedelta(hours=1))
    send_due_letters(at=now())
    nobody_knows()
    assert not {"awarded", "dismissed"} & set(letters(application))

    ask(staff, application, "decide", kind="award_part", sum="300 000", reasons="A part is enough.")
    read(staff, "NOK 300,000 is held for it.")
    go_on(staff)
    ask(staff, application, "announce")
    read(staff, "NOK 300,000", "A part is enough.")
    go_on(staff)
    travel(MORNING + timedelta(hours=1) + LATER)
    send_due_letters(at=now())
    assert "You are awarded NOK 300,000" in text_on(applicant.go(own_page))
    ask(
        staff.at(PHONE),
        application,
        "correct",
        kind="award_part",
        sum="250 000",
        reasons="A quarter less.",
        why="Added up wrongly.",
    )
    read(staff, "This replaces the decision the applicant was told of", "can’t be stopped", "Added up wrongly.")
    go_on(staff)
    done(staff, "Earlier decisions")
    staff.check()
    words = text_on(applicant.go(own_page))
    assert "You are awarded NOK 250,000" in words
    assert "replaces the one you were told of" in words
    applicant.check()
    send_due_letters(at=now())
    assert letters(application)[-2:] == ["awarded", "corrected"]
    assert letters(application, "dropped") == ["awarded"]
    assert outside.crawl() == before


def test_an_award_published_by_mistake(visit, site, travel):
    travel(MORNING)
    application = accepted(CallFactory(), language="en")
    staff, visitor, award = visit(DESK).be(ManagerFactory()), visit(), application.award
    outside = Outside(site, lambda: places(application.call))
    before = outside.crawl()
    words, better = "It reaches forty thousand.", "It reaches four hundred."
    assert saying(before, award.title, str(award.uuid)) == set()

    ask(staff, application, "publish", public_reasons=words, publish_at="20.11.2026 00:00")
    read(staff, "are public at once", words, "To go on, type this day in numbers", application.contact.email)
    go_on(staff, typed_day="20.12.2026")
    read(staff, "That is not this day. Nothing was done yet.")
    assert outside.crawl() == before
    go_on(staff, typed_day="20.11.2026")
    done(staff, "Public from")
    seen = outside.crawl()
    assert saying(seen, award.title, str(award.uuid)) == AWARD_STANDS
    assert saying(seen, words) == {"award"}

    said, why = "A figure was wrong.", "It was for December, and the figure is wrong."
    ask(staff.at(PHONE), application, "unpublish", public_reasons=said, why=why)
    read(staff, "leaves the site, its lists and open data at once", said, application.contact.email)
    go_on(staff)
    done(staff, why)
    staff.check()
    seen = outside.crawl()
    assert saying(seen, award.title, str(award.uuid), words, why) == set()
    assert seen["award"].status == 410
    assert saying(seen, said) == {"award"}
    visitor.go(f"/grants/awards/{award.uuid}/")
    visitor.check()

    ask(staff.at(DESK), application, "correct-words", public_reasons=better, why="Four hundred.")
    read(staff, "Once the award is back on the site, everyone reads:", better, "Nobody gets an e-mail.")
    go_on(staff)
    seen = outside.crawl()
    assert seen["award"].status == 410
    assert saying(seen, better, words) == set()
    ask(staff.at(PHONE), application, "republish", why="The board agrees.")
    read(staff, "in open data again, at once", application.contact.email)
    go_on(staff)
    done(staff, "The board agrees.")
    seen = outside.crawl()
    assert saying(seen, award.title, str(award.uuid)) == AWARD_STANDS
    assert (saying(seen, better), saying(seen, words)) == ({"award"}, set())
    send_due_letters(at=now())
    assert letters(application)[-3:] == ["published", "unpublished", "published"]
