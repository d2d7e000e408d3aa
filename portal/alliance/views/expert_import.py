"""Importing experts from a table: looked at first, each mistake beside its row."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.adminkit.addresses import list_url
from portal.alliance.actions.experts import import_experts
from portal.alliance.domain.expert_table import TableUnreadable
from portal.alliance.forms.experts import ExpertTableForm, carried, carried_table
from portal.alliance.models import Expert
from portal.alliance.queries.experts import read_experts
from portal.core import clock
from portal.people.access import allowed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed("alliance.import_experts")
def import_table(request):
    """The table is sent, its rows are shown, and only what was shown is imported."""
    if request.method == "POST" and "looked_at" in request.POST:
        return _import(request)
    form = ExpertTableForm(request.POST, request.FILES) if request.method == "POST" else ExpertTableForm()
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["file"]
        try:
            rows = read_experts(table)
        except TableUnreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            good = sum(not row.errors for row in rows)
            context = {"rows": rows, "good": good, "bad": len(rows) - good, "looked_at": carried(table)}
            return render(request, "alliance/import_preview.html", context)
    return render(request, "alliance/import_experts.html", {"form": form})


def _import(request):
    try:
        rows = read_experts(carried_table(request.POST["looked_at"]))
    except (signing.BadSignature, TableUnreadable):
        return HttpResponseBadRequest()
    made = import_experts(rows=rows, by=request.user, at=clock.now())
    messages.success(
        request,
        ngettext("%(number)d person is asked by e-mail.", "%(number)d people are asked by e-mail.", len(made))
        % {"number": len(made)},
    )
    return redirect(list_url(Expert))
