"""What a funder follows: the calls their money pays for, the field of each, the decisions."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from grants.filters import FieldFilter
from grants.queries import calls as call_queries
from grants.queries.applications import readable_by
from grants.queries.calls import CallLine
from grants.queries.funders import field_view, funder_calls
from grants.queries.money import position_of
from grants.queries.ranking import ranked, ranked_lines
from grants.queries.recusals import recused_applications_q
from grants.states import IN_FIELD
from portal.core import clock

PAGE_SIZE = 25


@login_required
def calls(request):
    """The calls of the funds this person follows, with their money."""
    lines = funder_calls(request.user, clock.now())
    if lines is None:
        raise Http404
    return render(request, "grants/funder/calls.html", {"calls": lines})


@login_required
def field(request, uuid):
    """The field of one call against its budget."""
    at = clock.now()
    call = call_queries.visible_to(request.user, at).filter(uuid=uuid).first()
    if call is None:
        raise Http404(_("There is no such call."))
    position = position_of(call)
    chosen = FieldFilter(request.GET, queryset=ranked(call, request.user, at))
    # Asked for by state, what someone is recused from is not found: that would tell its state.
    asked = chosen.qs.filter(~recused_applications_q(request.user, at)) if chosen.form.changed_data else chosen.qs
    page = Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = ranked_lines(page.object_list, call, position, request.user, at)
    context = {"call": CallLine.of(call, at), "position": position, "filter": chosen, "page": page}
    return render(request, "grants/funder/field.html", context)


@login_required
def application(request, uuid):
    """One application of the field: what it asks for and what was decided, without anyone's contact details."""
    at = clock.now()
    followed = call_queries.visible_to(request.user, at)
    found = readable_by(request.user, at).filter(uuid=uuid, call__in=followed, state__in=IN_FIELD)
    row = found.select_related("call__programme", "call__fund", "organisation", "city", "decision", "award").first()
    if row is None:
        raise Http404(_("There is no such application."))
    return render(request, "grants/funder/application.html", {"application": field_view(row)})
