"""Pages on the staff home: those to review and those sent back are things to do; one's own say what became of them."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.content.actions.bootstrap import bootstrap_site
from portal.content.models import HomePage
from portal.content.queries.own_pages import own_pages
from portal.content.queries.pages import home_for
from portal.core import clock as the_clock
from portal.desk.queries.worklist import MINE, worklist_now
from tests.factories.content import StoryPageFactory
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def submitted(editor, title="Open until one"):
    """A story an editor wrote and submitted for approval; gives the approval under way."""
    story = StoryPageFactory(draft=True, title=title)
    story.save_revision(user=editor, log_action=True)
    return story.get_workflow().start(story, editor)


def home(user) -> str:
    """The staff home as someone sees it."""
    browser = Client()
    browser.force_login(user)
    return unescape(browser.get("/admin/").content.decode())


def part(page: str, heading: str) -> str:
    """The section of the home under a heading."""
    begins = rf'<section class="staff-worklist" aria-labelledby="{heading}">'
    return re.search(rf"{begins}.*?\n {{0,2}}</section>", page, re.DOTALL)[0]


def kinds(user, **options) -> list[tuple[str, str]]:
    sections = worklist_now(user, the_clock.now(), **options).values()
    return [(row.kind, row.title) for section in sections for row in section.rows]


class TestReviewing:
    def test_a_manager_has_it_to_do_with_who_sent_it(self):
        editor = EditorFactory(name="Elina Korpela")
        state = submitted(editor)
        todo = part(home(ManagerFactory()), "staff-worklist-heading")
        assert "Open until one" in todo
        assert "from Elina Korpela" in todo
        assert reverse("wagtailadmin_pages:edit", args=[state.content_object.pk]) in todo

    def test_it_is_nothing_to_do_for_whoever_cannot_approve(self):
        editor = EditorFactory()
        submitted(editor)
        for user in (editor, EditorFactory(), FinanceFactory()):
            assert kinds(user) == []

    def test_it_is_done_once_approved(self):
        manager = ManagerFactory()
        state = submitted(EditorFactory())
        assert kinds(manager) == [("content.review_page", "Open until one")]
        state.current_task_state.approve(user=manager)
        assert kinds(manager) == []

    def test_sent_back_it_is_its_editors_to_do(self):
        editor, manager = EditorFactory(), ManagerFactory(name="Mikkel Aagaard")
        submitted(editor).current_task_state.reject(user=manager, comment="Which island?")
        assert kinds(manager) == []
        assert kinds(editor) == kinds(editor, cases=MINE) == [("content.change_page", "Open until one")]
        assert "from Mikkel Aagaard" in part(home(editor), "staff-worklist-heading")
        assert kinds(EditorFactory()) == []

    def test_costs_the_same_for_one_page_and_for_three(self, cost):
        editor, manager, at = EditorFactory(), ManagerFactory(), the_clock.now()
        submitted(editor).current_task_state.reject(user=manager)
        submitted(editor)
        for user in (editor, manager):
            worklist_now(user, at, per_section=1)
        with cost() as one:
            worklist_now(manager, at, per_section=1)
            worklist_now(editor, at, per_section=1)
        for number in range(2):
            submitted(editor, title=f"More {number}").current_task_state.reject(user=manager)
            submitted(editor, title=f"Yet more {number}")
        with cost() as three:
            worklist_now(manager, at, per_section=1)
            worklist_now(editor, at, per_section=1)
        assert (three.queries, three.rows) == (one.queries, one.rows)


class TestOnesOwnPages:
    def test_one_waiting_for_approval_says_so_and_nothing_denies_it(self):
        editor = EditorFactory()
        submitted(editor)
        page = home(editor)
        assert "You have nothing to do right now." in part(page, "staff-worklist-heading")
        own = part(page, "own-pages-heading")
        assert "Open until one" in own
        assert "Waiting for approval" in own
        for words in ("Nothing waits", "in a workflow", "Awaiting your review", "Your most recent edits"):
            assert words not in page

    def test_each_says_what_became_of_it(self):
        editor, manager = EditorFactory(), ManagerFactory()
        submitted(editor, title="Sent")
        submitted(editor, title="Back").current_task_state.reject(user=manager)
        drafted = StoryPageFactory(draft=True, title="Begun")
        public = StoryPageFactory(title="Out")
        changed = StoryPageFactory(title="Out and changed")
        later = StoryPageFactory(draft=True, title="Later", go_live_at=the_clock.now() + timedelta(days=1))
        later.save_revision(user=editor, log_action=True).publish()
        gone = StoryPageFactory(draft=True, title="Gone", expired=True)
        for page in (drafted, changed, gone):
            page.save_revision(user=editor, log_action=True)
        public.save_revision(user=editor, log_action=True).publish()
        states = {page.title: page.state for page in own_pages(editor)}
        assert {title: states.get(title) for title in ("Sent", "Back")} == {"Sent": "submitted", "Back": "sent-back"}
        rest = {
            "Begun": "draft",
            "Out": "published",
            "Out and changed": "changed",
            "Later": "scheduled",
            "Gone": "expired",
        }
        assert {title: state for title, state in states.items() if title in rest} == rest
        shown = part(home(editor), "own-pages-heading")
        for words in (
            "Changes requested",
            "Draft",
            "Will be published automatically",
            "No longer public",
            "still to publish",
        ):
            assert words in shown

    def test_there_is_no_such_part_for_who_has_none(self):
        submitted(EditorFactory())
        assert "own-pages-heading" not in home(EditorFactory())

    def test_costs_the_same_for_one_page_and_for_three(self, cost):
        editor = EditorFactory()
        submitted(editor)
        own_pages(editor)
        with cost() as one:
            assert len(own_pages(editor)) == 1
        for number in range(2):
            submitted(editor, title=f"More {number}")
        with cost() as three:
            assert len(own_pages(editor)) == 3
        assert three.queries == one.queries


def pages_in_the_menu(user) -> dict:
    """Where Pages in the side menu leads, and the page its panel starts from."""
    browser = Client()
    browser.force_login(user)
    props = re.search(r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>', home(user), re.DOTALL)[1]
    found = []

    def look(node):
        if isinstance(node, dict):
            if node.get("_type") == "wagtail.sidebar.PageExplorerMenuItem":
                found.append(node["_args"])
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(json.loads(props))
    assert len(found) == 1
    options, start = found[0]
    assert browser.get(options["url"]).status_code == 200
    return {"url": options["url"], "start": start}


class TestPagesInTheMenu:
    @pytest.mark.parametrize(
        ("account", "admin", "opens"), [("en", "", "en"), ("nb", "", "nb"), ("da", "fi", "fi"), ("sv", "de", "en")]
    )
    @pytest.mark.usefixtures("every_language")
    def test_opens_at_the_site_in_the_language_of_whoever_looks(self, account, admin, opens):
        editor = EditorFactory(language=account)
        if admin:
            UserProfile.objects.create(user=editor, preferred_language=admin)
        wanted = HomePage.objects.get(locale__language_code=opens)
        assert pages_in_the_menu(editor) == {
            "url": reverse("wagtailadmin_explore", args=[wanted.pk]),
            "start": wanted.pk,
        }

    def test_is_not_there_for_who_has_no_pages(self):
        assert "PageExplorerMenuItem" not in home(FinanceFactory())

    def test_the_other_languages_are_one_step_away(self):
        editor = EditorFactory()
        browser = Client()
        browser.force_login(editor)
        wanted = HomePage.objects.get(locale__language_code="is")
        page = browser.get(pages_in_the_menu(editor)["url"]).content.decode()
        assert reverse("wagtailadmin_explore", args=[wanted.pk]) in page

    @pytest.mark.parametrize("place", ["wagtailadmin_choose_page", "wagtailadmin_explore_root"])
    def test_what_stands_above_is_called_by_what_it_holds(self, place):
        browser = Client()
        browser.force_login(EditorFactory())
        page = browser.get(reverse(place))
        assert page.status_code == 200
        assert "All languages" in page.content.decode()

    def test_a_name_editors_gave_it_stays(self):
        Page.objects.filter(depth=1).update(title="Alle")
        bootstrap_site()
        assert Page.get_first_root_node().title == "Alle"

    def test_is_asked_once_a_request(self, cost):
        editor = EditorFactory()
        home_for(editor)
        with cost() as spent:
            home_for(editor)
        assert spent.queries == 0

    def test_a_language_without_pages_falls_back_on_the_main_one(self):
        HomePage.objects.filter(locale__language_code="fi").update(live=False)
        assert home_for(EditorFactory(language="fi")).locale.language_code == "en"
