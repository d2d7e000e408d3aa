"""Help: from a workspace's foot to the page of one's role, and in the admin."""

import pytest

from portal.content.queries.help import help_page
from tests.factories.people import EditorFactory


@pytest.mark.django_db(transaction=True)
def test_a_visitor_finds_the_help_they_need(visit):
    visitor = visit()
    page = visitor.go("/")
    page.locator("footer").get_by_role("link", name="Help", exact=True).click()
    visitor.check()
    page.get_by_role("link", name=help_page("nominator", "en").title).click()
    assert page.locator("h1").inner_text() == help_page("nominator", "en").title
    visitor.check()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.django_db(transaction=True)
def test_an_editor_reads_help_in_the_admin(visit):
    visitor = visit()
    visitor.be(EditorFactory())
    page = visitor.go("/admin/help/")
    assert page.get_by_role("heading", level=1, name=help_page("editor", "en").title).count() == 1
    page.get_by_role("link", name="norsk (bokmål)").click()
    assert page.locator("article").get_attribute("lang") == "nb"
