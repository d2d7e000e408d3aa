"""The gallery, a laureate's page, the ceremony: what anyone may see, kept no longer than the next reveal."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pioneers.filters import GalleryFilter
from pioneers.queries.editions import edition_for_nominating, edition_view
from pioneers.queries.laureates import (
    ceremony_view,
    gallery_choices,
    next_ceremony_year,
    next_change,
    pioneer_view,
    published,
    withdrawn_pioneer,
)
from portal.content.caching import cached_until
from portal.core import clock

PAGE_SIZE = 24


@require_safe
@cached_until(next_change)
def gallery(request):
    """The Nordic Pioneers of every year, newest first."""
    at = clock.now()
    choices = gallery_choices(at)
    filterset = GalleryFilter(
        request.GET,
        queryset=published(at),
        at=at,
        years=choices.years,
        countries=choices.countries,
        categories=choices.themes,
    )
    page = Paginator(filterset.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    edition = edition_for_nominating(at)
    return render(
        request,
        "pioneers/gallery.html",
        {
            "filter": filterset,
            "page": page,
            "pioneers": [pioneer_view(candidacy) for candidacy in page],
            "is_filtered": any(request.GET.get(name) for name in filterset.filters),
            "edition": edition_view(edition, at) if edition else None,
            "ceremony": ceremony_view(year, at) if (year := next_ceremony_year(at)) else None,
            "has_any": bool(choices.years),
        },
    )


@require_safe
@cached_until(next_change)
def pioneer(request, uuid):
    """One laureate: who they let themselves be shown as, and why the jury chose them. Of one withdrawn from the site
    that they were, at their old address."""
    at = clock.now()
    found = published(at).filter(uuid=uuid).first()
    if found is None:
        if gone := withdrawn_pioneer(uuid, at):
            return render(request, "pioneers/withdrawn.html", {"pioneer": gone}, status=410)
        raise Http404
    others = published(at).filter(edition=found.edition).exclude(pk=found.pk)[:6]
    return render(
        request,
        "pioneers/pioneer.html",
        {
            "pioneer": pioneer_view(found),
            "others": [pioneer_view(other) for other in others],
            "address": settings.SITE_URL + request.path,
        },
    )


@require_safe
@cached_until(next_change)
def ceremony(request, year):
    """The ceremony of a year; its laureates from the reveal on."""
    at = clock.now()
    found = ceremony_view(year, at)
    if found is None:
        raise Http404
    laureates = published(at).filter(edition__year=year) if found.is_revealed else ()
    return render(
        request,
        "pioneers/ceremony.html",
        {"ceremony": found, "pioneers": [pioneer_view(candidacy) for candidacy in laureates]},
    )
