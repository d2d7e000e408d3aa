"""The line about language at the top of a page, in a browser: accessible, narrow, and gone when it is sent off."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 320, "height": 640}


def test_a_norwegian_reads_on_in_norwegian_or_stays_in_english(visit):
    visitor = visit(language="nb-NO")
    page = visitor.go("/stories/")
    note = page.locator(".language-note")
    visitor.check()
    page.set_viewport_size(NARROW)
    visitor.check()
    page.locator("body").press("Tab")  # the way past the header comes first, then the line
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Les denne siden på norsk"
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/stories/")
    assert note.count() == 0
    visitor.go("/search/")
    assert note.count() == 0


def test_it_works_without_a_script(visit):
    page = visit(language="nb-NO", javascript=False).go("/stories/")
    page.get_by_role("link", name="Les denne siden på norsk").click()
    assert page.url.endswith("/nb/stories/")
    assert page.locator("html").get_attribute("lang") == "nb"
    # Back in English by the site's own choice of languages: chosen, so not asked again.
    page.locator("footer").get_by_role("link", name="English").click()
    assert page.locator(".language-note").count() == 0
    page.reload()
    assert page.locator(".language-note").count() == 0


def test_a_page_in_english_instead_says_so_where_it_is_read_first(visit):
    visitor = visit()
    for language in ("da", "sv", "fi", "is"):
        page = visitor.go(f"/{language}/stories/")
        visitor.check()
        page.set_viewport_size(NARROW)
        visitor.check()
        page.locator(".language-note a").click()
        page.wait_for_url(lambda address, code=language: address.endswith("/stories/") and f"/{code}/" not in address)
