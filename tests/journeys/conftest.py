"""A real browser against a real server: pages at two widths, with and without JavaScript, axe at each step."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from tests.support.needs import BROWSER

# The browser's driver runs an event loop in this thread; the tests themselves are synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Milliseconds a step may take on a machine busy with other things; what is there is never waited for.
PATIENCE = 120_000
FAILED = Path(__file__).resolve().parents[2] / "var" / "test" / "failed"
WIDTHS = {"phone": (360, 740), "desk": (1280, 800)}
on_a_phone = pytest.mark.parametrize("width", [WIDTHS["phone"]], ids=["phone"])
at_a_desk = pytest.mark.parametrize("width", [WIDTHS["desk"]], ids=["desk"])
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
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=list(WIDTHS))
def width(request):
    return WIDTHS[request.param]


class Visitor:
    """Someone with a browser, whose pages can be checked: axe, the console, nothing wider than the screen."""

    def __init__(self, browser, site, width, *, javascript=True, language="en-GB", zone="Europe/Oslo"):
        self.site = site
        self.context = browser.new_context(
            base_url=site,
            viewport={"width": width[0], "height": width[1]},
            java_script_enabled=javascript,
            locale=language,
            timezone_id=zone,
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

    def check(self):
        """Nothing on this page that axe objects to, that the console complains of, or that is wider than the screen."""
        assert not self.complaints, self.complaints
        if not self.javascript:
            return
        found = Axe().run(self.page, options=AXE)
        assert found.violations_count == 0, f"{urlsplit(self.page.url).path}\n{found.generate_report()}"
        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{urlsplit(self.page.url).path} is {overflow} px wider than the screen"


@pytest.fixture
def site(live_server, settings):
    """The address of the running site, by the name passkeys need."""
    address = re.sub(r"//127\.0\.0\.1", "//localhost", live_server.url)
    settings.SITE_URL = address
    return address


VISITORS = pytest.StashKey[list]()


@pytest.fixture
def visit(chromium, site, width, request):
    """`visit()` gives a new Visitor with a browser of their own; `visit(javascript=False)` one without scripts."""
    visitors = request.node.stash[VISITORS] = []

    def make(**options):
        visitor = Visitor(chromium, site, options.pop("width", width), **options)
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
