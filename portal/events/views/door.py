"""At the door, on a phone: who has a place, one tap to check in, one to undo. And the badges."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core import clock
from portal.core.errors import NotAllowed, Refused
from portal.events.actions.door import check_in, undo_check_in
from portal.events.badges import badges_pdf
from portal.events.models import Event, Registration
from portal.events.queries.events import EventView
from portal.events.queries.registrations import attendance_of, confirmed, door_list
from portal.people.access import allowed

STEPS = {"check_in": check_in, "undo": undo_check_in}


def _event(request, uuid):
    return get_object_or_404(Event, uuid=uuid)


@never_cache
@allowed("events.check_in", _event)
def door(request, event):
    """Without JavaScript: a search, and a button a name."""
    at, typed = clock.now(), request.GET.get("q", "").strip()[:100]
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        found = get_object_or_404(Registration, event=event, uuid=_uuid(request.POST.get("who", "")))
        if step is None:
            raise Http404
        try:
            step(registration=found, by=request.user, at=at)
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            messages.error(request, refusal.message)
        address = reverse("events:door", args=[event.uuid])
        return redirect(f"{address}?{urlencode({'q': typed})}" if typed else address)
    context = {
        "event": EventView.of(event, at),
        "people": door_list(event, typed),
        "attendance": attendance_of(event),
        "typed": typed,
    }
    return render(request, "events/door.html", context)


@never_cache
@require_safe
@allowed("events.see_participants", _event)
def badges(request, event):
    """A badge for everyone who has a place, ten on a page."""
    people = confirmed(event).select_related("city__country", "host").order_by("name", "pk")
    response = HttpResponse(badges_pdf(event, people), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="badges.pdf"'
    return response


def _uuid(typed):
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None
