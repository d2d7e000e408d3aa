"""Takes a picture of every kind of page of a running demo, at both widths, as each of its people.

usage: python -m tests.pictures [http://localhost:8000] [--people manager,juror1] [--pages 60] [--axe]

Follows the links each person finds, two pages of each kind (an address less its numbers and names). Writes
var/pictures/<person>/<width>-<address>.png and prints what is wrong: answers of 400 and more, complaints of the
console, pages wider than the screen and, with --axe, what axe finds.
"""

import argparse
import re
import sys
from collections import Counter, deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import sync_playwright

from tests.journeys.conftest import FLAGS, WIDTHS, Visitor
from tests.support.needs import BROWSER

FOLDER = Path(__file__).resolve().parents[1] / "var" / "pictures"
PEOPLE = (
    "visitor",
    "nominator",
    "applicant",
    "contact-no",
    "contact-dk",
    "juror1",
    "reviewer1",
    "funder",
    "editor",
    "manager",
    "finance",
    "admin",
)
STARTS = {"visitor": ["/", "/pioneers/", "/grants/", "/nb/", "/pioneers/nominate/", "/dev/patterns/", "/dev/mail/"]}
SIGNED_IN = ["/account/", "/nominations/", "/applications/", "/review/", "/city/"]
STAFF = {"editor", "manager", "finance", "admin"}
NEVER = re.compile(
    r"logout|/delete|/documents/\d|\.(pdf|csv|xlsx|json|xml|png|jpg|svg)(\?|$)|/files/|export=|/feed|/media/"
)
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=/stories/)[^/]+|[A-Za-z0-9_-]{24,}")


def kind(address: str) -> str:
    """The address with what varies from row to row taken out, and the query's names without their values."""
    parts = urlsplit(address)
    names = ",".join(sorted(set(re.findall(r"([\w-]+)=", parts.query))))
    return VARIABLE.sub("·", parts.path) + (f"?{names}" if names else "")


def file_name(address: str) -> str:
    parts = urlsplit(address)
    return re.sub(r"[^\w.-]+", "_", f"{parts.path}_{parts.query}".strip("/_"))[:90] or "home"


def walk(browser, site: str, person: str, pages: int, axe: bool):
    """Yields (address, fault) for what is wrong; takes the pictures on its way."""
    visitors = {name: Visitor(browser, site, width) for name, width in WIDTHS.items()}
    if person != "visitor":
        for visitor in visitors.values():
            visitor.sign_in(f"{person}@demo.test")
    queue = deque(STARTS.get(person, [*SIGNED_IN, *(["/admin/"] if person in STAFF else [])]))
    taken, seen, done = Counter(), set(), 0
    folder = FOLDER / person
    folder.mkdir(parents=True, exist_ok=True)
    while queue and done < pages:
        address = urljoin(site, queue.popleft())
        if address in seen or taken[kind(address)] >= 2:
            continue
        seen.add(address)
        taken[kind(address)] += 1
        done += 1
        for name, visitor in visitors.items():
            answer = visitor.page.goto(address)
            if answer and answer.status >= 400:
                yield address, f"answers {answer.status}"
            overflow = visitor.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0 and "/admin/" not in address:
                yield address, f"{overflow} px wider than {WIDTHS[name][0]}"
            yield from ((address, complaint) for complaint in visitor.complaints)
            visitor.complaints.clear()
            if axe and name == "desk" and "/admin/" not in address:  # a check is one of both widths
                try:
                    visitor.check()
                except AssertionError as fault:
                    yield address, str(fault)[:600]
            visitor.page.screenshot(path=folder / f"{WIDTHS[name][0]}-{file_name(address)}.png", full_page=True)
        for link in visitors["desk"].page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
            link = urldefrag(link)[0]
            if link.startswith(site + "/") and not NEVER.search(link):
                queue.append(link)
    for visitor in visitors.values():
        visitor.context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", nargs="?", default="http://localhost:8000")
    parser.add_argument("--people", default=",".join(PEOPLE))
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--axe", action="store_true")
    options = parser.parse_args()
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        for person in options.people.split(","):
            for address, fault in walk(browser, options.site, person, options.pages, options.axe):
                faults += 1
                sys.stdout.write(f"{person}: {address}: {fault}\n")
                sys.stdout.flush()
        browser.close()
    sys.stdout.write(f"{faults} faults; pictures are in {FOLDER}\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
