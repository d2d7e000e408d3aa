"""Tags about the language of a page, which every template has without loading them: where it is in the other languages
offered, and the one line at the top for a reader of another."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from portal.core.languages import SENTENCES, offered_languages, requested_language, split_path, suggested_language

register = template.Library()


@register.simple_tag(takes_context=True)
def languages(context) -> list[dict]:
    """The languages offered, each with the address of this very page in it."""
    addresses = _addresses(context)
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "current": code == get_language(),
            "url": addresses.get(code) or _same_page(context.get("request"), code),
        }
        for code, _name in offered_languages()
    ]


@register.simple_tag(takes_context=True)
def language_note(context) -> dict:
    """The one line about language at the top of an English page, in the reader's own; empty where there is none.

    `url` and `hreflang` are where it leads, `words` the sentences in `lang`. A page asked for in a language that is not
    offered leads to its English address; to a visitor whose browser would rather read another, the page is offered in
    that one, and `back` is where they return to once they have chosen English.
    """
    request, page = context.get("request"), context.get("page")
    if asked := requested_language(request):
        text_only = getattr(page, "text_language", "") == asked
        address = _addresses(context).get(settings.LANGUAGE_CODE) or request.get_full_path()
        return {
            "kind": "text_only" if text_only else "not_offered",
            "lang": asked,
            "words": SENTENCES[asked],
            "url": address,
            "hreflang": settings.LANGUAGE_CODE,
        }
    suggested = suggested_language(request)
    if not suggested or not _can_be_read_in(request, page, suggested):
        return {}
    return {
        "kind": "suggested",
        "lang": suggested,
        "words": SENTENCES[suggested],
        "url": _addresses(context).get(suggested) or _same_page(request, suggested),
        "hreflang": suggested,
        "back": request.get_full_path(),
    }


def _can_be_read_in(request, page, language: str) -> bool:
    """Whether this page is there in another language: an editors' page in its own words, any other below a prefix."""
    if hasattr(page, "is_written_in"):
        return page.is_written_in(language)
    return translate_url(request.path, language) != request.path


def _addresses(context) -> dict[str, str]:
    """Where a Wagtail page stands in each language, as it knows itself; nothing for any other page."""
    request, page = context.get("request"), context.get("page")
    return page.addresses(request) if request is not None and hasattr(page, "addresses") else {}


def _same_page(request, code: str) -> str:
    """The address of this request in another language: its prefix changed, path and query kept."""
    prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
    if request is None:
        return f"{prefix}/"
    path, mark, query = request.get_full_path().partition("?")
    return prefix + split_path(path)[1] + mark + query
