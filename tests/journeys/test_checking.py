"""What `check` notices on a page that axe has read before: faults put into it here, each where it shows."""

import pytest

from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

FAULTS = {
    "a field without a label": ("<input name='unnamed'>", "", "at 360 px"),
    "a picture without words": ("<img src='/static/portal/images/logo.svg'>", "", "at 360 px"),
    "pale words": ("<p class='pale'>Pale</p>", ".pale { color: #bbb; background: #fff }", "at 360 px"),
    "words pale at a desk alone": (
        "<p class='pale-at-a-desk'>Pale</p>",
        "@media (min-width: 1000px) { .pale-at-a-desk { color: #bbb; background: #fff } }",
        "at 1280 px",
    ),
    "too wide for a phone": ("<div class='wide'>Wide</div>", ".wide { width: 700px }", "wider than 360 px"),
}
PUT_IN = """([html, css]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    document.querySelector("#fault").innerHTML = html;
}"""


def test_a_fault_is_noticed_where_it_shows_on_a_page_that_was_read_before(visit):
    visitor = visit()
    page = visitor.go("/grants/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<div id=fault></div>')")
    visitor.check()
    for html, css, told in FAULTS.values():
        page.evaluate(PUT_IN, [html, css])
        with pytest.raises(AssertionError, match=told):
            visitor.check()
        page.evaluate(PUT_IN, ["", ""])
        visitor.at(PHONE).check()
