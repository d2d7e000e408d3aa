"""Template tags and filters every template of the site has without loading them.

They show values the way the reader's language writes them: sums, instants, days, texts kept in several languages;
and they build addresses that keep the language and the query of the page the reader is on.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from django import template
from django.conf import settings
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from portal.core import clock, texts
from portal.core.money import Money
from portal.core.zones import instant_sentence

register = template.Library()

# What django-filter calls the ends of a range in the query.
RANGE_ENDS = ("after", "before", "min", "max")
# How a day is written with its weekday, where not the language's own way: no comma in English, one follows soon enough.
WITH_WEEKDAY = {"en_GB": "EEEE d MMMM y"}


def babel_locale() -> str:
    """The locale dates and sums are written in: British for English, else the language itself."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {"en": "en_GB"}.get(language, language)


@register.filter
def money(value: Money | int | None, currency: str = "") -> str:
    """A sum as the reader writes it: `{{ award|money }}` for a Money, `{{ minor|money:"NOK" }}` for minor units."""
    if value is None or value == "":
        return ""
    return str(value if isinstance(value, Money) else Money(int(value), currency))


def _in_zone(value: datetime, zone: str | ZoneInfo | None) -> tuple[datetime, ZoneInfo]:
    if not isinstance(zone, ZoneInfo):
        zone = ZoneInfo(zone or settings.DEFAULT_ZONE)
    return value.astimezone(zone), zone


@register.filter
def when(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """An instant with day, time and the city whose time it is; `zone` is the edition's or the call's."""
    return _told(value, zone, "long")


@register.filter
def deadline(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """An instant like `when`, with its day of the week: what somebody has to do something by."""
    return _told(value, zone, WITH_WEEKDAY.get(babel_locale(), "full"))


def _told(value: datetime | None, zone: str | ZoneInfo | None, length: str) -> str:
    if not value:
        return ""
    local, zone = _in_zone(value, zone)
    locale = babel_locale()
    return instant_sentence(str(zone)) % {
        "day": format_date(local, length, locale=locale),
        "time": format_time(local, "HH:mm", locale=locale),
        "zone": zone,
    }


@register.filter
def day(value: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A day written out, `3 March 2027`; an instant is taken in `zone` (the site's own unless given)."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value, zone = _in_zone(value, zone)
    return format_date(value, "long", locale=babel_locale())


@register.filter
def brief(value: object) -> object:
    """A value of a table where room is short: an instant `3 Mar 2027, 14:00` in the site's own zone (DEFAULT_ZONE), a
    day without its time, yes or no, a dash for nothing; anything else as it is."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    locale = babel_locale()
    if isinstance(value, datetime):
        local, _zone = _in_zone(value, None)
        return f"{format_date(local, 'medium', locale=locale)}, {format_time(local, 'HH:mm', locale=locale)}"
    return format_date(value, "medium", locale=locale) if isinstance(value, date) else value


@register.filter
def month(value: date | datetime | None) -> str:
    """A month written out, `March 2027`."""
    return format_date(value, "LLLL y", locale=babel_locale()) if value else ""


@register.filter
def localised(value: Mapping[str, str] | None, language: str | None = None) -> str:
    """A record's text `{language: text}` in the reader's language, else the nearest that has one."""
    return texts.localised(value, language)


@register.filter
def lang_of(value: Mapping[str, str] | None) -> str:
    """The language `localised` answers in, for a `lang` attribute."""
    return texts.language_used(value)


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
def words(value: str | None) -> int:
    """How many words a text has: runs of anything but white space, as the server's limits count them."""
    return len((value or "").split())


@register.filter
def breakable(value: str | None) -> SafeString:
    """A person's name that breaks well where it has to, and nowhere else: `{{ person.name|breakable }}`. A long word
    goes to a line of its own before it breaks at a soft hyphen."""
    parts = (texts.breakable(word) for word in (value or "").split())
    return format_html_join(" ", "{}", ((_kept_whole(part),) for part in parts))


def _kept_whole(part: str):
    return format_html('<span class="name-part">{}</span>', part) if texts.SOFT_HYPHEN in part else part


@register.filter
def initials(value: str | None) -> str:
    """One or two letters that stand for a name where there is no picture."""
    parts = [part for part in (value or "").split() if part[0].isalpha()]
    return "".join(part[0].upper() for part in (parts[:1] + parts[1:][-1:]))


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


@register.filter
def instant(value: datetime) -> str:
    """An instant for a `datetime` attribute: UTC, to the second, `2027-03-01T13:00:00Z`."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def zone_name(value: str | ZoneInfo | None) -> str:
    """The name of a zone for a `data-zone` attribute; the site's own where none is given."""
    return str(value or settings.DEFAULT_ZONE)


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
        parts = [format_date(part, "medium", locale=babel_locale()) for part in (chosen.start, chosen.stop) if part]
        return [(None, " – ".join(parts))]
    if isinstance(chosen, bool):
        return [(None, _("yes") if chosen else _("no"))]
    return [(None, names.get(chosen, names.get(str(chosen), chosen)))]


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


@register.simple_tag
def place(path: str) -> str:
    """A fixed address of the site in the reader's language: `{% place "/pioneers/" %}` → `/da/pioneers/`."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


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
