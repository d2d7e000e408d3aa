"""What every form of the site holds its values to: those of visitors, of the staff screens, of Wagtail's pages, blocks
and filters, of signing in. Texts are normalised; numbers and years stay within what a database and a calendar can hold.

All these forms use a few classes of Django's. Their reading of a value is extended here once, for fields of our own
would leave out what packages and model forms make.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.errors import Refused
from portal.core.normalisation import normalise
from portal.core.zones import refuse_unclear

Read = Callable[[Any, Any], Any]

# What a column of whole numbers holds in PostgreSQL.
LARGEST_NUMBER = 2_147_483_647
# Years somebody can have been born in, or plan for.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def bound_form_values() -> None:
    """Called once, when the site is ready."""
    for field, extend in (
        (forms.CharField, _normalising),
        (forms.IntegerField, _bounding_numbers),
        (forms.FloatField, _bounding_numbers),
        (forms.DecimalField, _bounding_numbers),
        (forms.DateField, _bounding_years),
        (forms.DateTimeField, lambda read: _telling_clock_changes(_bounding_years(read))),
    ):
        if not hasattr(field.to_python, "__wrapped__"):
            field.to_python = extend(field.to_python)


def _normalising(read: Read) -> Read:
    """Passwords stay as they are typed."""

    @wraps(read)
    def to_python(field: forms.CharField, value: Any) -> Any:
        if not isinstance(value, str) or isinstance(field.widget, forms.PasswordInput):
            return read(field, value)
        one_line = isinstance(field.widget, forms.widgets.Input) and not isinstance(field.widget, forms.HiddenInput)
        return read(field, normalise(value, one_line=one_line, trim=field.strip))

    return to_python


def _bounding_numbers(read: Read) -> Read:
    @wraps(read)
    def to_python(field: forms.IntegerField, value: Any) -> Any:
        number = read(field, value)
        # "NaN" is a Decimal that can't be compared.
        if isinstance(number, Decimal) and not number.is_finite():
            raise forms.ValidationError(field.error_messages["invalid"], code="invalid")
        if number is not None and not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
            raise forms.ValidationError(_("This number is too large."), code="too_large")
        return number

    return to_python


def _bounding_years(read: Read) -> Read:
    @wraps(read)
    def to_python(field: forms.DateField, value: Any) -> Any:
        day = read(field, value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            bounds = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise forms.ValidationError(_("Write a year between %(first)s and %(last)s.") % bounds, code="year")
        return day

    return to_python


def _telling_clock_changes(read: Read) -> Read:
    """A time that clocks skip, or show twice, is said so: Django's own sentence speaks of ambiguity."""

    @wraps(read)
    def to_python(field: forms.DateTimeField, value: Any) -> Any:
        try:
            return read(field, value)
        except forms.ValidationError as refused:
            zone = timezone.get_current_timezone()
            if refused.code != "ambiguous_timezone" or not isinstance(zone, ZoneInfo):
                raise
            try:
                refuse_unclear(refused.params["datetime"], zone)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal), code=refused.code) from None
            raise

    return to_python


def bounded(**bounds: tuple[int, int]) -> Callable:
    """A `formfield_callback` for the Meta of a model form: the least and the most of each whole number it names."""

    def formfield(field: Any, **options: Any) -> forms.Field | None:
        if field.name in bounds:
            least, most = bounds[field.name]
            options |= {"min_value": least, "max_value": most}
        return field.formfield(**options)

    return formfield
