"""An invitation to a city's pages: read by the account it was sent to, answered by a POST."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.cities.actions.seats import accept_seat, end_seat
from portal.cities.models import CitySeat
from portal.cities.queries.seats import own_invitation
from portal.core import clock
from portal.core.errors import Refused
from portal.people.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def invitation(request, uuid):
    """Accept or decline. Somebody else's invitation is not found."""
    seats = CitySeat.objects.select_related("city", "invited_by").filter(user=request.user)
    seat, at = get_object_or_404(seats, uuid=uuid), clock.now()
    if request.method == "POST" and request.POST.get("answer") == "decline":
        end_seat(seat=seat, by=request.user, at=at)
        messages.success(request, _("You declined the invitation."))
        return redirect("people:account")
    if request.method == "POST":
        try:
            accept_seat(seat=seat, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("cities:invitation", seat.uuid)
        messages.success(request, _("Welcome to your city’s pages."))
        return redirect("membership:home", seat.city.uuid)
    return render(request, "cities/invitation.html", {"invitation": own_invitation(seat, at)})
