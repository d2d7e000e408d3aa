"""A nominator's own: what they sent, how far it came, and taking it back."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pioneers.actions.nominations import withdraw_nomination
from pioneers.models import Nomination
from pioneers.queries.nominations import nomination_line, nomination_view, own_nominations
from pioneers.states import NominationState
from portal.core import clock
from portal.core.errors import NotAllowed, Refused
from portal.documents.queries.files import files_of
from portal.people.access import signed_in

PAGE_SIZE = 20


@never_cache
@require_safe
@signed_in
def nominations(request):
    """One's own nominations, newest first."""
    at = clock.now()
    page = Paginator(own_nominations(request.user, at), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [nomination_line(nomination) for nomination in page]
    return render(request, "pioneers/nominations/list.html", {"page": page, "nominations": lines})


def _own(request, uuid) -> Nomination:
    """The nomination if it is the reader's own, else 404: the secretariat reads it in the admin."""
    found = own_nominations(request.user, clock.now()).select_related("edition", "category").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
@signed_in
def nomination(request, uuid):
    """One's own nomination as it was sent. A draft is written on, at the form."""
    found = _own(request, uuid)
    if found.state == NominationState.DRAFT:
        return redirect("pioneers:nominate")
    return render(
        request,
        "pioneers/nominations/detail.html",
        {"nomination": nomination_view(found, clock.now()), "files": files_of(found)},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request, uuid):
    """Ask first, then take it back."""
    at = clock.now()
    found = _own(request, uuid)
    refusal = None
    if request.method == "POST":
        try:
            withdraw_nomination(nomination=found, by=request.user, at=at)
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            refusal = refused
        else:
            return redirect("pioneers:nomination", uuid=uuid)
    return render(
        request,
        "pioneers/nominations/withdraw.html",
        {"nomination": nomination_view(found, at), "refusal": refusal},
        status=422 if refusal else 200,
    )
