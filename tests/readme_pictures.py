"""`make pictures`: takes the README's four pictures anew from a demo of its own, and writes them to docs/pictures/.

usage: python -m tests.readme_pictures [http://localhost:8000]

Without an address nothing that stands in the clone's var/ is read or changed: the demo gets a folder and a port of its
own, and ends with the pictures. With one, it is asked of a demo that runs there already; a nomination is left in it.
All four are 1920 by 1440 pixels, framed by a line.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from os import environ
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import sync_playwright

from tests.benchmark.processes import end, ended_with_us
from tests.benchmark.server import free_port
from tests.journeys.conftest import FLAGS
from tests.support.needs import BROWSER, install_missing

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
SIZE = (1920, 1440)
# Windows as a browser counts. The larger one holds a rubric's first two criteria whole.
WINDOW, LARGER_WINDOW, PHONE = (1280, 960), (1344, 1008), (390, 840)
PHONE_SCALE = 1.5
MAX_BYTES = 250_000
# Seconds the demo may take to be ready, and a picture to be written.
START_LIMIT = 300
LIMIT = 15 * 60
BACKGROUND, LINE = "#eff3f4", "#c3ced6"
NOMINATION = {
    "nominator_name": "Åse Nordby",
    "nominator_email": "ase@example.org",
    "nominee_name": "Tiril Sandvær",
    "nominee_email": "tiril@example.org",
    "did": "Every Thursday she opens the boat shed to whoever is tired of being alone. There is soup, and a card game.",
    "changed": "Sixty people come now, from four islands. The last ferry waits ten minutes for them.",
    "courage": "Her own friends laughed at it. She opened the door again the week after.",
}
LISTS = {"nominee_country": "NO", "relation": "teacher"}
READY = """async () => {
    const pictures = [...document.images];
    pictures.forEach(picture => { picture.loading = "eager"; });
    await Promise.all(pictures.map(picture => picture.decode().catch(() => {})));
    await document.fonts.ready;
    if (document.activeElement) document.activeElement.blur();
}"""


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo of our own, which ends with the block."""
    port = free_port()
    with ended_with_us(limit=LIMIT), tempfile.TemporaryDirectory() as folder:
        process = start_demo(folder, port)
        try:
            yield f"http://localhost:{port}"
        finally:
            end(process)


def start_demo(folder: str, port: int) -> subprocess.Popen:
    """The demo, as a visitor of the README starts it. Returns once it says that it is ready."""
    log = Path(folder) / "demo.log"
    with log.open("wb") as heard:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", f"--port={port}"],
            cwd=ROOT, env=environ | {"VAR_DIR": folder}, stdout=heard, stderr=subprocess.STDOUT,
        )  # fmt: skip
    give_up = time.monotonic() + START_LIMIT
    while True:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/readyz", timeout=5):
                return process
        except OSError:
            if process.poll() is not None or time.monotonic() > give_up:
                status = process.poll()
                end(process)
                sys.exit(f"the demo did not start (it ended with {status}):\n{log.read_text()[-2000:]}")
            time.sleep(0.5)


