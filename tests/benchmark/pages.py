"""The pages that are measured, and who asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from django.urls import reverse
from django.utils.translation import override

from grants.models import Application, Call
from portal.assessment.models import Review
from portal.assessment.states import ReviewState
from portal.content.models import StoryPage
from portal.core import clock
from portal.demo.bulk.applications import PREFIX
from portal.demo.bulk.drafts import add_drafts
from portal.demo.bulk.people import MANAGER_ADDRESS
from portal.people.actions.accounts import open_account
from portal.people.models import User
from tests.benchmark.actors import cookies_of
from tests.benchmark.forms import fields_of
from tests.benchmark.server import REQUESTS, Answer, Server

# Enough drafts for a pass that counts and a pass that times, with the requests that warm up.
DRAFTS = 2 * (REQUESTS + 4)


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the table. `ask(server)` makes one request and is answered with `expect`; a `long` page is not asked
    for forty times, and the memory of its worker is read too."""

    name: str
    ask: Callable[[Server], Answer]
    expect: int = 200
    long: bool = False


def get(path: str, cookies: dict | None = None, *, fresh: bool = False) -> Callable[[Server], Answer]:
    """Asks for `path`; `fresh`: under another address each time, so that no cached page answers."""
    numbers = count()

    def ask(server: Server) -> Answer:
        mark = f"{'&' if '?' in path else '?'}turn={server.port}-{next(numbers)}" if fresh else ""
        return server.ask(path + mark, cookies=cookies)

    return ask


def save_review(path: str, cookies: dict) -> Callable[[Server], Answer]:
    """Opens the form once, then saves it with another comment each time, as a reviewer who types does."""
    state: dict = {}

    def ask(server: Server) -> Answer:
        if state.get("server") is not server:
            fields = fields_of(server.ask(path, cookies=cookies).body, "comment")
            state.update(server=server, fields=fields, version=int(fields["version"][0]))
        state["turn"] = state.get("turn", 0) + 1
        comment = f"Careful work, read for the {state['turn']}th time."
        data = state["fields"] | {"comment": comment, "version": state["version"], "do": "save"}
        state["version"] += 1
        return server.ask(path, cookies=cookies, data=data)

    return ask


def autosave(draft: Application, cookies: dict) -> Callable[[Server], Answer]:
    state: dict = {}

    def ask(server: Server) -> Answer:
        if state.get("server") is not server:
            page = server.ask(reverse("grants:edit", args=[draft.uuid]), cookies=cookies)
            fields = fields_of(page.body, "version")
            state.update(server=server, fields=fields, version=int(fields["version"][0]))
        state["turn"] = state.get("turn", 0) + 1
        data = state["fields"] | {"need": f"{state['fields']['need'][0]} {state['turn']}", "version": state["version"]}
        state["version"] += 1
        return server.ask(reverse("grants:autosave", args=[draft.uuid]), cookies=cookies, data=data)

    return ask


def submit_each(drafts: list[Application], cookies: dict) -> Callable[[Server], Answer]:
    waiting = iter(drafts)

    def ask(server: Server) -> Answer:
        return server.ask(reverse("grants:submit", args=[next(waiting).uuid]), cookies=cookies, data={})

    return ask


def nominate(cookies: dict) -> Callable[[Server], Answer]:
    """Someone who has signed in sends one nomination after another, from the same page each time."""
    state: dict = {"turn": 0}

    def ask(server: Server) -> Answer:
        path = reverse("pioneers:nominate")
        if state.get("server") is not server:
            state.update(server=server, fields=fields_of(server.ask(path, cookies=cookies).body, "nominee_name"))
        state["turn"] += 1
        number = f"{server.port}-{state['turn']}"
        data = state["fields"] | {
            "nominator_name": "Bulk Nominator",
            "relation": "teacher",
            "kind": "person",
            "nominee_name": f"Nominee {number}",
            "nominee_email": f"nominee-{number}@example.org",
            "nominee_country": "NO",
            "category": state["category"],
            "did": "They opened the old fire station to everybody on Friday nights.",
            "changed": "More young people come home safe, and more of them say what they think.",
            "courage": "They went on after they had been threatened.",
            "promise": "on",
            "do": "send",
        }
        return server.ask(path, cookies=cookies, data=data)

    def with_category(server: Server) -> Answer:
        if "category" not in state:
            from pioneers.models import Category
            from pioneers.queries.editions import edition_for_nominating

            edition = edition_for_nominating(clock.now())
            state["category"] = str(Category.objects.filter(edition=edition).first().uuid)
        return ask(server)

    return with_category


@override("en")
def pages() -> list[Page]:
    """Built on the database as it stands: the demo's pages, the bulk's rows."""
    at = clock.now()
    manager = cookies_of(User.objects.get(email=MANAGER_ADDRESS))
    review = Review.objects.filter(state=ReviewState.DRAFT, entry__reference__startswith=PREFIX).order_by("id").first()
    reviewer = cookies_of(review.reviewer)
    account, drafts = add_drafts(DRAFTS + 1, at=at)
    applicant = cookies_of(account)
    nominator = cookies_of(open_account(email="bulk-nominator@example.org", name="Bulk", at=at, confirmed=True))
    call = Call.objects.get(reference_prefix=PREFIX)
    one = Application.objects.filter(call=call, state="eligible").order_by("id").first()
    story = StoryPage.objects.live().filter(locale__language_code="en").order_by("id").first()
    staff_list = reverse("grants_application:index")
    form = reverse("assessment:review", args=[review.entry.uuid])
    return [
        Page("home, first", get("/", fresh=True)),
        Page("home, repeated", get("/")),
        Page("a story", get(f"/stories/{story.slug}/", fresh=True)),
        Page("gallery with a filter", get("/pioneers/?country=NO&q=berg", fresh=True)),
        Page("the call", get(reverse("grants:call", args=[call.uuid]), fresh=True)),
        Page("staff: applications", get(staff_list, manager)),
        Page("staff: applications, by state and text", get(f"{staff_list}?state=eligible&q=harbour", manager)),
        Page("staff: one application", get(reverse("grants_application:inspect", args=[one.uuid]), manager)),
        Page("reviewer's queue", get(reverse("assessment:queue"), reviewer)),
        Page("review form", get(form, reviewer)),
        Page("review form, saved", save_review(form, reviewer), 302),
        Page("application draft, autosaved", autosave(drafts[-1], applicant)),
        Page("application, submitted", submit_each(drafts[:-1], applicant), 302),
        Page("nomination, submitted", nominate(nominator), 302),
        Page("all applications with scores, exported", get(reverse("grants_application:scores"), manager), long=True),
    ]
