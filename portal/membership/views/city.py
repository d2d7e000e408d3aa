"""`/city/`: a city's own pages, for its contact person."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core import clock
from portal.membership.queries.workspace import city_pages


@require_safe
@never_cache
def city(request):
    """What is held of the cities the visitor speaks for, and honestly what will be here one day. Everyone else reads
    the latter alone, so the page betrays nothing about who speaks for whom."""
    return render(request, "membership/city.html", {"pages": city_pages(request.user, clock.now())})
