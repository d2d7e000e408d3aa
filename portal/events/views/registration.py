"""Somebody's own place at an event: by the link in their e-mail, or signed in. Opening it changes nothing; each answer
is a POST."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.core import clock
from portal.core.errors import NotAllowed, Refused
from portal.events.actions.feeds import create_calendar_feed, revoke_calendar_feed
from portal.events.actions.registrations import cancel_registration, register_guest, update_needs
from portal.events.forms.registration import GuestForm, NeedsForm
from portal.events.letters import REGISTRATION_LINK
from portal.events.models import CalendarFeed, ParticipantNeeds, Registration
from portal.events.queries.calendars import calendar_of, feed_address, feed_of
from portal.events.queries.events import EventView
from portal.events.queries.registrations import Participant, counted, registrations_of
from portal.events.states import EventState, RegistrationState
from portal.events.views.events import CALENDAR, calendar_response
from portal.mail.views.links import EnterLinkView, link_required
from portal.people.access import signed_in

FORMS = {"needs": NeedsForm, "guest": GuestForm}


class RegistrationLinkView(EnterLinkView):
    """The address in the e-mail."""

    purpose = REGISTRATION_LINK


@link_required(REGISTRATION_LINK)
def registration(request):
    """What the holder of a link sees and does."""
    found = _of_link(request)
    here = f"{reverse('events:registration')}?about={found.uuid}"
    calendar = f"{reverse('events:registration_calendar')}?about={found.uuid}"
    return _page(request, found, found, here, calendar)


@require_safe
@link_required(REGISTRATION_LINK)
def registration_calendar(request):
    """The event for a calendar, with its exact place for whoever has one."""
    found = _of_link(request)
    return calendar_response(found.event, with_place=found.state == RegistrationState.CONFIRMED)


@never_cache
@signed_in
def mine_at(request, uuid):
    """The same for somebody who has signed in."""
    found = get_object_or_404(
        Registration.objects.select_related("event", "city", "host").exclude(state=RegistrationState.CANCELLED),
        event__uuid=uuid,
        event__state__in=EventState.where(shown=True),
        user=request.user,
    )
    return _page(
        request, found, request.user, reverse("events:mine_at", args=[uuid]), reverse("events:my_calendar", args=[uuid])
    )


@never_cache
@signed_in
@require_safe
def my_calendar(request, uuid):
    """The event for a calendar, with its exact place for whoever has one."""
    found = get_object_or_404(registrations_of(request.user, clock.now()), event__uuid=uuid)
    return calendar_response(found.event, with_place=found.state == RegistrationState.CONFIRMED)


@never_cache
@signed_in
@require_safe
def mine(request):
    """Everything one comes to, and the address for one's calendar."""
    at = clock.now()
    rows = [(EventView.of(one.event, at), RegistrationState(one.state)) for one in registrations_of(request.user, at)]
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "events/mine.html", {"rows": rows, "feed": feed_address(feed) if feed else ""})


@never_cache
@signed_in
@require_POST
def change_feed(request):
    """Makes the secret address, or ends it."""
    if "revoke" in request.POST:
        revoke_calendar_feed(by=request.user, at=clock.now())
        messages.success(request, _("The old address shows nothing any more."))
    else:
        create_calendar_feed(by=request.user, at=clock.now())
    return redirect("events:mine")


@never_cache
@require_safe
def feed(request, token):
    """Somebody's events for their calendar, under a secret address."""
    found = feed_of(token)
    if found is None:
        raise Http404
    own = Registration.objects.filter(
        user=found.user, state=RegistrationState.CONFIRMED, event__state__in=EventState.where(shown=True)
    )
    events = [one.event for one in own.select_related("event").order_by("-event__starts_at")[:100]]
    name = _("Nordic Safe Cities: my events")
    response = HttpResponse(calendar_of(events, with_place=True, name=name), content_type=CALENDAR)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request, found, by, here, calendar):
    """A registration's own page; `by` is the account, or the registration whose link was opened."""
    at = clock.now()
    needs = ParticipantNeeds.objects.filter(registration=found).first()
    forms = {
        "needs": NeedsForm(initial={"diet": needs.diet, "access": needs.access} if needs else None),
        "guest": GuestForm(initial={"language": found.language}),
    }
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        form = FORMS[answer](request.POST) if answer in FORMS else None
        try:
            if form is None or form.is_valid():
                _answer(answer, found, by, at, form)
                messages.success(request, _("Saved."))
                is_gone = answer == "cancel" and by is not found
                return redirect("events:event" if is_gone else here, *([found.event.uuid] if is_gone else []))
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            if form is None:
                messages.error(request, refusal.message)
                return redirect(here)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        if form is not None:
            forms[answer] = form
    event = found.event
    guests = [Participant.of(one) for one in counted(event).filter(host=found).select_related("city__country", "host")]
    has_place = found.state == RegistrationState.CONFIRMED
    state = RegistrationState(found.state)
    context = {
        "event": EventView.of(event, at),
        "state": state,
        "name": found.name,
        "city": found.city.local_name if found.city else "",
        "host": found.host.name if found.host else "",
        "address": event.address if has_place else "",
        "link": event.link if has_place else "",
        "reason": event.cancellation_reason,
        "has_place": has_place,
        "may_change": state != RegistrationState.CANCELLED and not event.is_over(at),
        "may_bring": has_place
        and not found.host_id
        and event.takes_registrations(at)
        and len(guests) < event.guest_limit,
        "guests": guests,
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "calendar": calendar,
        "here": here,
    }
    return render(request, "events/registration.html", context)


def _answer(answer, found, by, at, form):
    if answer == "cancel":
        cancel_registration(registration=found, by=by, at=at)
    elif answer == "needs":
        update_needs(registration=found, by=by, at=at, **form.cleaned_data)
    elif answer == "guest":
        register_guest(registration=found, by=by, at=at, **form.cleaned_data)
    else:
        raise Http404


def _of_link(request) -> Registration:
    rows = Registration.objects.select_related("event", "city", "host")
    return get_object_or_404(rows, uuid=request.link.about_uuid, erased_at=None)
