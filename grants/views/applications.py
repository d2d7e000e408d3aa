"""An applicant's own applications."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render

from grants.queries.applications import application_line, application_view, own_applications
from grants.queries.calls import CallLine, open_calls
from grants.queries.seats import applicants_of, seats_of
from grants.views.finding import own_or_404
from portal.core import clock

PAGE_SIZE = 20


@login_required
def own(request):
    """The list: applications of every body this person acts for, the open calls, the bodies themselves."""
    at = clock.now()
    page = Paginator(own_applications(request.user, at), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = [application_line(application, at) for application in page.object_list]
    return render(
        request,
        "grants/applications/list.html",
        {
            "page": page,
            "calls": [CallLine.of(call, at) for call in open_calls(at)],
            "bodies": [body.name for body in applicants_of(request.user, at)],
            "seats": [seat for seat in seats_of(request.user) if seat.state == "asked"],
        },
    )


@login_required
def detail(request, uuid):
    """One application: where it stands, what was submitted, what was decided."""
    application = own_or_404(request, uuid)
    return render(
        request, "grants/applications/detail.html", {"application": application_view(application, clock.now())}
    )
