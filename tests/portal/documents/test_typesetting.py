"""A PDF holds what people write, in whatever script, and data is never markup."""

import io

import pytest
from pypdf import PdfReader

from portal.documents.typesetting import typeset

SOURCE = """#let data = json(bytes(sys.inputs.data))
#set document(title: "Words")
#set text(lang: "en")
= Words
#par(data.words)
#if data.incomplete [Some signs are boxes.]
"""


@pytest.fixture
def words(tmp_path):
    source = tmp_path / "words.typ"
    source.write_text(SOURCE, encoding="utf-8")

    def read(words: str) -> tuple[str, str]:
        """The text a reader can copy out of the PDF, and the file's own description of itself."""
        content = typeset(source, {"words": words})
        pages = PdfReader(io.BytesIO(content)).pages
        return "".join(page.extract_text() for page in pages), content.decode("latin-1")

    return read


@pytest.mark.parametrize(
    "written",
    ["ð þ ŋ š Åse", "Привет, Αθήνα", "שלום", "سلام", "e\N{COMBINING OGONEK} a\N{COMBINING DOT BELOW}"],
    ids=["northern", "Cyrillic and Greek", "Hebrew", "Arabic", "combining"],
)
def test_scripts_people_write_in_are_set_without_a_box(words, written):
    text, file = words(written)
    assert "Some signs are boxes." not in text
    assert "pdfuaid" in file  # says of itself that it is PDF/UA, which allows no box


def test_a_sign_no_typeface_has_makes_a_box_and_says_so(words):
    text, _file = words("A party 🎉 for 世界")
    assert "A party" in text
    assert "Some signs are boxes." in text


def test_what_is_written_is_never_markup(words):
    text, _file = words('#panic("no") $x$ *bold* <label> \\ @ref')
    assert '#panic("no") $x$ *bold* <label>' in text
