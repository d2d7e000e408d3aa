"""What a criterion is scored on: labelled steps from the lowest to the highest.

A scale is kept as JSON with its criterion, typed by staff one step a line, offered to reviewers as buttons, and read in
pages and exports; all of it is here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.utils.translation import gettext as _

from portal.assessment.errors import ScaleNotSound
from portal.core.texts import localised

LOWEST, HIGHEST = -1000, 1000
# `3 Good` or `3 Good – what it means`, one step a line.
LINE = re.compile(r"^(?P<value>[-−]?\d{1,3})[.:]?\s+(?P<label>.+?)(?:\s+[–—-]\s+(?P<meaning>.+))?$")

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """One step of a scale: its value, its name and, if need be, what it means, each `{language: text}`."""

    value: int
    label: Texts
    meaning: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Scale:
    """The steps, lowest first. Making one raises ScaleNotSound unless it can be scored on: two steps or more, each with
    a name, on whole numbers that rise."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        values = [step.value for step in self.steps]
        if len(values) < 2:
            raise ScaleNotSound(_("A scale needs two steps or more."))
        if not all(type(value) is int and LOWEST <= value <= HIGHEST for value in values):
            raise ScaleNotSound(_("The steps of a scale are whole numbers from -1000 to 1000."))
        if any(low >= high for low, high in zip(values, values[1:], strict=False)):
            raise ScaleNotSound(_("Each step of a scale must be higher than the one before."))
        if not all(any(step.label.values()) for step in self.steps):
            raise ScaleNotSound(_("Each step of a scale needs a name."))

    @classmethod
    def of(cls, *labels: Texts, start: int = 1) -> "Scale":
        """Steps that count up by one, by their names alone."""
        return cls(tuple(Step(value, dict(label)) for value, label in enumerate(labels, start)))

    @classmethod
    def from_json(cls, steps: Iterable[Mapping]) -> "Scale":
        """A scale from the JSON a criterion keeps. Whether its values are whole numbers is asked when it is made."""
        return cls(
            tuple(
                Step(cast(int, step.get("value")), dict(step.get("label") or {}), dict(step.get("meaning") or {}))
                for step in steps
            )
        )

    def as_json(self) -> list[dict]:
        """What a criterion keeps, and machines read: `[{"value": 1, "label": {"en": "Weak"}, "meaning": {…}}, …]`."""
        return [{"value": step.value, "label": dict(step.label), "meaning": dict(step.meaning)} for step in self.steps]

    @classmethod
    def from_lines(cls, texts: Texts) -> "Scale":
        """A scale as it is typed, one step a line in each language. English names the values; a line of another
        language may leave a step out, but not add one."""
        steps: dict[int, Step] = {}
        for language, text in sorted(texts.items(), key=lambda pair: pair[0] != "en"):
            for line in filter(None, (line.strip() for line in text.splitlines())):
                value, label, meaning = _read_line(line)
                if language == "en":
                    steps[value] = Step(value, {}, {})
                elif value not in steps:
                    raise ScaleNotSound(_("The English scale has no step %(value)s.") % {"value": value})
                named = {**steps[value].label, language: label}
                meant = {**steps[value].meaning, language: meaning} if meaning else steps[value].meaning
                steps[value] = Step(value, named, meant)
        return cls(tuple(steps[value] for value in sorted(steps)))

    def as_lines(self) -> dict[str, str]:
        """The lines of the scale in each language that has any: what `from_lines` reads."""
        languages = {language for step in self.steps for language in step.label}
        return {
            language: "\n".join(filter(None, (_write_line(step, language) for step in self.steps)))
            for language in languages
        }

    @property
    def values(self) -> list[int]:
        return [step.value for step in self.steps]

    @property
    def lowest(self) -> int:
        return self.steps[0].value

    @property
    def highest(self) -> int:
        return self.steps[-1].value

    def label_of(self, value: int | None) -> Texts:
        """The name of a score's step; nothing for a score off the scale."""
        return next((step.label for step in self.steps if step.value == value), {})

    def choices(self) -> list[tuple[str, str, str]]:
        """What a reviewer chooses from: value, name and meaning in the active language."""
        return [
            (str(step.value), localised(step.label) or str(step.value), localised(step.meaning)) for step in self.steps
        ]


def score_cell(value: int | None) -> int | str:
    """A score in a table; one that was not applicable is no number, so that no mean counts it."""
    return "n/a" if value is None else value


def _read_line(line: str) -> tuple[int, str, str]:
    found = LINE.match(line)
    if not found:
        raise ScaleNotSound(_("“%(line)s” is not a number and a name.") % {"line": line})
    return int(found["value"].replace("−", "-")), found["label"], found["meaning"] or ""


def _write_line(step: Step, language: str) -> str:
    label, meaning = step.label.get(language), step.meaning.get(language)
    if not label:
        return ""
    return f"{step.value} {label} – {meaning}" if meaning else f"{step.value} {label}"
