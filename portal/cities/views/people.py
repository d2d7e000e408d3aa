"""`/city/<uuid>/people/`: who works for a city; the contact person invites, hands over, names a stand-in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.cities.actions.contacts import hand_over_contact_person
from portal.cities.actions.seats import end_seat, invite_to_city, update_seat
from portal.cities.actions.stand_ins import appoint_stand_in, end_stand_in
from portal.cities.forms.seat import DutiesForm, HandOverForm, InvitationForm, StandInForm
from portal.cities.models import CitySeat, StandIn
from portal.cities.queries.cities import CityView
from portal.cities.queries.seats import city_people
from portal.cities.states import CityRole, CitySeatState
from portal.cities.views.access import city_page
from portal.core import clock
from portal.core.errors import Refused
from portal.core.languages import offered_language


@never_cache
@city_page()
def people(request, city):
    context = {"city": CityView.of(city), "people": city_people(city, request.user, clock.now())}
    return render(request, "cities/people.html", context)


@never_cache
@city_page(lead=True)
def invite(request, city):
    """A colleague or a politician is invited by e-mail."""
    initial = {"language": offered_language(get_language() or ""), "role": request.GET.get("role")}
    form = InvitationForm(request.POST or None, initial={key: value for key, value in initial.items() if value})
    if request.method == "POST" and form.is_valid():
        try:
            invite_to_city(city=city, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The invitation is on its way by e-mail."))
            return redirect("cities:people", city.uuid)
    return render(request, "cities/invite.html", {"city": CityView.of(city), "form": form})


@never_cache
@city_page(lead=True)
def edit(request, city, uuid):
    """What a colleague may do from now on."""
    seat = _seat_or_404(city, uuid)
    if seat.role != CityRole.COLLEAGUE:
        raise Http404
    form = DutiesForm(request.POST or None, initial={"duties": seat.duties})
    if request.method == "POST" and form.is_valid():
        try:
            update_seat(seat=seat, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("cities:people", city.uuid)
    context = {"city": CityView.of(city), "form": form, "name": seat.user.get_full_name() or seat.user.email}
    return render(request, "cities/duties.html", context)


@never_cache
@city_page()
def end(request, city, uuid):
    """Ends somebody's place or invitation, one's own too."""
    seat = _seat_or_404(city, uuid)
    if not request.user.has_perm("cities.end_seat", seat):
        raise Http404
    is_own = seat.user_id == request.user.pk
    if request.method == "POST":
        end_seat(seat=seat, by=request.user, at=clock.now())
        messages.success(request, _("Done."))
        return redirect("people:account") if is_own else redirect("cities:people", city.uuid)
    context = {
        "city": CityView.of(city),
        "uuid": seat.uuid,
        "person": seat.user.get_full_name() or seat.user.email,
        "is_own": is_own,
        "is_invitation": seat.state == CitySeatState.INVITED,
    }
    return render(request, "cities/end_seat.html", context)


@never_cache
@city_page(lead=True)
def hand_over(request, city):
    """Another colleague becomes the contact person."""
    form = HandOverForm(request.POST or None, city=city)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_contact_person(city=city, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("The city has a new contact person. Both of you get an e-mail."))
            return redirect("cities:people", city.uuid)
    return render(request, "cities/hand_over.html", {"city": CityView.of(city), "form": form})


@never_cache
@city_page(lead=True)
def stand_in(request, city):
    """A colleague does what the contact person does, for a time."""
    form = StandInForm(request.POST or None, city=city)
    if request.method == "POST" and form.is_valid():
        try:
            appoint_stand_in(city=city, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved. Your stand-in gets an e-mail."))
            return redirect("cities:people", city.uuid)
    return render(request, "cities/stand_in.html", {"city": CityView.of(city), "form": form})


@never_cache
@city_page(lead=True)
def end_standing_in(request, city, uuid):
    """Ends the time of a stand-in before its last day."""
    found = get_object_or_404(StandIn.objects.select_related("user"), city=city, uuid=uuid, user__isnull=False)
    if request.method == "POST":
        end_stand_in(stand_in=found, by=request.user, at=clock.now())
        messages.success(request, _("Done."))
        return redirect("cities:people", city.uuid)
    context = {"city": CityView.of(city), "uuid": found.uuid, "person": found.user.get_full_name() or found.user.email}
    return render(request, "cities/end_stand_in.html", context)


def _seat_or_404(city, uuid) -> CitySeat:
    seats = CitySeat.objects.exclude(state=CitySeatState.ENDED).select_related("user", "city__country")
    return get_object_or_404(seats, city=city, uuid=uuid)
