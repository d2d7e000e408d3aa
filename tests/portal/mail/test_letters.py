"""Every letter of the site, in text and HTML: what people typed arrives as typed, and does nothing else."""

import random
import re
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import TemplateSyntaxError
from django.utils.safestring import mark_safe

from portal.mail.compose import Composed, compose_letter
from portal.mail.kinds import LetterKind, letter_kinds
from portal.mail.markdown import as_typed
from portal.mail.placeholders import placeholder
from portal.mail.recipients import Recipient, one_line
from tests.portal.mail.letters import ANSWER, CODE, READER

KINDS = {kind.key: kind for kind in letter_kinds() if kind.key != "django"}
AT = datetime(2026, 10, 3, 21, 59, tzinfo=UTC)
LETTER = UUID(int=7)

NASTY = [
    "**Bold** _it_ ~~gone~~ `code`",
    "[x](http://evil.example) ![x](http://evil.example/x.png)",
    "<http://evil.example> http://evil.example mailto:a@evil.example",
    "<b>x</b><script>alert(1)</script><a href='http://evil.example'>x</a>",
    '"><img src=x onerror=alert(1)> \' "',
    "&lt;b&gt; &amp; &#42; &nbsp; &copy",
    "# heading",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "> quote",
    "a | b | c",
    "--- | ---",
    "\\* \\[ ends in a backslash\\",
    "{{ site_url }} {% now 'Y' %} %(name)s %s {0}",
    "]( http://evil.example ) [",
    "[x]: http://evil.example 'title'",
    "# one\n\n## two\n\n    code\n\ttab\n\n- three\n1. four\n> five\n\n---\n\n| a | b |\n| - | - |\n| 1 | 2 |",
    "```\none\n```\n~~~\ntwo\n===\n***",
    "one\r\ntwo\rthree",
    "[x]: http://evil.example\n\n[x]",
    "سارا الهاشمي",
    "Þóra 😀 Ŋ ’ “ ” … \u00a0 ½",
    f"secret-link-{'0' * 32}",
]


def context(key: str, typed: str, given: bool) -> dict:
    """Something for everything a letter may name; each text between words that tell which it is."""

    def text(name: str) -> str:
        return f"A{name}A {typed} Z{name}Z"

    names = [
        "answer",
        "application",
        "category",
        "city",
        "country",
        "edition",
        "event",
        "group",
        "inviter",
        "invited_by",
        "label",
        "name",
        "nominator",
        "politician",
        "credited",
        "iban",
        "moved",
        "number",
        "payment_reference",
        "still_open",
        "too_much",
        "decided_by",
    ]
    names += ["nominee", "organisation", "page", "prize", "reason", "reasons", "reference", "role", "what", "words"]
    flags = [
        "accepted",
        "allowed",
        "given",
        "has_ended",
        "in_part",
        "is_city",
        "is_guardian",
        "is_late",
        "is_reminder",
        "is_returned",
        "politically",
    ]
    names += ["kind", "summary"]
    names += ["before", "now", "place", "position", "sum_before", "why"]
    dates = ["answer_by", "answer_due", "closes", "closes_at", "due_at", "ends_at", "opens_at", "published_at"]
    dates += ["submitted_at", "told_at", "decided_on", "due_on", "expires_at", "paid_on", "first_day", "last_day"]
    dates += ["starts_at"]
    known = {name: text(name.replace("_", "")) for name in names}
    known |= dict.fromkeys(flags, given) | dict.fromkeys(dates, AT)
    known |= {"zone": "Europe/Copenhagen", "count": 2, "minutes": 15, "sum": text("sum"), "sought": text("sought")}
    known |= {"reviews_now": 1, "reviews_before": 2, "points_now": None, "points_before": 65}
    known |= {
        "application_uuid": LETTER,
        "award_uuid": LETTER,
        "candidacy_uuid": LETTER,
        "meaning": "alone",
        "page": "/admin/",
    }
    known |= {"stop_address": "https://portal.example/library/subscription/"}
    known |= {"address": "https://portal.example/city/", "call_names": {"en": text("call")}}
    known |= {"title": {"en": text("title")} if key.startswith("assessment/") else text("title")}
    known |= {
        "duties": [text("duty"), text("task")],
        "roles": [text("role"), text("role")],
        "texts": [text("did"), text("changed"), ""],
    }
    return known | {"nominators": [{"name": text("who"), "relation": text("relation")}] * 2}


