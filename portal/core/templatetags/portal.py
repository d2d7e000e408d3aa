"""Template tags and filters every template of the site has without loading them.

They show values the way the reader's language writes them (portal/core/formats.py, texts.py), and they build addresses
that keep the language and the query of the page the reader is on.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from babel.dates import format_date
from django import template
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from portal.core import clock, formats, texts
from portal.core.languages import localised_path

register = template.Library()

# What django-filter calls the ends of a range in the query.
RANGE_ENDS = ("after", "before", "min", "max")

for function in (
    formats.money,
    formats.when,
    formats.deadline,
    formats.day,
    formats.full_day,
    formats.brief,
    formats.month,
    formats.instant,
    formats.zone_name,
    formats.initials,
    texts.localised,
):
    register.filter(function)
register.filter("lang_of", texts.language_used)
register.simple_tag(localised_path, name="place")


@register.filter
def get(value: Mapping, key):
    """One value of a mapping, None where it has none: `{{ attrs|get:"data-words" }}`."""
    return value.get(key) if value else None


@register.filter
def whole(value) -> int:
    """A whole number from text, for plural forms: `{% blocktranslate count n=limit|whole %}`."""
    return int(value)


@register.filter
@stringfilter
def in_language(code: str) -> str:
    """A language's name in itself: `nb` → `norsk (bokmål)`."""
    return get_language_info(code)["name_local"]


@register.filter
def breakable(value: str | None) -> SafeString:
    """A person's name that breaks well where it has to, and nowhere else: `{{ person.name|breakable }}`. A long word
    goes to a line of its own before it breaks at a soft hyphen."""
    parts = (texts.breakable(word) for word in (value or "").split())
    return format_html_join(" ", "{}", ((_kept_whole(part),) for part in parts))


def _kept_whole(part: str):
    return format_html('<span class="name-part">{}</span>', part) if texts.SOFT_HYPHEN in part else part


@register.simple_tag(takes_context=True)
def query_with(context, **changes) -> str:
    """The page's query string with some values changed; None or "" takes one away: `{% query_with page=2 %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def query_without(context, name: str, value=None) -> str:
    """The query string without one value of `name` (all of them unless `value` is given), and back on page one."""
    query = context["request"].GET.copy()
    kept = [other for other in query.getlist(name) if value is not None and other != str(value)]
    for other in ("page", *(f"{name}_{end}" for end in RANGE_ENDS)):
        query.pop(other, None)
    query.setlist(name, kept)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def page_range(page) -> list:
    """The page numbers to offer around a Page: ends, neighbours, and marks of what is left out between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def deadline_state(at: datetime) -> str:
    """`past`, `soon` (less than three days left) or `ahead`."""
    left = at - clock.now()
    if left <= timedelta(0):
        return "past"
    return "soon" if left < timedelta(days=3) else "ahead"


@register.simple_tag(takes_context=True)
def filters_in_use(context, filterset) -> list[dict]:
    """The filters that narrow a list now: `label`, `value` in words, and `without`, the query that takes it away."""
    form = filterset.form
    shown = []
    for field in form.visible_fields():
        chosen = form.cleaned_data.get(field.name) if form.is_bound and form.is_valid() else None
        for value, words in _chosen(field.field, chosen):
            without = query_without(context, field.html_name, value)
            shown.append({"label": field.label, "value": words, "without": without})
    return shown


def _chosen(field, chosen) -> list[tuple]:
    """What was chosen in a field as (value in the query or None for all of it, words)."""
    if chosen in (None, "", [], ()):
        return []
    if isinstance(field, ModelMultipleChoiceField):
        return [(field.prepare_value(one), field.label_from_instance(one)) for one in chosen]
    if isinstance(field, ModelChoiceField):
        return [(None, field.label_from_instance(chosen))]
    names = dict(_flat(getattr(field, "choices", ())))
    if isinstance(chosen, list | tuple | set):
        return [(one, names.get(one, one)) for one in chosen]
    if isinstance(chosen, slice):
        ends, locale = (end for end in (chosen.start, chosen.stop) if end), texts.babel_locale()
        return [(None, " – ".join(format_date(end, "medium", locale=locale) for end in ends))]
    if isinstance(chosen, bool):
        return [(None, _("yes") if chosen else _("no"))]
    return [(None, names.get(chosen, names.get(str(chosen), chosen)))]


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


@register.simple_tag(takes_context=True)
def is_current(context, url: str) -> str:
    """For `aria-current` in a menu: `page` on the very page, `true` below it, else nothing."""
    path = getattr(context.get("request"), "path", "")
    if path == url:
        return "page"
    return "true" if len(url.strip("/")) > 2 and path.startswith(url) else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign of images/icons.svg, invisible to screen readers: words always stand beside it."""
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("portal/images/icons.svg"),
        name,
    )
