"""A text in several languages as one form field, `{language: text}`: English in sight, the other languages folded."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info

CODES = [code for code, _name in settings.LANGUAGES]


class TextsWidget(forms.MultiWidget):
    """One control a language, each named after it; `rows` makes them many lines high."""

    template_name = "assessment/widgets/texts.html"

    def __init__(self, rows: int = 0, attrs=None):
        control = forms.Textarea if rows else forms.TextInput
        more = {"rows": rows} if rows else {}
        super().__init__({code: control(attrs={"lang": code, "dir": "auto", **more}) for code in CODES}, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in CODES]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for code, part in zip(CODES, context["widget"]["subwidgets"], strict=True):
            part["language"] = get_language_info(code)["name_local"].capitalize()
        return context


class TextsField(forms.MultiValueField):
    """`required` asks for English, which every reader falls back to."""

    def __init__(self, *, rows: int = 0, max_length: int | None = None, required: bool = True, **options):
        fields = [
            forms.CharField(max_length=max_length, required=required and code == settings.LANGUAGE_CODE)
            for code in CODES
        ]
        super().__init__(fields, widget=TextsWidget(rows), required=required, require_all_fields=False, **options)

    def compress(self, values):
        texts = {code: (text or "").replace("\r\n", "\n") for code, text in zip(CODES, values or [], strict=False)}
        return {code: text for code, text in texts.items() if text}
