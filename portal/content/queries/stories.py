"""Stories as lists show them: frozen, with only what a card needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest

from portal.content.models import EditorialImage, StoryPage

CARD = "fill-720x540|format-jpeg|jpegquality-74"


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story on a card. `language` is the one its text is in, which may be its source's."""

    title: str
    url: str
    summary: str
    date: date
    theme: str
    place: str
    country: str
    language: str
    picture: EditorialImage | None


def published(locale_id: int) -> QuerySet[StoryPage]:
    """The live stories of a language, newest first, each with the language its text is in."""
    return (
        StoryPage.objects.live()
        .public()
        .filter(locale_id=locale_id)
        .select_related("country")
        .annotate(source_language=F("alias_of__locale__language_code"), own_language=F("locale__language_code"))
        .order_by("-date", "-pk")
        .defer("body", "search_description", "seo_title", "draft_title")
    )


def cards(stories: Iterable[StoryPage], request: HttpRequest | None = None) -> list[StoryCard]:
    """Stories as cards, their pictures and the pictures' sizes fetched at once."""
    stories = list(stories)
    wanted = [story.picture_id for story in stories if story.picture_id]
    pictures = {}
    if wanted:
        pictures = EditorialImage.objects.filter(pk__in=wanted).prefetch_renditions(CARD).in_bulk()
    return [
        StoryCard(
            title=story.title,
            url=story.get_url(request),
            summary=story.summary,
            date=story.date,
            theme=story.get_theme_display(),
            place=story.place,
            country=story.country.name if story.country else "",
            language=story.source_language or story.own_language,
            picture=pictures.get(story.picture_id),
        )
        for story in stories
    ]


def newest(locale_id: int, limit: int = 4, request: HttpRequest | None = None) -> list[StoryCard]:
    """The newest stories of a language."""
    return cards(published(locale_id)[:limit], request)


def beside(story: StoryPage, limit: int = 3, request: HttpRequest | None = None) -> list[StoryCard]:
    """Other stories to read after this one: the same theme first, then the newest; none its own text shows already."""
    related = [page for block in story.body.blocks_by_name("related") for page in block.value["stories"] if page]
    shown = {page.translation_key for page in (story, *related)}
    others = published(story.locale_id).exclude(translation_key__in=shown)
    same = list(others.filter(theme=story.theme)[:limit]) if story.theme else []
    rest = others.exclude(pk__in=[one.pk for one in same])[: limit - len(same)] if len(same) < limit else []
    return cards([*same, *rest], request)


def chosen(pages: list, locale_id: int, request: HttpRequest | None = None) -> list[StoryCard]:
    """The stories an editor chose, in that order and in the language of the page they stand on; those live in it."""
    keys = [page.translation_key for page in pages]
    found = {story.translation_key: story for story in published(locale_id).filter(translation_key__in=keys)}
    return cards([found[key] for key in keys if key in found], request)


def years(locale_id: int) -> list[int]:
    """The years a language has stories from, latest first."""
    return [
        day.year for day in StoryPage.objects.live().filter(locale_id=locale_id).dates("date", "year", order="DESC")
    ]
