"""A reviewer's list, and closing one's part in a round."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.assessment.actions.panel import finish_round
from portal.assessment.filters import QueueFilter
from portal.assessment.models import Round
from portal.assessment.queries.entries import open_assignments
from portal.assessment.queries.queue import progress_of, queue_of
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.texts import localised
from portal.people.access import allowed, signed_in

PAGE_SIZE = 20


@require_safe
@never_cache
@allowed("assessment.review")
def review_queue(request):
    at = now()
    progress = progress_of(request.user, at)
    filterset = QueueFilter(request.GET, queryset=open_assignments(request.user, at), progress=progress)
    lines = queue_of(request.user, at, among=filterset.qs, count=filterset.count)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "assessment/queue.html",
        {"progress": progress, "filterset": filterset, "page": page, "count": page.paginator.count},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def finish(request, uuid):
    """Asks, then closes the reviewer's part in a round for good."""
    at = now()
    round = Round.objects.filter(uuid=uuid).first()
    found = progress_of(request.user, at, round) if round else []
    if not found:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            finish_round(round=round, by=request.user, at=at)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request, _("Thank you. Your reviews in “%(round)s” are closed.") % {"round": localised(round.title)}
            )
            return redirect("assessment:queue")
    return render(request, "assessment/finish.html", {"one": found[0], "refusal": refusal})
