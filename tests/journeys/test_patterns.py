"""The page of patterns in a real browser: accessible at both widths, and drafts that are never lost."""

import json
import re

import pytest

from tests.journeys.conftest import DESK

pytestmark = pytest.mark.sqlite

SAVING = "/dev/patterns/keep/"
STATUS = "#forms [data-autosave-status]"


@pytest.mark.parametrize("path", ["/dev/patterns/", "/stories/", "/search/?q=x", "/nb/nothing/"])
def test_a_page_is_accessible_and_fits_the_window(visit, path):
    visitor = visit()
    visitor.go(path)
    visitor.check()


def test_the_menu_opens_and_closes_from_the_keyboard(visit):
    visitor = visit()
    page = visitor.go("/")
    page.locator(".header__toggle").focus()
    page.keyboard.press("Enter")
    assert page.locator(".header__links a").first.is_visible()
    visitor.check()
    page.keyboard.press("Escape")
    assert not page.locator(".header__links a").first.is_visible()


def test_the_menu_opens_without_a_script(visit):
    visitor = visit(javascript=False)
    page = visitor.go("/")
    page.locator(".header__toggle").click()
    assert page.locator(".header__links a").first.is_visible()


class Keeper:
    """Stands in for the server that keeps a draft: answers as told, remembers what it was sent."""

    def __init__(self, page):
        self.page, self.sent, self.answer, self.opened = page, [], None, 0
        page.route("**/dev/patterns/", self._with_draft)
        page.route(f"**{SAVING}", self._keep)

    def _with_draft(self, route):
        response = route.fetch()
        self.opened += 1
        opened = {"version": "1", "base": "", "tab": f"page{self.opened}"}
        hidden = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in opened.items())
        form = f'<form class="form" data-autosave="{SAVING}" data-draft="x" data-owner="device x" method="post"'
        html = re.sub('<form class="form" method="post"([^>]*)>', rf"{form}\1>{hidden}", response.text(), count=1)
        route.fulfill(response=response, body=html)

    def _keep(self, route):
        self.sent.append(route.request.post_data)
        if self.answer == "offline":
            route.abort()
            return
        status, body = self.answer or (200, {"saved": True, "version": len(self.sent) + 1})
        route.fulfill(status=status, content_type="application/json", body=json.dumps(body))


@pytest.fixture
def keeper(visit):
    visitor = visit(DESK)
    keeper = Keeper(visitor.page)
    visitor.page.clock.install()
    visitor.go("/dev/patterns/")
    return keeper


def state(page, wanted):
    page.wait_for_selector(f"{STATUS}[data-state={wanted}]")


def test_a_draft_is_kept_as_it_is_typed(keeper):
    keeper.page.fill("#forms [name=name]", "Ŋarja Þórsdóttir")
    state(keeper.page, "saved")
    assert "name=%C5%8Aarja+%C3%9E%C3%B3rsd%C3%B3ttir" in keeper.sent[-1]
    assert "csrfmiddlewaretoken=" in keeper.sent[-1]


def test_without_a_connection_nothing_typed_is_lost(keeper):
    page = keeper.page
    keeper.answer = "offline"
    page.fill("#forms [name=name]", "Ída")
    state(page, "offline")
    assert "name=%C3%8Dda" in page.evaluate("localStorage.getItem('draft:device x:x:page1')")
    page.on("dialog", lambda dialog: dialog.accept())
    keeper.answer = None
    page.reload()
    state(page, "saved")
    assert page.input_value("#forms [name=name]") == "Ída"
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []


def test_a_second_window_is_told_and_overwrites_nothing(keeper):
    keeper.answer = (409, {"message": "Saved in another window since. Nothing was overwritten.", "conflict": True})
    keeper.page.fill("#forms [name=name]", "Ída")
    state(keeper.page, "conflict")
    assert "Nothing was overwritten" in keeper.page.inner_text(STATUS)
    keeper.page.fill("#forms [name=name]", "Ída again")
    keeper.page.locator("#forms [name=email]").focus()
    keeper.page.clock.fast_forward(60_000)
    assert len(keeper.sent) == 1


def test_words_are_counted_as_they_are_typed(visit):
    page = visit(DESK).go("/dev/patterns/")
    page.fill("#forms [name=story]", "one two three")
    assert "197 words left" in page.inner_text("#id_story_words")
    page.fill("#forms [name=story]", "word " * 201)
    assert "1 word too many" in page.inner_text("#id_story_words")


def test_a_question_is_asked_before_what_cannot_be_undone(visit):
    visitor = visit(DESK)
    page = visitor.go("/dev/patterns/")
    page.click("[data-asks=ask]")
    assert page.locator("#ask").is_visible()
    visitor.check()
    page.keyboard.press("Escape")
    assert not page.locator("#ask").is_visible()


def test_a_deadline_is_told_in_the_readers_own_zone_where_it_differs(visit):
    page = visit(DESK, zone="Europe/Oslo").go("/dev/patterns/")
    local = page.locator("[data-local-for]")
    assert local.nth(0).is_visible()
    assert not local.nth(1).is_visible()
    assert "in 1" in page.locator("[data-left]").first.inner_text()