def compose(kind: LetterKind, known: dict, name: str = "Anna", language: str = "en") -> Composed:
    return compose_letter(kind, Recipient("a@example.org", name, language), known, ["link", "code"], LETTER)


def lines_after(prefix: str, text: str) -> str:
    """A text of several lines as it stands in a quotation or an item of a list."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{prefix}{line}".rstrip() for line in others)])


def in_text(value: str, written: Composed) -> bool:
    """Lines are compared without what is blank at their end."""
    text = "\n".join(line.rstrip() for line in written.text.split("\n"))
    return any(lines_after(prefix, as_typed(value)) in text for prefix in ("", "> ", "  "))


def shape(page: BeautifulSoup) -> list[str]:
    """Tags, classes and addresses of a page; not the line breaks people typed, nor its words."""
    tags = page.find_all(lambda tag: tag.name != "br")
    return [f"{tag.name} {tag.get('class')} {tag.get('href')} {sorted(tag.attrs)}" for tag in tags]


@lru_cache(maxsize=8)
def parsed(written: Composed) -> BeautifulSoup:
    """Looked at and left as it is: a plain letter is compared with many."""
    return BeautifulSoup(written.html, "html.parser")


def check_typed(kind: LetterKind, typed: str, known: dict, plain: Composed) -> None:
    """What the plain letter names, the other one names exactly as it was typed; its HTML has the same tags."""
    written, tag = compose(kind, known), re.compile(r"A(\w+)A same Z\1Z")
    page, plain_page = parsed(written), parsed(plain)
    seen = page.body.get_text()
    assert set(tag.findall(plain.text)) == set(tag.findall(plain_page.body.get_text())), "both say the same"
    for name in set(tag.findall(plain.text)):
        value = f"A{name}A {typed} Z{name}Z"
        assert as_typed(value) in seen, f"{kind.key}: {name} in the HTML"
        assert in_text(value, written), f"{kind.key}: {name} in the text"
    for name in set(tag.findall(plain.subject)):
        value = one_line(f"A{name}A {typed} Z{name}Z")
        assert value in written.subject
        assert value in page.title.get_text()
    assert shape(page) == shape(plain_page), kind.key


@pytest.mark.parametrize(("number", "key"), list(enumerate(sorted(KINDS))))
def test_what_people_typed_arrives_as_typed_in_every_letter(number, key):
    """In what a letter says either way each text, and in what it says only otherwise a fifth of them, by turns."""
    kind = KINDS[key]
    for given, texts in ((True, NASTY), (False, NASTY[number % 5 :: 5])):
        plain = compose(kind, context(key, "same", given))
        for typed in texts:
            check_typed(kind, typed, context(key, typed, given), plain)


def test_no_string_of_signs_becomes_markup():
    """Strings made of what means something in Markdown, HTML and templates."""
    made, signs = random.Random(8), "*_~`#>+-.)([]!|\\<&;:/=\"'{}%@ \t\n\n1aé"
    plain = compose(ANSWER, context("tests/answer", "same", True))
    for _ in range(250):
        lines = "".join(made.choices(signs, k=made.randint(1, 40))).split("\n")
        typed = "\n".join(line.rstrip() for line in lines).strip() or "x"
        check_typed(ANSWER, typed, context("tests/answer", typed, True), plain)


def test_a_name_does_not_become_markup_in_the_greeting():
    for typed in NASTY:
        written = compose(CODE, {}, name=typed)
        assert as_typed(one_line(typed)) in written.text
        assert as_typed(one_line(typed)) in parsed(written).get_text()
        assert shape(parsed(written)) == shape(parsed(compose(CODE, {}, name="Anna")))


@pytest.mark.parametrize("key", sorted(KINDS))
def test_every_letter_says_the_same_in_both_renderings(key):
    """In each language, links and codes included; no Markdown is left over, and nothing is said of nobody."""
    for language, _name in settings.LANGUAGES:
        for given in (True, False):
            written = compose(KINDS[key], context(key, "same", given), language=language)
            assert written.subject
            assert not re.search(r"\*\*|`|\]\(|\{[{%]|&#|^#|^\| ", written.text, re.M)
            for secret in ("link", "code"):
                assert (placeholder(LETTER, secret) in written.text) == (placeholder(LETTER, secret) in written.html)
            for link in re.findall(r"https?://[^\s<>]+", written.text):
                assert link in written.html


def test_a_link_alone_is_a_button_and_an_address_on_a_line_of_its_own():
    written = compose(ANSWER, context("tests/answer", "same", True))
    secret = placeholder(LETTER, "link")
    assert f"\nAnswer\n{secret}\n" in written.text
    button = parsed(written).find("a", class_="action")
    assert (button.get_text(), button["href"]) == ("Answer", secret)
    assert f"copy this address into your browser:<br>{secret}" in written.html


def test_a_code_alone_is_set_large():
    written = compose(CODE, {})
    assert f"\n\n{placeholder(LETTER, 'code')}\n\n" in written.text
    assert parsed(written).find("p", class_="code").get_text() == placeholder(LETTER, "code")


def test_a_table_is_rows_of_facts():
    written = compose(ANSWER, context("tests/answer", "same", True))
    assert "Nominee: AnomineeA same ZnomineeZ\nAnswer by: 3 October 2026 at 23:59, Copenhagen time" in written.text
    rows = parsed(written).select(".sheet table tr")
    assert [[cell.get_text() for cell in row.select("th[scope=row], td")] for row in rows] == [
        ["Nominee", "AnomineeA same ZnomineeZ"],
        ["Answer by", "3 October 2026 at 23:59, Copenhagen time"],
    ]


def test_what_was_typed_in_lines_keeps_them_and_stays_in_its_quotation():
    written = compose(ANSWER, {"nominee": "A", "words": "One.\n\n- two", "closes": AT})
    assert "> One.\n>\n> - two\n" in written.text
    quotation = parsed(written).find("blockquote")
    assert quotation.get_text().strip() == "One.\n\n- two"
    assert len(quotation.find_all("br")) == 2
    assert quotation["dir"] == "auto"


def test_items_of_a_loop_are_one_list():
    written = compose(ANSWER, context("tests/answer", "same", True))
    assert written.text.count("\n- AwhoA") == 2
    assert [len(one.find_all("li")) for one in parsed(written).find_all("ul")] == [2]
    assert not parsed(written).select("li p"), "no gaps between the items"


def test_after_a_rule_comes_small_print():
    small = parsed(compose(ANSWER, context("tests/answer", "same", True))).select(".quiet")
    assert any("AwordsA same ZwordsZ" in one.get_text() for one in small)


def test_the_reader_is_told_why_they_get_it():
    written = compose(ANSWER, context("tests/answer", "same", True))
    assert str(READER.because) in written.text.split("\n-- \n")[1]
    assert str(READER.because) in written.html


def test_what_means_to_be_markup_is_left_alone():
    written = compose(ANSWER, {"nominee": mark_safe("**A**"), "words": "", "closes": AT})
    assert "<strong>A</strong>" in written.html


@pytest.fixture
def letter(settings, tmp_path):
    """A letter of its own: `letter("Subject: x …")` is its kind."""
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    folder = tmp_path / "letters" / "tests"
    folder.mkdir(parents=True)

    def write(source: str) -> LetterKind:
        name = uuid4().hex
        (folder / f"{name}.md").write_text(source, encoding="utf-8")
        return LetterKind(f"tests/{name}", "A letter", READER, "A test.")

    return write


@pytest.mark.parametrize(
    "source",
    [
        "Subject: x\n\n{% include 'letters/base.txt' %}",
        "Subject: x\n\n{% autoescape off %}{{ words }}{% endautoescape %}",
        "Subject: x\n\n{% firstof words %}",
        "Subject: x\n\n{% translate words %}",
        "No subject\n\n{{ words }}",
    ],
)
def test_a_letter_has_a_subject_and_no_tag_that_would_not_escape(letter, source):
    with pytest.raises(TemplateSyntaxError):
        compose(letter(source), {"words": "**x**"})


def test_html_in_a_letter_is_words(letter):
    assert "&lt;b&gt;x&lt;/b&gt;" in compose(letter("Subject: x\n\n<b>x</b>"), {}).html


def test_a_link_that_runs_a_script_is_none(letter):
    html = compose(letter("Subject: x\n\n[a]({{ words }})"), {"words": "javascript:alert(1)"}).html
    assert "href" not in html.split('class="sheet"')[1].split("</td>")[0]


def test_the_number_of_a_plural_form_stays_a_number(letter):
    plural = "{% blocktranslate count n=n %}One {{ what }}{% plural %}{{ n }} {{ what }}s{% endblocktranslate %}"
    kind = letter(f"Subject: x\n\n{plural}")
    assert "One *x*" in compose(kind, {"n": 1, "what": "*x*"}).text
    assert "2 *x*s" in compose(kind, {"n": 2, "what": "*x*"}).text
