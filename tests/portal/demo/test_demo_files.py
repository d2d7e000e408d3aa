"""The demo's words and pictures, as files."""

from portal.demo.content.page_texts import FOLDER as TEXTS
from portal.demo.content.page_texts import html, read_page
from portal.demo.content.pictures import FOLDER, alternative_texts


def test_each_picture_has_its_words_and_each_word_its_picture():
    assert set(alternative_texts()) == {file.stem for file in FOLDER.glob("*.jpg")}


def test_the_files_of_words_read_as_pages():
    for file in TEXTS.glob("*.toml"):
        slug, code = file.stem.rsplit(".", 1)
        assert read_page(slug, code)["title"]
    assert read_page("about", "xx") is None


def test_plain_text_becomes_rich_text():
    text = "\n## Why\n\nOne & two\nlines, **bold**.\n\n- first\n- second\ngoes on\n\n<mailto:a@b.example>\n"
    assert html(text) == (
        "<h2>Why</h2><p>One &amp; two lines, <b>bold</b>.</p><ul><li>first</li><li>second goes on</li></ul>"
        '<p><a href="mailto:a@b.example">a@b.example</a></p>'
    )
