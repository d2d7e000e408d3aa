"""A story read in two languages, found by searching, and a page that isn't there."""

import re

import pytest
from wagtail.models import Locale

from tests.factories.content import StoryPageFactory


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
    page.wait_for_url("**/nb/")
    visitor.check()
