"""Sums in staff forms."""

from django import forms

from portal.core.money import Money, NotASum, parse_money


def sum_field(label, help_text="", required=True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def read_sum(form: forms.Form, name: str, currency: str) -> Money | None:
    """The sum typed in a field, with a sentence beside it when it is none."""
    try:
        return parse_money(form.cleaned_data.get(name, ""), currency)
    except NotASum as refusal:
        if name not in form.errors:
            form.add_error(name, str(refusal))
        return None
