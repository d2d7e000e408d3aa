"""`/events/`: what is coming and what has been; one event with its programme; its calendar file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cities.queries.people import cities_read_by
from portal.core import clock
from portal.core.errors import Refused
from portal.events.actions.registrations import register_oneself
from portal.events.forms.registration import NeedsForm
from portal.events.queries.calendars import calendar_of
from portal.events.queries.events import (
    EventView,
    coming,
    events_of_city,
    events_visible_to,
    is_for_person,
    past,
    programme_of,
)
from portal.events.queries.registrations import places_of, registration_of
from portal.events.states import EventKind
from portal.people.access import redirect_to_sign_in_page

PAGE_SIZE = 20
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def events(request):
    """The next ones first, then those that have been, page by page."""
    at = clock.now()
    visible = events_visible_to(request.user, at)
    page = Paginator(past(visible, at), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "coming": [EventView.of(event, at) for event in coming(visible, at)[:100]],
        "past": [EventView.of(event, at) for event in page],
        "page": page,
    }
    return render(request, "events/events.html", context)


def event(request, uuid):
    """One event; whoever may sign up by themselves does so here."""
    at = clock.now()
    found = get_object_or_404(events_visible_to(request.user, at), uuid=uuid)
    user = request.user
    mine = registration_of(found, user) if user.is_authenticated else None
    may_register = found.takes_registrations(at) and mine is None and is_for_person(found, user, at)
    if request.method == "POST" and not user.is_authenticated:
        return redirect_to_sign_in_page(request)
    form = NeedsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            register_oneself(event=found, by=user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("You are signed up. We have sent you an e-mail."))
            return redirect("events:mine_at", uuid)
    context = {
        "event": EventView.of(found, at),
        "programme": programme_of(found),
        "reason": found.cancellation_reason,
        "mine": mine,
        "form": form if may_register else None,
        "is_full": may_register and not places_of(found).has_room(None),
        "voting": _voting(found, user, at),
        "may_check_in": user.has_perm("events.check_in", found),
    }
    return render(request, "events/event.html", context)


@require_safe
def calendar_file(request, uuid):
    """The event for a calendar, without what is only for those with a place."""
    found = get_object_or_404(events_visible_to(request.user, clock.now()), uuid=uuid)
    return calendar_response(found, with_place=False)


def calendar_response(found, *, with_place):
    response = HttpResponse(calendar_of([found], with_place=with_place), content_type=CALENDAR)
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _voting(found, user, at):
    """The cities whose votes at an assembly this person reads, with the address of each."""
    if found.kind != EventKind.ASSEMBLY:
        return []
    return [
        (city.local_name, reverse("events:votes", args=[city.uuid, found.uuid]))
        for city in cities_read_by(user, at)
        if events_of_city(city, at).filter(pk=found.pk).exists()
    ]
