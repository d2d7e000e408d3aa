"""The head and the foot of every page: menus, texts, contact. Made once for each language and kept with the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Locale, Site

from portal.content.caching import remembered
from portal.content.models import Menu, SiteSettings, SiteTexts
from portal.content.models.menus import Place


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page in one language."""

    header: tuple[Link, ...] = ()
    columns: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    about: str = ""
    small_print: str = ""
    email: str = ""
    telephone: str = ""
    postal_address: str = ""
    registration: str = ""
    profile_links: tuple[tuple[str, str], ...] = ()


def chrome() -> Chrome:
    """The head and the foot in the reader's language."""
    return remembered("chrome", _make)


def _make() -> Chrome:
    language = get_language()
    locale = Locale.objects.filter(language_code=language).first()
    links = {place: _links(place, locale, language) for place in Place}
    texts = SiteTexts.objects.filter(locale=locale).first()
    site = Site.objects.filter(is_default_site=True).first()
    known = SiteSettings.for_site(site) if site else SiteSettings()
    return Chrome(
        header=tuple(links[Place.HEADER]),
        columns=tuple(_columns(links[Place.FOOTER])),
        about=texts.about if texts else "",
        small_print=texts.small_print if texts else "",
        email=known.email,
        telephone=known.telephone,
        postal_address=known.postal_address,
        registration=known.registration,
        profile_links=tuple(known.profile_links),
    )


def _links(place: str, locale: Locale | None, language: str) -> list[Link]:
    menu = Menu.objects.filter(place=place, locale=locale).first()
    if menu is None:
        return []
    prefix = "" if language == "en" else f"/{language}"
    links = []
    for item in menu.items.select_related("page"):
        if item.page_id:
            if item.page.live:
                links.append(Link(item.label, item.page.get_url(), item.column))
        else:
            inside = item.address.startswith("/")
            links.append(Link(item.label, prefix + item.address if inside else item.address, item.column))
    return links


def _columns(links: list[Link]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    heading = ""
    members: list[Link] = []
    for link in links:
        if link.column and members:
            yield heading, tuple(members)
            members = []
        heading = link.column or heading
        members.append(link)
    if members:
        yield heading, tuple(members)
