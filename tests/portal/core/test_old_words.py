"""One usual word for each thing: the words that gave way stand in no text of the catalogue and in no help page."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

PORTAL = Path(__file__).resolve().parents[3] / "portal"
OLD = {
    "en": {
        "letter": r"\bletters?\b",
        "hand in": r"\bhand(s|ed|ing)? in\b",
        "stand aside": r"\b(stand|step)(s|ing)? aside\b|\bst(oo|eppe)d aside\b",
        "who sees it through": r"\bsees? it through\b",
        "nothing fits": r"\bnothing fits\b",
    },
    "nb": {
        "årgang": r"årgang",
        "bidrag": r"bidrag",
        "komiteen": r"komit[eé]",
        "seremoni": r"seremoni",
        "ja-et": r"\bja-et\b",
        "brev": r"brev",
        "taler for": r"\btaler for\b",
    },
}
# A letter of intent is a letter, and a short name is spelt with letters.
ALLOWED = {"en": r"\bletters? of intent\b|\b(capital|small|two) letters\b", "nb": r"(?!)"}


def texts(language):
    """What somebody reads in the language: of each text of the catalogue its English or its translation; the help."""
    with (PORTAL / "locale" / "nb" / "LC_MESSAGES" / "django.po").open("rb") as handle:
        for message in read_po(handle, locale="nb"):
            read = message.id if language == "en" else message.string
            yield from [read] if isinstance(read, str) else read
    for page in sorted((PORTAL / "content" / "help").glob(f"*.{language}.md")):
        yield from page.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("language", "word"), [(language, word) for language in OLD for word in OLD[language]])
def test_no_text_says_a_word_that_gave_way(language, word):
    read = [re.sub(ALLOWED[language], "", text, flags=re.IGNORECASE) for text in texts(language)]
    assert len(read) > 3000
    assert [text for text in read if re.search(OLD[language][word], text, re.IGNORECASE)] == []
