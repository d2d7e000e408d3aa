"""Lays the demo's pages: English first, Bokmål where it is written, and a page standing in for every other language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Locale, Page, Workflow

from portal.content.models import (
    EditorialDocument,
    EditorialImage,
    HomePage,
    PartnersPage,
    PeoplePage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from portal.demo.content import people, surroundings
from portal.demo.content.documents import add_documents
from portal.demo.content.page_texts import read_page
from portal.demo.content.pictures import add_pictures
from portal.people.models import User

MAIN = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    days_ago: int
    theme: str
    country: str
    place: str
    author: str
    picture: str


# The oldest first: a later one may point to an earlier one.
STORIES = (
    Story("sunday-at-eight", 96, "city", "IS", "Reykjavík", "Elina Korpela", "scene-pitch"),
    Story("the-wall", 71, "youth", "DK", "Søndervang", "Mikkel Aagaard", "scene-mural"),
    Story("kind-words", 48, "digital", "FI", "Vantaa", "Elina Korpela", "scene-kind-words"),
    Story("nobody-opened-it", 33, "digital", "SE", "Norrhamn", "Signe Wallin", "scene-round-table"),
    Story("radio-in-the-dark", 19, "youth", "NO", "Tromsø", "Signe Wallin", "scene-northern-radio"),
    Story("four-grown-ups-and-a-thermos", 6, "city", "NO", "Stavanger", "Elina Korpela", "scene-night-walk"),
)
IN_MODERATION = Story("open-until-one", 1, "city", "NO", "Bodø", "Elina Korpela", "scene-open-door")
UNFINISHED = Story("nine-lanterns", 0, "youth", "DK", "København", "Elina Korpela", "scene-bridge")

# slug, the page it stands below, its picture
ABOUT = (
    ("about", None, "scene-bridge"),
    ("standards", "about", "scene-round-table"),
    ("people", "about", None),
    ("partners", "about", None),
    ("contact", "about", None),
    ("privacy", "about", None),
    ("accessibility", "about", None),
)


def load_content(at: datetime) -> None:
    """Everything editors would have written by `at`, with one story waiting for approval and one not finished."""
    editor = User.objects.get(email="editor@demo.test")
    Loader(at, add_pictures(editor), add_documents(editor)).load()


class Loader:
    """Pictures, authors and locales at hand while the pages are laid."""

    def __init__(
        self, at: datetime, pictures: dict[str, EditorialImage], documents: dict[str, EditorialDocument] | None = None
    ):
        self.at = at
        self.pictures, self.documents = pictures, documents or {}
        self.editor = User.objects.get(email="editor@demo.test")
        self.manager = User.objects.get(email="manager@demo.test")
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.others = [code for code in self.locales if code != MAIN]

    def load(self) -> None:
        index = StoryIndexPage.objects.get(locale=self.locales[MAIN])
        for story in STORIES:
            self.add_story(index, story)
        self.submit(self.add_story(index, IN_MODERATION, live=False))
        self.add_story(index, UNFINISHED, live=False)
        self.add_about()
        self.tell_home()
        surroundings.load_surroundings(self.locales, home=HomePage.objects.get(locale=self.locales[MAIN]), at=self.at)

    def add_story(self, index: StoryIndexPage, story: Story, *, live: bool = True) -> StoryPage:
        """A story in English and its translations; one that isn't live has neither translation nor stand-in."""
        day = (self.at - timedelta(days=story.days_ago)).date()
        page = StoryPage(
            slug=story.slug,
            locale=index.locale,
            date=day,
            theme=story.theme,
            country_id=story.country,
            place=story.place,
            author=story.author,
            picture=self.pictures[story.picture],
            live=live,
            owner=self.editor,
            **self.page_texts(story.slug, MAIN),
        )
        index.add_child(instance=page)
        noon = datetime.combine(day, time(12), tzinfo=ZoneInfo(settings.DEFAULT_ZONE))
        self.publish(page, noon) if live else page.save_revision(user=self.editor)
        if live:
            self.translate(page, noon)
        return page

    def add_about(self) -> None:
        """The pages about the alliance, each below the one its table names."""
        laid = {}
        for slug, parent_slug, picture in ABOUT:
            kind = {"people": PeoplePage, "partners": PartnersPage}.get(slug, StandardPage)
            parent = laid.get(parent_slug) or HomePage.objects.get(locale=self.locales[MAIN])
            texts = self.page_texts(slug, MAIN)
            if kind is not StandardPage:
                texts.pop("body")
            page = kind(slug=slug, locale=parent.locale, owner=self.editor, **texts)
            if picture:
                page.picture = self.pictures[picture]
            people.fill(page, MAIN, self.pictures)
            parent.add_child(instance=page)
            began = self.at - timedelta(days=300)
            self.publish(page, began)
            self.translate(page, began)
            laid[slug] = page

    def translate(self, page: Page, at: datetime, *, told: Callable[[Page, str], None] = people.translate) -> None:
        """The page in each language it was written in; in the others it stands in as it is. `told` puts what is said
        of those listed on it into that language."""
        for code in self.others:
            words = self.page_texts(page.slug, code)
            if words is None:
                page.copy_for_translation(self.locales[code], copy_parents=True, alias=True)
                continue
            own = page.copy_for_translation(self.locales[code], copy_parents=True)
            own.slug = page.slug
            if not hasattr(own, "body"):
                words.pop("body")
            told(own, code)
            for name, value in words.items():
                setattr(own, name, value)
            own.draft_title = own.title
            self.publish(own, at)

    def tell_home(self) -> None:
        """The home page of each language says more than its first words."""
        for code, locale in self.locales.items():
            page = HomePage.objects.get(locale=locale)
            for name, value in (self.page_texts("home", code) or {}).items():
                setattr(page, name, value)
            page.picture = self.pictures["scene-bridge"]
            page.draft_title = page.title
            self.publish(page, self.at - timedelta(days=2))

    def submit(self, page: StoryPage) -> None:
        """The editor hands a story in; a manager finds it under what awaits approval."""
        Workflow.objects.get(active=True).start(page, self.editor)

    def publish(self, page: Page, at: datetime) -> None:
        """Published by the manager, as if at that instant."""
        page.save_revision(user=self.manager, log_action=True).publish(user=self.manager)
        Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)

    def page_texts(self, slug: str, code: str) -> dict | None:
        """The words of a page with pictures and stories in the place of their names."""
        texts = read_page(slug, code)
        if texts is not None:
            texts["body"] = [(kind, self.whole(value, code)) for kind, value in texts["body"]]
        return texts

    def whole(self, value, code: str):
        if isinstance(value, list):
            return [self.whole(one, code) for one in value]
        if not isinstance(value, dict):
            return value
        return {name: self.chosen(name, one, code) for name, one in value.items()}

    def chosen(self, name: str, value, code: str):
        """What an editor would choose where the text has its name."""
        if name in ("picture", "portrait", "poster"):
            return self.pictures[value]
        if name in ("file", "captions"):
            return self.documents[value]
        if name == "stories":
            return list(StoryPage.objects.filter(locale=self.locales[code], slug__in=value))
        return self.whole(value, code)
