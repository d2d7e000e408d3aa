"""Every text that comes in through a form is normalised: those of the site, of the staff screens, of Wagtail's pages
and blocks, of signing in. They all descend from one class of Django's, whose reading of a value is extended here once,
for a field of our own would leave out what packages and model forms make."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms

from portal.core.normalisation import normalise


def normalise_form_texts() -> None:
    """Called once, when the site is ready. Passwords stay as they are typed."""
    if not hasattr(forms.CharField.to_python, "__wrapped__"):
        forms.CharField.to_python = _normalising(forms.CharField.to_python)


def _normalising(read: Callable[[forms.CharField, Any], Any]) -> Callable[[forms.CharField, Any], Any]:
    @wraps(read)
    def to_python(field: forms.CharField, value: Any) -> Any:
        if not isinstance(value, str) or isinstance(field.widget, forms.PasswordInput):
            return read(field, value)
        one_line = isinstance(field.widget, forms.widgets.Input) and not isinstance(field.widget, forms.HiddenInput)
        return read(field, normalise(value, one_line=one_line, trim=field.strip))

    return to_python
