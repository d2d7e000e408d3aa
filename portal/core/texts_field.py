"""A record's text in several languages as one form field, `{language: text}`: English in sight, the others folded."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class TextsWidget(forms.MultiWidget):
    """One control a language, each named after it (`title_en`); `rows` makes them many lines high."""

    template_name = "components/texts_field.html"

    def __init__(self, rows: int = 0, attrs=None):
        self.codes = [code for code, _name in settings.LANGUAGES]
        control = forms.Textarea if rows else forms.TextInput
        more = {"rows": rows} if rows else {}
        super().__init__({code: control(attrs={"lang": code, "dir": "auto", **more}) for code in self.codes}, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for code, part in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            part["language"] = get_language_info(code)["name_local"].capitalize()
        return context


class TextsField(forms.MultiValueField):
    """`required` asks for English at least, which every reader falls back to. Languages left empty are left out."""

    default_error_messages = {
        "incomplete": _("Write it in English at least: it is shown where other languages are missing.")
    }

    def __init__(self, *, rows: int = 0, max_length: int | None = None, required: bool = True, **options):
        self.codes = [code for code, _name in settings.LANGUAGES]
        fields = [
            forms.CharField(
                max_length=max_length,
                required=required and code == settings.LANGUAGE_CODE,
                widget=forms.Textarea if rows else forms.TextInput,
            )
            for code in self.codes
        ]
        super().__init__(fields, widget=TextsWidget(rows), required=required, require_all_fields=False, **options)

    def compress(self, values):
        typed = {code: text or "" for code, text in zip(self.codes, values or [], strict=False)}
        return {code: text for code, text in typed.items() if text}

    def has_changed(self, initial, data):
        return self.compress(data) != (initial or {})
