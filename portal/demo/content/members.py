"""What editors wrote of the members: what membership is, the cities, a page for some. Laid after the cities."""

from datetime import datetime, timedelta

from wagtail.models import Page

from portal.cities.models import City
from portal.content.models import CityIndexPage, CityPage, HomePage, MembershipPage, MemberVoice
from portal.demo.content.load import MAIN, Loader
from portal.demo.content.pictures import pictures_by_name
from portal.demo.content.surroundings import add_member_links

# slug of the page and of the city, its picture
CITIES = (
    ("stavanger", "scene-night-walk"),
    ("tromso", "scene-northern-radio"),
    ("vantaa", "scene-kind-words"),
    ("fjordvik", "scene-open-door"),
)
# name, city, portrait, years since they agreed, days until it ends (None: no end; less than 0: over), role and text
VOICES = (
    ("Turid Nygård", "Fjordvik", "portrait-09", 1, None, {
        "en": ("Mayor", "I rang on a Sunday evening. On Monday somebody sat in my office who had seen it before."),
        "nb": ("Ordfører", "Jeg ringte en søndag kveld. Mandag satt det noen på kontoret mitt som hadde sett det før."),
    }),
    ("Petri Lahtela", "Vantaa", "portrait-07", 2, 400, {
        "en": ("Head of prevention", "We copied a page from Stavanger and saved ourselves a year."),
        "nb": ("Leder for forebygging", "Vi kopierte en side fra Stavanger og sparte oss for et år."),
    }),
    ("Ellinor Kvaløy", "Tromsø", None, 1, 200, {
        "en": ("Youth coordinator", "At the camp nobody asks how large your city is."),
        "nb": ("Ungdomskoordinator", "På samlingen spør ingen hvor stor byen din er."),
    }),
    ("Silje Rossavik", "Stavanger", "portrait-06", 3, -30, {
        "en": ("Adviser", "The report is short, and somebody reads it."),
        "nb": ("Rådgiver", "Rapporten er kort, og noen leser den."),
    }),
)  # fmt: skip


def load_member_pages(at: datetime) -> None:
    """The membership page with voices, the list of cities, four pages of cities, and the way there in the menus."""
    loader = Loader(at, pictures_by_name())
    home = HomePage.objects.get(locale=loader.locales[MAIN])
    page = MembershipPage(slug="membership", picture=loader.pictures["scene-round-table"])
    page.voices.set([_voice(order, row, at, loader) for order, row in enumerate(VOICES)])
    _lay(loader, page, home)
    index = CityIndexPage(slug="cities")
    _lay(loader, index, home)
    for slug, picture in CITIES:
        city = City.objects.get(slug=slug)
        _lay(loader, CityPage(slug=slug, city=city, picture=loader.pictures[picture]), index)
    add_member_links(loader.locales)


def _lay(loader: Loader, page: Page, parent: Page) -> None:
    """In English below its parent, then in Bokmål; in every other language as it stands."""
    words = loader.page_texts(page.slug, MAIN)
    if not hasattr(page, "body"):
        words.pop("body")
    for name, value in words.items():
        setattr(page, name, value)
    page.locale, page.owner = parent.locale, loader.editor
    parent.add_child(instance=page)
    began = loader.at - timedelta(days=200)
    loader.publish(page, began)
    loader.translate(page, began, told=_translate_voices)


def _translate_voices(page: Page, code: str) -> None:
    if isinstance(page, MembershipPage):
        voices = list(page.voices.all())
        for voice, (*_same, said) in zip(voices, VOICES, strict=True):
            voice.role, voice.text = said[code]
        page.voices.set(voices)


def _voice(order: int, row: tuple, at: datetime, loader: Loader) -> MemberVoice:
    name, city, portrait, years, days_left, said = row
    role, text = said[MAIN]
    return MemberVoice(
        sort_order=order,
        name=name,
        role=role,
        text=text,
        city=City.objects.get(name=city),
        portrait=loader.pictures[portrait] if portrait else None,
        agreed_on=(at - timedelta(days=365 * years)).date(),
        agreed_until=None if days_left is None else (at + timedelta(days=days_left)).date(),
        locale=loader.locales[MAIN],
    )
