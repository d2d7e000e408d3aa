"""What our sign-in forms share: labels and hints in our words, no placeholders, codes read kindly."""

import re
import unicodedata


class PlainFields:
    """Gives the fields of an allauth form our labels and hints. A placeholder vanishes when one types, so there is
    none (WCAG 2.2, 3.3.2)."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class CodeField(PlainFields):
    """A form with a code of digits: a number pad on a phone, and whatever people copy along with it is forgiven."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "autocapitalize": "off"})
        self.fields["code"].max_length = 60

    def clean_code(self):
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"])
        return super().clean_code()


def plain_digits(typed: str) -> str:
    """The digits of a code without spaces, dashes and invisible marks, also from other keyboards."""
    return re.sub(r"[\s\-–—.\u200b\u200e\u200f]", "", unicodedata.normalize("NFKC", typed))[:20]
