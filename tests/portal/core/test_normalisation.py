"""One normaliser for every text that enters, wherever it enters."""

import unicodedata

import pytest
from django import forms

from portal.core.normalisation import normalise, normalise_all
from tests.factories.content import StoryPageFactory
from tests.support.forms import fields_of, form_classes, page_fields
from tests.support.values import for_each

# Characters that no text of ours may hold: each C0 and C1 control but tab and line feed, direction overrides and
# isolates, what is invisible, lone surrogates, code points that are no characters.
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
DIRECTIONS = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
INVISIBLE = ["\u200b", "\u2060", "\u2064", "\u206f", "\ufeff", "\ufff9", "\ufffb"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
NONCHARACTERS = ["\ufdd0", "\ufdef", *(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))]
LINE_ENDS = ["\u2028", "\u2029"]
# Letters and signs that look like nothing: a name of them alone would.
BLANK = ["\u115f", "\u1160", "\u180e", "\u2800", "\u3164", "\uffa0"]
HOSTILE = [*CONTROLS, *DIRECTIONS, *INVISIBLE, *SURROGATES, *NONCHARACTERS, *LINE_ENDS]
# And what must stay: letters of every script, joiners of emoji and Persian, marks, the soft hyphen.
KEPT = [
    "ÆØÅæøåÄÖÞÐ",
    "Ábæýð",
    "Čáhci",
    "قهوه\u200cای",
    "👩\u200d🚒",
    "🏴",
    "co\u00adop",
    "1\u00a0000",
    "a\tb",
    "„“",
    "שלום",
]


def is_clean(text: str) -> bool:
    return not set(text) & set(HOSTILE) and text == unicodedata.normalize("NFC", text)


@for_each("hostile", HOSTILE)
def test_what_no_page_can_hold_is_gone_and_its_neighbours_stay(hostile):
    for typed in (f"Ær{hostile}ø", f"{hostile}Ær\nø{hostile}", hostile * 50 + "x"):
        assert is_clean(normalise(typed))
        assert is_clean(normalise(typed, one_line=True))
        assert [sign for sign in normalise(typed) if sign.isalpha()] == [sign for sign in typed if sign.isalpha()]


@for_each("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\x1e"])
def test_every_line_end_is_one(end):
    assert normalise(f"first{end}second") == "first\nsecond"
    assert normalise(f"first{end}second", one_line=True) == "first second"


@for_each("text", KEPT)
def test_what_people_write_stays(text):
    assert normalise(text) == text
    assert normalise(normalise(text)) == normalise(text)


@for_each("blank", BLANK)
def test_a_name_that_nobody_sees_is_none(blank):
    assert normalise(f" {blank}{blank} ", one_line=True).strip() == ""
    assert normalise(f"Ær{blank}ø") == "Ærø"
    with pytest.raises(forms.ValidationError):
        forms.CharField().clean(blank)


def test_letters_are_composed_and_no_line_ends_in_space():
    assert normalise("A\u030arhus \t\nO\u0308\u00a0\n\n") == "Århus\nÖ"
    assert normalise("still typing ", trim=False) == "still typing "


def test_texts_inside_lists_and_dictionaries_are_normalised_too():
    assert normalise_all({"a\x0b": ["b\x00", ("c\u202e", 1)], "d": None}) == {"a": ["b", ("c", 1)], "d": None}


TEXT_FIELDS = {
    name: field
    for form in form_classes()
    for name, field in fields_of(form)
    if isinstance(field, forms.CharField)
    and not isinstance(field, forms.JSONField)
    and not isinstance(field.widget, forms.PasswordInput)
}


def test_every_form_of_the_site_is_walked():
    assert len(TEXT_FIELDS) > 100
    for known in ("allauth.", "FundForm.name", "CallForm.names[0]", "NominationForm.did", "DecideForm.reasons"):
        assert any(known in name for name in TEXT_FIELDS), known


def test_no_text_field_of_any_form_lets_them_in():
    let_in = {name for name, field in TEXT_FIELDS.items() if not _keeps_clean(field)}
    assert let_in == set()


@pytest.mark.django_db
def test_no_field_of_any_kind_of_page_lets_them_in():
    texts = {name: field for name, field in page_fields() if isinstance(field, forms.CharField)}
    assert len(texts) > 40
    assert {name for name, field in texts.items() if not _keeps_clean(field)} == set()


def _keeps_clean(field: forms.CharField) -> bool:
    """Whether what a field lets through is clean, of every hostile character in a text that would otherwise do."""
    for hostile in HOSTILE:
        try:
            read = field.clean(f"ab{hostile}cd")
        except forms.ValidationError:
            continue  # refused in words, as an address with a space in it is
        if isinstance(read, str) and not is_clean(read):
            return False
    return True


def test_a_password_stays_as_it_was_typed():
    field = forms.CharField(widget=forms.PasswordInput, strip=False)
    assert field.clean(" A\u030a\u200b ") == " A\u030a\u200b "


@pytest.mark.django_db
def test_a_page_written_by_a_script_is_clean():
    story = StoryPageFactory(title="Two\x0blines\u202e", summary="A\x0bsummary\x00")
    story.refresh_from_db()
    assert (story.title, story.summary) == ("Two lines", "A\nsummary") or story.summary == "A summary"