class Photographer:
    """Browsers at one site, and the pictures they take."""

    def __init__(self, browser, site: str):
        self.browser, self.site = browser, site

    def visitor(self, window: tuple[int, int] = WINDOW, scale: float = 0, **options):
        """A new browser's page. Without a scale its window fills the picture."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": window[0], "height": window[1]},
            device_scale_factor=scale or SIZE[0] / window[0],
            locale="en-GB",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(30_000)
        return context.new_page()

    def signed_in(self, account: str, window: tuple[int, int] = WINDOW):
        page = self.visitor(window)
        page.goto("/account/login/")
        page.fill("[name=login]", f"{account}@demo.test")
        page.fill("[name=password]", "demo")
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        return page

    def shot(self, page) -> Image.Image:
        """What the window shows, its pictures and letters loaded, nothing in focus."""
        page.evaluate(READY)
        page.wait_for_timeout(500)
        return Image.open(BytesIO(page.screenshot())).convert("RGB")

    def gallery(self) -> Image.Image:
        page = self.visitor()
        page.goto("/pioneers/")
        return self.shot(page)

    def nominating_on_a_phone(self) -> Image.Image:
        """Three looks at one phone: where one begins, what one writes, and that it arrived."""
        page = self.visitor(PHONE, PHONE_SCALE, is_mobile=True, has_touch=True)
        page.goto("/pioneers/nominate/")
        screens = [self.shot(page)]
        for name, text in NOMINATION.items():
            page.fill(f"[name={name}]", text)
        for name, value in LISTS.items():
            page.select_option(f"[name={name}]", value)
        page.locator("[name=category]").first.check()
        page.locator("[data-autosave-status][data-state=saved]").wait_for()
        scroll_to(page, page.get_by_role("group").filter(has=page.locator("[name=category]")), 20)
        screens.append(self.shot(page))
        page.click("[name=do][value=send]")
        page.wait_for_url("**/confirm/")
        page.fill("[name=code]", self.code_in_mail(NOMINATION["nominator_email"]))
        page.press("[name=code]", "Enter")
        page.wait_for_url("**/sent/")
        screens.append(self.shot(page))
        return side_by_side(screens)

    def code_in_mail(self, address: str) -> str:
        """The six digits of the e-mail to this address, which the demo's worker delivers to /dev/mail/."""
        page = self.visitor()
        for _ in range(60):
            page.goto("/dev/mail/")
            mail = page.locator("main li, main tr, main article").filter(has_text=address)
            if mail.count():
                mail.first.get_by_role("link").first.click()
                page.wait_for_load_state()
                if code := re.search(r"\b\d{6}\b", page.inner_text("main")):
                    return code[0]
            page.wait_for_timeout(500)
        raise SystemExit(f"no code came for {address}")

    def entry_beside_the_rubric(self) -> Image.Image:
        """The first thing a juror has to read, half judged."""
        page = self.signed_in("juror1", LARGER_WINDOW)
        page.goto("/review/")
        page.locator("main li a[href^='/review/'], main tr a[href^='/review/']").first.click()
        page.wait_for_load_state()
        scroll_to(page, page.get_by_role("heading", level=1), 28)
        return self.shot(page)

    def the_managers_day(self) -> Image.Image:
        page = self.signed_in("manager")
        page.goto("/admin/")
        return self.shot(page)


def scroll_to(page, locator, margin: int) -> None:
    """Puts it so many pixels under the window's upper edge."""
    top = locator.first.evaluate("element => element.getBoundingClientRect().top + scrollY")
    page.evaluate("top => window.scrollTo({top, behavior: 'instant'})", top - margin)


def side_by_side(screens: list[Image.Image]) -> Image.Image:
    """Screens of a phone with round corners, beside each other."""
    whole = Image.new("RGB", SIZE, BACKGROUND)
    wide, high = screens[0].size
    gap = (whole.width - wide * len(screens)) // (len(screens) + 1)
    for number, screen in enumerate(screens):
        left, top = gap + number * (wide + gap), (whole.height - high) // 2
        whole.paste(screen, (left, top), rounded((wide, high), 36))
        edge = Image.new("RGB", (wide, high), LINE)
        outline = ImageChops.subtract(rounded((wide, high), 36), rounded((wide, high), 36, inset=2))
        whole.paste(edge, (left, top), outline)
    return whole


def rounded(size: tuple[int, int], radius: int, inset: int = 0) -> Image.Image:
    """A mask with round corners, drawn four times as large so that its edge is smooth."""
    mask = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    corners = (inset * 4, inset * 4, (size[0] - inset) * 4 - 1, (size[1] - inset) * 4 - 1)
    ImageDraw.Draw(mask).rounded_rectangle(corners, (radius - inset) * 4, fill=255)
    return mask.resize(size, Image.Resampling.LANCZOS)


def write(name: str, picture: Image.Image) -> None:
    """As WebP, as good as MAX_BYTES allows."""
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=LINE, width=2)
    for quality in (92, 85, 78, 70, 60):
        packed = BytesIO()
        picture.save(packed, "WEBP", quality=quality, method=6)
        if len(packed.getvalue()) <= MAX_BYTES:
            break
    FOLDER.mkdir(exist_ok=True)
    size = (FOLDER / f"{name}.webp").write_bytes(packed.getvalue())
    sys.stdout.write(f"docs/pictures/{name}.webp  {picture.width} × {picture.height}, {size:,} bytes\n")
    sys.stdout.flush()


def photograph(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        photographer = Photographer(browser, site)
        write("gallery", photographer.gallery())
        write("nominating-on-a-phone", photographer.nominating_on_a_phone())
        write("entry-beside-the-rubric", photographer.entry_beside_the_rubric())
        write("the-managers-day", photographer.the_managers_day())
        browser.close()


def main() -> int:
    install_missing(["chromium-headless-shell"])
    parser = argparse.ArgumentParser()
    parser.add_argument("site", nargs="?")
    with nullcontext(site) if (site := parser.parse_args().site) else demo() as address:
        photograph(address)
    return 0


if __name__ == "__main__":
    sys.exit(main())
