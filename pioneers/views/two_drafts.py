"""A draft begun signed out and an older one of the account: both are offered, and neither is lost."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pioneers.actions.drafts import swap_drafts
from pioneers.models import Nomination
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.nominations import second_draft
from pioneers.views.devices import Device
from portal.core import clock

ANSWERED = "pioneers.two_drafts"


def is_unanswered(request, draft: Nomination | None) -> bool:
    """Whether there are two, and this browser was not asked yet which to go on with."""
    return draft is not None and request.session.get(ANSWERED) is None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_drafts(request):
    """Both side by side. GET changes nothing; POST goes on with the one whose button was pressed."""
    at = clock.now()
    edition = edition_for_nominating(at)
    if edition is None:
        raise Http404
    device = Device(request)
    other = second_draft(edition, device.user, device.key_hash, at)
    if other is None:
        return redirect("pioneers:nominate")
    if request.method == "POST":
        if request.POST.get("draft") == str(other.uuid):
            swap_drafts(chosen=other, user=device.user, key_hash=device.key_hash, at=at)
        request.session[ANSWERED] = True
        return redirect("pioneers:nominate")
    return render(request, "pioneers/nominate/two_drafts.html", {"drafts": [other, device.draft(edition)]})
