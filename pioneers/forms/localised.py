"""A record's text in several languages: one box a language, `{language: text}` as the value."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info


class LocalisedWidget(forms.MultiWidget):
    """One control a language, named after it."""

    template_name = "pioneers/widgets/localised.html"

    def __init__(self, rows: int = 0, attrs=None):
        self.codes = [code for code, _name in settings.LANGUAGES]
        control = forms.Textarea if rows else forms.TextInput
        super().__init__(
            {
                code: control(attrs={"lang": code, "dir": "auto", **({"rows": rows} if rows else {})})
                for code in self.codes
            },
            attrs,
        )

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for code, part in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            part["language"] = get_language_info(code)["name_local"].capitalize()
        return context


class LocalisedField(forms.MultiValueField):
    """`required` asks for English at least, which every reader falls back to."""

    def __init__(self, *, rows: int = 0, max_length: int | None = None, required: bool = True, **options):
        codes = [code for code, _name in settings.LANGUAGES]
        fields = [
            forms.CharField(max_length=max_length, required=required and code == settings.LANGUAGE_CODE)
            for code in codes
        ]
        super().__init__(fields, widget=LocalisedWidget(rows), required=required, require_all_fields=False, **options)
        self.codes = codes

    def compress(self, values):
        return {
            code: text.strip() for code, text in zip(self.codes, values or [], strict=False) if text and text.strip()
        }

    def has_changed(self, initial, data):
        return self.compress(data) != (initial or {})
