"""Tags of the content pages: what a page shows beside its own text, and pictures whose consent still holds."""

from django import template
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.content import sources
from portal.content.filters import PartnerFilter, StoryFilter
from portal.content.models import EditorialImage
from portal.content.queries import cities, membership, pages, people, site, stories
from portal.content.queries.help import role_helped_at
from portal.core import clock
from portal.core.languages import localised_path, split_path

register = template.Library()

PAGE_SIZE = 12
POSTER = "fill-1000x562|format-jpeg|jpegquality-76"


@register.simple_tag(takes_context=True)
def help_here(context) -> str:
    """The address of the help that belongs to this page: its role's, else the list of all."""
    _language, path = split_path(getattr(context.get("request"), "path", "/"))
    role = role_helped_at(path)
    return reverse("content:help_for", args=[role]) if role else reverse("content:help")


@register.simple_tag
def site_chrome() -> site.Chrome:
    """Menus, texts and contact for the head and the foot, in the reader's language."""
    return site.chrome()


@register.simple_tag
def picture(image: EditorialImage | None, spec: str, *, css_class: str = "", lazy: bool = True) -> SafeString:
    """An editor's picture in a size; an empty frame where there is none, or once its consent has ended."""
    if image is None or not image.may_be_shown:
        return format_html('<span class="picture-gone {}" aria-hidden="true"></span>', css_class)
    rendition = image.get_rendition(spec)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}"{}{} decoding="async">',
        rendition.url,
        rendition.width,
        rendition.height,
        image.alternative_text,
        format_html(' class="{}"', css_class) if css_class else "",
        SafeString(' loading="lazy"') if lazy else SafeString(' fetchpriority="high"'),
    )


@register.simple_tag
def poster_of(image: EditorialImage | None) -> SafeString:
    """The attribute of a film for the picture before it begins: `<video{% poster_of value.poster %}>`."""
    if image is None or not image.may_be_shown:
        return SafeString("")
    return format_html(' poster="{}"', image.get_rendition(POSTER).url)


@register.simple_tag(takes_context=True)
def filtered_stories(context, page) -> dict:
    """The story list of an index page: `filter`, `page_of` (a Django Page) and its `cards`."""
    request = context.get("request")
    query = request.GET if request else {}
    filterset = StoryFilter(query, queryset=stories.published(page.locale_id), locale_id=page.locale_id)
    page_of = Paginator(filterset.qs, PAGE_SIZE).get_page(query.get("page"))
    return {"filter": filterset, "page_of": page_of, "cards": stories.cards(page_of, request)}


@register.simple_tag(takes_context=True)
def newest_stories(context, page, limit: int = 4) -> list:
    return stories.newest(page.locale_id, limit, context.get("request"))


@register.simple_tag(takes_context=True)
def stories_beside(context, page) -> list:
    return stories.beside(page, request=context.get("request"))


@register.simple_tag(takes_context=True)
def stories_chosen(context, chosen) -> list:
    """The stories an editor chose in a block, those still live, in the language of the page the block stands on."""
    return stories.chosen([page for page in chosen if page], context["page"].locale_id, context.get("request"))


@register.simple_tag(takes_context=True)
def trail_of(context, page) -> list:
    return pages.trail(page, context.get("request"))


@register.simple_tag(takes_context=True)
def pages_below(context, page) -> list:
    return pages.below(page, context.get("request"))


@register.simple_tag
def people_by_part(page) -> list:
    return people.by_part(page)


@register.simple_tag(takes_context=True)
def filtered_partners(context, page) -> dict:
    """The partners of a page: `filter` (None: it has none at all), `count`, `groups` of (kind, heading, partners)."""
    request, partners = context.get("request"), page.partners.all()
    if not partners:
        return {"filter": None, "count": 0, "groups": []}
    filterset = PartnerFilter(request.GET if request else {}, queryset=partners)
    groups = people.partners_by_kind(filterset.qs)
    return {"filter": filterset, "count": sum(len(found) for _kind, _heading, found in groups), "groups": groups}


@register.simple_tag(takes_context=True)
def member_cities(context, page) -> dict:
    return cities.member_cities(page, clock.now(), context.get("request"))


@register.simple_tag(takes_context=True)
def city_facts(context, page) -> cities.CityFacts:
    return cities.city_facts(page, clock.now(), context.get("request"))


@register.simple_tag(takes_context=True)
def membership_figures(context, page) -> membership.MembershipFigures:
    return membership.membership_figures(page, clock.now(), context.get("request"))


@register.simple_tag
def voices_of(page) -> list[membership.Voice]:
    return membership.voices_of(page, clock.today())


@register.simple_tag
def open_now() -> list:
    """What people can do now: nomination windows and calls, from the halves."""
    return sources.open_now(clock.now())


@register.simple_tag
def people_shown(limit: int = 5) -> list:
    """The latest people honoured who may be shown, from the halves."""
    return sources.people(clock.now(), limit)


@register.filter
def story_meta(card) -> list[str]:
    """The short line of a story's card: its place and country, its theme."""
    where = ", ".join(filter(None, (card.place, card.country)))
    return [part for part in (where, card.theme) if part]


@register.filter
def address_of(link) -> str:
    """Where a call to action leads: the chosen page, or the address in the reader's language."""
    page, address = link.get("page"), link.get("address") or ""
    if page:
        return page.localized.url or ""
    return localised_path(address) if address.startswith("/") else address


@register.simple_tag
def page_head(page) -> dict:
    """What search engines and other sites are told of a page: its own address, its translations, words and picture."""
    return pages.told(page)
