"""`/city/`: a city's own pages, for its people."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.cities.queries.cities import CityView
from portal.cities.queries.people import cities_read_by
from portal.cities.views.access import city_page
from portal.cities.workspace import city_pages_of
from portal.core import clock
from portal.membership.queries.workspace import city_home


@require_safe
@never_cache
def city(request):
    """The way to one's own city; to choose from where there are several. Everyone else reads what is here and for
    whom, so the page betrays nothing about who works for whom."""
    found = cities_read_by(request.user, clock.now())
    if len(found) == 1:
        return redirect("membership:home", found[0].uuid)
    return render(request, "membership/city.html", {"cities": [CityView.of(one) for one in found]})


@require_safe
@never_cache
@city_page()
def home(request, city):
    """What is held of one city, and what its people can do here."""
    at = clock.now()
    pages = [(page.label, page.note, page.address(city)) for page in city_pages_of(city, request.user, at)]
    home = city_home(city, at)
    return render(request, "membership/home.html", {"page": home, "city": home.city, "pages": pages})
