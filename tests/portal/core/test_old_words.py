"""One usual word for each thing: the words that gave way stand in no text of the catalogue and in no help page."""

import re

import pytest

from tests.support.translations import texts

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


@pytest.mark.parametrize(("language", "word"), [(language, word) for language in OLD for word in OLD[language]])
def test_no_text_says_a_word_that_gave_way(language, word):
    read = [re.sub(ALLOWED[language], "", text, flags=re.IGNORECASE) for text in texts(language)]
    assert len(read) > 3000
    assert [text for text in read if re.search(OLD[language][word], text, re.IGNORECASE)] == []
