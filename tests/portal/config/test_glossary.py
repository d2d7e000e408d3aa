"""The glossary has a word in six languages for each noun and state of the field, and names the code as it is."""

import re
from pathlib import Path
from pkgutil import resolve_name

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import override

from grants import states as grants_states
from pioneers import states as pioneers_states
from portal.assessment import states as assessment_states
from portal.documents import states as documents_states
from portal.mail import states as mail_states
from tests.support.values import for_each

GLOSSARY = Path(__file__).resolve().parents[3] / "docs" / "glossary.md"
LANGUAGES = ("nb", "da", "sv", "fi", "is")
FIELD = (
    *("pioneers", "grants", "assessment", "membership", "events", "cities"),
    *("people", "documents", "mail", "audit", "desk"),
)
STATES = (pioneers_states, grants_states, assessment_states, documents_states, mail_states)
# Choices of these modules that are no states: what people choose from on a form.
CHOICES = {
    "LineSource",
    "Relation",
    "CandidacyKind",
    "LineKind",
    "OthersReviews",
    "RecusalOrigin",
    "RecusalReason",
    "AttemptOutcome",
}


def rows() -> list[list[str]]:
    """The cells of every row of every table, without headings."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "English" and set(row[0]) != {"-"}]


ROWS = rows()
NAMED = {row[1].strip("`"): row for row in ROWS}


def states():
    """Every state of the field with the name the glossary has for it."""
    for module in STATES:
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, TextChoices) and kind.__module__ == module.__name__:
                if kind.__name__ not in CHOICES:
                    yield from ((f"{module.__name__}.{kind.__name__}.{state.name}", state) for state in kind)


@for_each("row", ROWS)
def test_each_row_names_something_in_the_code_in_six_languages(row):
    term, code, meaning, *words = row

    assert term
    assert meaning
    assert len(words) == len(LANGUAGES)
    assert all(words), f"{term}: a language has no word"
    assert re.fullmatch(r"`[\w.]+`", code)
    resolve_name(code.strip("`"))


def test_each_noun_of_the_field_is_in_it():
    nouns = {
        f"{model.__module__}.{model.__name__}" for name in FIELD for model in apps.get_app_config(name).get_models()
    }

    missing = sorted(nouns - NAMED.keys())
    assert not missing


def test_each_state_of_the_field_is_in_it_and_called_what_the_screens_call_it():
    wrong = []
    for name, state in states():
        labels = []
        for language in ("en", "nb"):
            with override(language):
                labels.append(str(state.label))
        row = NAMED.get(name)
        written = [row[0], row[3]] if row else []
        if [word.lower() for word in written] != [label.lower() for label in labels]:
            wrong.append(f"{name}: the screens say {labels}, the glossary {written}")
    assert not wrong, "\n".join(wrong)


def test_no_word_stands_for_two_things_of_one_area():
    for area in GLOSSARY.read_text(encoding="utf-8").split("\n## ")[1:]:
        words = re.findall(r"^\| (\w[^|]*) \| `", area, re.M)
        assert words
        assert len(words) == len(set(words)), area.splitlines()[0]
