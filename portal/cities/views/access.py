"""Who may open a page of a city: a visitor is sent to sign in, someone signed in without the right gets 404.

>>> @city_page(CityDuty.INVOICES)
... def invoices(request, city): ...
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.cities.models import City
from portal.cities.queries.people import may_act_for, may_lead, may_read_for
from portal.cities.states import CityDuty
from portal.core import clock
from portal.people.access import redirect_to_sign_in_page


def city_page(duty: CityDuty | None = None, *, lead: bool = False) -> Callable:
    """A view of one city, whose uuid is the address's first argument; the view gets the City in its place.

    For whoever acts for it in the matter of `duty`; without one, for whoever reads for it, politicians too; with
    `lead`, for the contact person and a stand-in alone.
    """

    def decorator(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, city: UUID, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_sign_in_page(request)
            found = get_object_or_404(City.objects.select_related("country"), uuid=city)
            if not _may_open(request.user, found, duty, lead):
                raise Http404
            return view(request, found, *args, **kwargs)

        return guarded

    return decorator


def _may_open(user, city: City, duty: CityDuty | None, lead: bool) -> bool:
    at = clock.now()
    if lead:
        return may_lead(user, city, at)
    return may_act_for(user, city, duty, at) if duty else may_read_for(user, city, at)
