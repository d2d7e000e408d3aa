"""A story from the editor's first line to a reader's screen, in two languages; search; a page that isn't there."""

import re

import pytest
from wagtail.models import Locale

from portal import clock
from portal.content.models import StoryIndexPage, StoryPage
from portal.people.actions import give_role, open_account
from portal.people.roles import EDITOR, MANAGER
from tests.factories.content import StoryPageFactory

PASSWORD = "correct horse battery staple"


def colleague(email, role):
    """Someone of the secretariat with a role and a password."""
    user = open_account(email=email, name=role.capitalize(), at=clock.now(), confirmed=True)
    user.set_password(PASSWORD)
    user.save()
    give_role(account=user, role=role, by=None, at=clock.now())


def choose_language(page, name, width):
    """By the language switcher: folded into a menu at a desk, listed in the menu on a phone."""
    if width[0] < 900:
        page.locator(".header__toggle").click()
    else:
        page.locator(".languages__toggle:visible").click()
    page.locator(".languages a:visible", has_text=name).first.click()


def translated(story, **words):
    """The same story as a translator would publish it in Bokmål."""
    page = story.copy_for_translation(Locale.objects.get(language_code="nb"))
    for field, value in words.items():
        setattr(page, field, value)
    page.slug = story.slug
    page.save_revision().publish()
    return page


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_visitor_reads_a_story_in_two_languages_searches_and_takes_a_wrong_turn(visit, width):
    story = StoryPageFactory(title="Four grown-ups and a thermos", slug="thermos")
    translated(
        story,
        title="Fire voksne og en termos",
        summary="Hver fredag går noen voksne der de unge er.",
        body=[("text", "<p>De møtes på busstasjonen klokka ni.</p>")],
    )
    visitor = visit()
    page = visitor.go("/")
    visitor.check()
    page.get_by_role("link", name="Four grown-ups and a thermos").click()
    page.wait_for_url("**/stories/thermos/")
    assert page.locator("html").get_attribute("lang") == "en"
    visitor.check()
    choose_language(page, "Norsk", width)
    page.wait_for_url("**/nb/stories/thermos/")
    assert page.inner_text("h1") == "Fire voksne og en termos"
    assert page.locator("html").get_attribute("lang") == "nb"
    visitor.check()
    page = visitor.go("/nb/search/")
    page.fill("[name=q]", "busstasjonen")
    page.locator("form[role=search] button").click()
    page.wait_for_url("**/nb/search/?*")
    visitor.check()
    page.get_by_role("link", name="Fire voksne og en termos").click()
    page.wait_for_url("**/nb/stories/thermos/")
    choose_language(page, "English", width)
    page.wait_for_url(re.compile(r"(?<!nb)/stories/thermos/$"))
    assert page.inner_text("h1") == "Four grown-ups and a thermos"
    missing = page.goto(visitor.site + "/nb/stories/thermoz/")
    assert missing.status == 404
    assert page.locator("html").get_attribute("lang") == "nb"
    visitor.check()
    page.locator("main a").first.click()
    page.wait_for_load_state()
    assert page.url.startswith(visitor.site + "/nb/")
    visitor.check()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_editor_hands_in_a_story_and_it_is_live_once_a_manager_approves(visit, width):
    colleague("editor@example.org", EDITOR)
    colleague("manager@example.org", MANAGER)
    index = StoryIndexPage.objects.get(locale__language_code="en")
    editor = visit(width=(1280, 800))
    editor.sign_in("editor@example.org", PASSWORD)
    page = editor.go(f"/admin/pages/add/content/storypage/{index.pk}/")
    page.get_by_role("textbox", name="Page title").fill("Open until one")
    page.locator("[name=summary]").fill("When the other doors close, a youth house opens its own.")
    page.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Text", exact=True).click()
    page.locator("[data-contentpath=body] [contenteditable=true]").fill("They asked for the key.")
    hand_over(page, "Submit to Approval before publishing")
    story = StoryPage.objects.get(title="Open until one")
    assert not story.live
    reader = visit()
    assert reader.page.goto(reader.site + "/stories/open-until-one/").status == 404
    manager = visit(width=(1280, 800))
    manager.sign_in("manager@example.org", PASSWORD)
    page = manager.go("/admin/")
    page.get_by_role("link", name="Open until one").first.click()
    page.wait_for_url(f"**/admin/pages/{story.pk}/edit/")
    hand_over(page, "Approve and Publish")
    page = reader.go("/stories/")
    reader.check()
    page.get_by_role("link", name="Open until one").click()
    page.wait_for_url("**/stories/open-until-one/")
    assert "They asked for the key." in page.inner_text("main")
    reader.check()


def hand_over(page, words):
    """One of the steps folded behind the button at the foot of the editor."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        page.get_by_role("button", name=words).click()
