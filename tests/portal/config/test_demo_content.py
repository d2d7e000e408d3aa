"""The demo's pages: to read in English and Bokmål, standing in elsewhere; one story waits, one is unfinished."""

import pytest
from django.urls import resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, WorkflowState

from portal import clock
from portal.config.demo.accounts import open_accounts
from portal.config.demo.content import load_content
from portal.config.demo.content.pictures import FOLDER, alternative_texts
from portal.config.demo.content.words import FOLDER as WORDS
from portal.config.demo.content.words import html, words_of
from portal.content.models import EditorialImage, StoryPage
from portal.content.models.blocks import StoryBlocks

BLOCKS = set(StoryBlocks().child_blocks)


@pytest.mark.both
@pytest.mark.django_db
def test_the_demo_has_pages_to_read_in_every_language_and_a_story_to_approve(client):
    at = clock.now()
    open_accounts(at)
    load_content(at)
    stories = StoryPage.objects.filter(locale__language_code="en")
    assert stories.live().count() == 6
    assert {block.block_type for story in stories for block in story.body} == BLOCKS
    waiting = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    assert waiting.content_object.title == "Open until one"
    assert set(stories.not_live().values_list("title", flat=True)) == {"Open until one", "Nine lanterns on a bridge"}
    assert not Page.objects.filter(slug="open-until-one").exclude(locale__language_code="en").exists()
    for picture in EditorialImage.objects.all():
        assert picture.alternative_text
        assert picture.credit
    for moved in Redirect.objects.all():
        assert client.get(f"{moved.old_path}/")["Location"] == moved.redirect_page.url
    for code in ("en", "da", "nb", "sv", "fi", "is"):
        home = client.get("/" if code == "en" else f"/{code}/")
        site = home.context["site"]
        links = [*site.header, *(link for _heading, links in site.columns for link in links)]
        assert len(links) >= 12
        assert all(resolve(link.url) for link in links)
    assert "Årets lengste natt" in client.get("/nb/stories/four-grown-ups-and-a-thermos/").content.decode()
    standing_in = client.get("/sv/about/privacy/").content.decode()
    assert "If somebody nominated you" in standing_in
    assert 'class="notice note"' in standing_in


def test_each_picture_has_its_words_and_each_word_its_picture():
    assert set(alternative_texts()) == {file.stem for file in FOLDER.glob("*.jpg")}


def test_the_files_of_words_read_as_pages():
    for file in WORDS.glob("*.toml"):
        slug, code = file.stem.rsplit(".", 1)
        assert words_of(slug, code)["title"]
    assert words_of("about", "xx") is None


def test_plain_text_becomes_rich_text():
    text = "\n## Why\n\nOne & two\nlines, **bold**.\n\n- first\n- second\ngoes on\n\n<mailto:a@b.example>\n"
    assert html(text) == (
        "<h2>Why</h2><p>One &amp; two lines, <b>bold</b>.</p><ul><li>first</li><li>second goes on</li></ul>"
        '<p><a href="mailto:a@b.example">a@b.example</a></p>'
    )
