"""A page's surroundings, and the search over pages."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.search.backends.base import BaseSearchResults

from portal.content.models import CityPage, HomePage, MembershipPage, StandardPage, StoryPage
from portal.people.models import User

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations
from portal.core.languages import is_offered, offered_language

# Signs that mean something to a search engine (quotes, brackets, stars) are left out: SQLite's refuses an open quote.
WORD = re.compile(r"[\w\u0300-\u036f]+")
FOUND: dict[str, tuple[type[Page], ...]] = {"story": (StoryPage,), "page": (StandardPage, MembershipPage, CityPage)}


def trail(page: Page, request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """The way from the home page to this one, without the two ends."""
    between = page.get_ancestors().live().filter(depth__gt=2)
    return [(ancestor.title, ancestor.get_url(request)) for ancestor in between]


def below(page: Page, request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """The live pages right under a page, in the editors' order."""
    return [(child.title, child.get_url(request)) for child in page.get_children().live().public()]


def home_of(locale_id: int) -> HomePage | None:
    """A language's first page."""
    return HomePage.objects.live().filter(locale_id=locale_id).first()


class Remembered(TypedDict):
    """What `home_for` keeps on the account of a request."""

    _home_page: HomePage | None


def home_for(account: "WithAnnotations[User, Remembered]") -> HomePage | None:
    """The first page in the language somebody works in: the one they chose for the admin, else their account's; the
    site's main one where there is none. Asked once per request."""
    if not hasattr(account, "_home_page"):
        profile = getattr(account, "wagtail_userprofile", None)
        language = offered_language((profile.preferred_language if profile else "") or account.language)
        among = HomePage.objects.live().filter(locale__language_code__in=[language, settings.LANGUAGE_CODE])
        homes = {home.locale.language_code: home for home in among.select_related("locale")}
        account._home_page = homes.get(language) or homes.get(settings.LANGUAGE_CODE)
    return account._home_page


@dataclass(frozen=True, slots=True)
class Found:
    """A page a search found."""

    title: str
    url: str
    text: str
    kind: str
    language: str


def search(text: str, locale_id: int, kind: str = "") -> BaseSearchResults | QuerySet[Page]:
    """What matches `text` among the live stories and pages of a language: pages only, never people.

    Returns Wagtail's lazy search results over the pages of a `kind` ("story", "page"), or over all of them ("").
    """
    kinds = FOUND.get(kind) or tuple(found for several in FOUND.values() for found in several)
    pages = Page.objects.live().public().filter(locale_id=locale_id).type(*kinds)
    words = WORD.findall(unicodedata.normalize("NFC", text))
    return pages.search(" ".join(words), operator="and") if words else pages.none()


def found(pages: Iterable[Page], request: HttpRequest | None = None) -> list[Found]:
    """One page of search results as shown; a constant number of queries."""
    keys = [page.pk for page in pages]
    language = Coalesce("alias_of__locale__language_code", "locale__language_code")
    languages = dict(Page.objects.filter(pk__in=keys).values_list("pk", language))
    specific = Page.objects.filter(pk__in=keys).specific().in_bulk()
    return [_found(specific[key], languages[key], request) for key in keys if key in specific]


def _found(page: Page, language: str, request: HttpRequest | None) -> Found:
    story = isinstance(page, StoryPage)
    return Found(
        title=page.title,
        url=page.get_url(request),
        text=page.summary if story else page.introduction or page.search_description,
        kind="story" if story else "page",
        language=language,
    )


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page in the sitemap with its translations as (language, address)."""

    url: str
    changed: datetime | None
    translations: tuple[tuple[str, str], ...]


def mapped() -> list[Mapped]:
    """Every live public page in its own words (not one standing in for a translation), with its translations, in the
    languages offered."""
    pages = list(
        Page.objects.live()
        .public()
        .filter(depth__gt=1, alias_of=None, locale__language_code__in=settings.LANGUAGES_OFFERED)
        .annotate(code=F("locale__language_code"))
        .order_by("path")
    )
    together: dict[UUID, list[tuple[str, str, datetime | None]]] = {}
    for page in pages:
        url = page.get_url()
        if url:
            together.setdefault(page.translation_key, []).append((page.code, url, page.last_published_at))
    return [
        Mapped(url, changed, tuple((code, other) for code, other, _when in group))
        for group in together.values()
        for _code, url, changed in group
    ]


SHARED = "fill-1200x630|format-jpeg|jpegquality-76"


def told(page: Page) -> dict:
    """What the head of a page says: its canonical address, its translations, a description, a picture for sharing.

    A page standing in for a translation names its source as the canonical one and no translations of its own; itself,
    where the source's language is not offered.
    """
    own = page.alias_of if page.alias_of_id and is_offered(page.text_language) else page
    group = (
        Page.objects.live()
        .filter(
            translation_key=page.translation_key,
            alias_of=None,
            locale__language_code__in=settings.LANGUAGES_OFFERED,
        )
        .annotate(code=F("locale__language_code"))
        .order_by("locale_id")
    )
    translations = [(one.code, settings.SITE_URL + (one.get_url() or "")) for one in group]
    picture = page.picture_for_sharing
    return {
        "canonical": settings.SITE_URL + (own.get_url() or ""),
        "translations": translations if len(translations) > 1 and not page.alias_of_id else [],
        "main": dict(translations).get(settings.LANGUAGE_CODE, "") if len(translations) > 1 else "",
        "description": page.search_description or getattr(page, "summary", "") or getattr(page, "introduction", ""),
        "picture": absolute(picture.get_rendition(SHARED).url) if picture else "",
        "picture_alt": picture.alternative_text if picture else "",
    }


def absolute(url: str) -> str:
    """A picture's address as other sites need it; one in a bucket already is."""
    return url if url.startswith("http") else settings.SITE_URL + url
