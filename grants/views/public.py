"""What anyone may read: programmes, calls, awards. Kept for visitors no longer than until a call opens or closes or an
award becomes public."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grants.filters import AwardFilter
from grants.queries import awards
from grants.queries.calls import published_call
from grants.queries.programmes import published_programmes
from grants.queries.site import next_change
from portal.content.caching import cached_until
from portal.core import clock

PAGE_SIZE = 20


@require_safe
@cached_until(next_change)
def home(request):
    """Programmes with their open calls, and what was awarded, filtered."""
    at = clock.now()
    chosen = AwardFilter(request.GET, queryset=awards.published(at))
    found = chosen.qs
    page = Paginator(awards.for_reading(found), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = awards.award_lines(page.object_list)
    return render(
        request,
        "grants/programmes/home.html",
        {
            "programmes": published_programmes(at),
            "filter": chosen,
            "page": page,
            "sums": awards.published_sums(found),
        },
    )


@require_safe
@cached_until(next_change)
def call(request, uuid):
    """One call: who can apply, how it is judged, its sums and its window."""
    view = published_call(uuid, clock.now())
    if view is None:
        raise Http404(_("There is no such call."))
    return render(request, "grants/calls/detail.html", {"call": view})


@require_safe
@cached_until(next_change)
def award(request, uuid):
    """One published award with its reasons; of one withdrawn from the site that it was, at its old address."""
    at = clock.now()
    view = awards.published_award(uuid, at)
    if view is None:
        if gone := awards.withdrawn_award(uuid, at):
            return render(request, "grants/awards/withdrawn.html", {"award": gone}, status=410)
        raise Http404(_("There is no such award."))
    return render(request, "grants/awards/detail.html", {"award": view})
