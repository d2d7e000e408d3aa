import pytest


@pytest.mark.sqlite
def test_a_visitor_reads_the_home_page(visit):
    visitor = visit()
    page = visitor.go("/")
    assert page.locator("main").count() == 1
    visitor.check()
