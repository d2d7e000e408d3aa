"""A real browser against a real server, with and without JavaScript.

A journey is walked once. Each of its people acts at one width: on a phone, unless the test gives another. Every page
that is checked is looked at on a phone and at a desk, whoever acts; what only a width shows (menus) is acted at both.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from tests.support.needs import BROWSER

# The browser's driver runs an event loop in this thread; the tests themselves are synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Milliseconds a step may take on a machine busy with other things; what is there is never waited for.
PATIENCE = 120_000
FAILED = Path(__file__).resolve().parents[2] / "var" / "test" / "failed"
PHONE, DESK = (360, 740), (1280, 800)
WIDTHS = {"phone": PHONE, "desk": DESK}
acted_at_both_widths = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A tenth less work for pages that are each seen once.
    "--in-process-gpu",
    "--num-raster-threads=1",
    "--disable-site-isolation-trials",
    "--js-flags=--max-opt=1",
]
# What fades in is half seen until then: in colours that nobody reads.
STANDS_STILL = """async () => {
    const lists = [...document.querySelectorAll(".messages > ul")];
    const fades = () => document.getAnimations().filter(one => one instanceof CSSTransition);
    const finish = () => fades().forEach(one => one.finish());
    for (finish(); lists.some(list => getComputedStyle(list).opacity !== "1"); finish()) {
        await new Promise(requestAnimationFrame);
    }
}"""
# A number for each kind of element on a page: of the page's stylesheets, of where the element stands, and of all that
# axe looks at in it, apart from what is written there. Two of one number are drawn and read aloud alike.
NUMBER_KINDS = """() => {
    const told = new Set(["class", "role", "type", "name", "lang"]);
    const state = /^aria-(?!label|controls|describedby|owns|details|errormessage|activedescendant)/;
    const add = (number, words) => {
        for (const letter of words) number = Math.imul(number ^ letter.codePointAt(0), 16777619);
        return number;
    };
    const sheets = [...document.styleSheets].reduce((number, sheet) => add(number, sheet.href ?? "inline"), 0);
    window.kinds = new Map();
    for (const element of document.querySelectorAll("*")) {
        const own = [...element.attributes].map(({ name, value }) =>
            told.has(name) || state.test(name) ? `${name}=${value}` : value ? name : `${name}=`).sort();
        const says = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const kind = `${element.tagName}[${own}]${says}`.replace(/[0-9a-f-]{36}|[0-9]+/g, "#");
        window.kinds.set(element, add(window.kinds.get(element.parentElement) ?? sheets, kind));
    }
    return [...new Set(window.kinds.values())];
}"""
# axe reads the first element of each of these kinds, with all there is in it.
READ_KINDS = """([unread, options]) => {
    const left = new Set(unread), include = [];
    for (const [element, kind] of window.kinds) {
        if (left.delete(kind) && !include.some(one => one.contains(element))) include.push(element);
    }
    return axe.run({ include }, options);
}"""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The kinds of elements that axe has read in this process, by width.
read_by_axe: dict[int, set[int]] = {}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Someone with a browser, whose pages can be checked: axe, the console, nothing wider than the screen."""

    def __init__(self, browser, site, width=PHONE, *, javascript=True, language="en-GB", zone="Europe/Oslo"):
        self.site = site
        self.context = browser.new_context(
            base_url=site,
            viewport={"width": width[0], "height": width[1]},
            java_script_enabled=javascript,
            locale=language,
            timezone_id=zone,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.javascript = javascript
        self.page: Page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site + path)
        return self.page

    def sign_in(self, email: str, password: str = "demo"):
        """Signs in by password on the site's own page."""
        self.go("/account/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]:visible")
        self.page.wait_for_load_state()
        assert "/account/login" not in self.page.url, self.page.inner_text("main")

    def be(self, user):
        """Signed in without the way there, which test_signing_in.py and the long journeys walk."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])
        return self

    def at(self, width):
        """From here on this person acts at another width."""
        self.page.set_viewport_size({"width": width[0], "height": width[1]})
        return self

    def check(self):
        """Nothing on this page that axe objects to, that the console complains of, or that is wider than the screen;
        on a phone, at a desk, and at any other width this person acts at."""
        assert not self.complaints, self.complaints
        if not self.javascript:
            return
        acts_at = tuple(self.page.viewport_size.values())
        for width in dict.fromkeys([acts_at, *WIDTHS.values()]):
            self.at(width)
            self.page.evaluate(STANDS_STILL)
            overflow = self.page.evaluate(OVERFLOW)
            assert overflow <= 0, f"{urlsplit(self.page.url).path} is {overflow} px wider than {width[0]} px"
            self._ask_axe(width[0])
        self.at(acts_at)

    def _ask_axe(self, width: int):
        """About each kind of element that it did not read at this width before."""
        read = read_by_axe.setdefault(width, set())
        unread = set(self.page.evaluate(NUMBER_KINDS)) - read
        if not unread:
            return
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = AxeResults(self.page.evaluate(READ_KINDS, [list(unread), AXE]))
        assert not found.violations_count, f"{urlsplit(self.page.url).path} at {width} px\n{found.generate_report()}"
        read |= unread


serve = StaticFilesHandler.serve


def kept_by_browsers(handler, request):
    """A static file, kept as in production: else a browser whose site lives in another year asks again at each page."""
    response = serve(handler, request)
    response["Cache-Control"] = "max-age=31536000, immutable"
    return response


@pytest.fixture
def site(live_server, settings, monkeypatch):
    """The address of the running site, by the name passkeys need."""
    monkeypatch.setattr(StaticFilesHandler, "serve", kept_by_browsers)
    # Of the admin's icons, drawn beside words, nothing is asked here; they are two thirds of the elements of its pages.
    monkeypatch.setattr("wagtail.admin.views.home.get_icons", lambda: "<svg></svg>")
    address = re.sub(r"//127\.0\.0\.1", "//localhost", live_server.url)
    settings.SITE_URL = address
    return address


VISITORS = pytest.StashKey[list]()


@pytest.fixture
def visit(chromium, site, request):
    """`visit()` gives a new Visitor with a phone of their own, `visit(DESK)` one at a desk; `visit(javascript=False)`
    one without scripts."""
    visitors = request.node.stash[VISITORS] = []

    def make(width=PHONE, **options):
        visitor = Visitor(chromium, site, width, **options)
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Of a journey that failed, what stood on each screen: its address and words in the report, a picture in a file."""
    report = yield
    if report.when == "call" and report.failed:
        pages = [page for visitor in item.stash.get(VISITORS, []) for page in visitor.context.pages]
        for number, page in enumerate(pages, 1):
            report.sections.append((f"Screen {number}: {page.url}", seen(page, f"{item.name}-{number}")))
    return report


def seen(page: Page, name: str) -> str:
    picture = FAILED / (re.sub(r"[^\w-]+", "-", name) + ".png")
    try:
        page.screenshot(path=picture, timeout=10_000)
        return f"Picture: {picture}\n{page.locator('body').aria_snapshot(timeout=10_000)}"
    except PlaywrightError as error:
        return f"Nothing can be seen of it: {error}"


@pytest.fixture
def travel():
    """Moves the clock of the running site: `travel("2026-09-24T18:00:00Z")`. It goes on ticking, as servers need."""
    under_way = []

    def go(instant):
        while under_way:
            under_way.pop().stop()
        journey = time_machine.travel(instant, tick=True)
        journey.start()
        under_way.append(journey)

    yield go
    while under_way:
        under_way.pop().stop()
