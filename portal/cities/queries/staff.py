"""What the secretariat sees. Whose right it is at all, the rules say."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from portal.cities.models import City, CityRequest, CitySeat, ContactPerson, Country, Organisation
from portal.cities.queries.contacts import active_contacts
from portal.core.actors import Viewer


def countries_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Country]:
    return Country.objects.all() if viewer.has_perm("cities.see_countries") else Country.objects.none()


def cities_visible_to(viewer: Viewer, at: datetime) -> QuerySet[City]:
    """Each with `has_contact`: whether someone speaks for it now."""
    if not viewer.has_perm("cities.see_cities"):
        return City.objects.none()
    return City.objects.annotate(has_contact=Exists(active_contacts(at).filter(city=OuterRef("pk"))))


def organisations_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Organisation]:
    return Organisation.objects.all() if viewer.has_perm("cities.see_organisations") else Organisation.objects.none()


def contact_persons_visible_to(viewer: Viewer, at: datetime) -> QuerySet[ContactPerson]:
    if not viewer.has_perm("cities.see_contact_persons"):
        return ContactPerson.objects.none()
    return ContactPerson.objects.all()


def city_seats_visible_to(viewer: Viewer, at: datetime) -> QuerySet[CitySeat]:
    """Colleagues and politicians of cities, for whoever sees their contact persons."""
    return CitySeat.objects.all() if viewer.has_perm("cities.see_contact_persons") else CitySeat.objects.none()


def city_requests_visible_to(viewer: Viewer, at: datetime) -> QuerySet[CityRequest]:
    """Questions about cities, for those who work with the cities."""
    return CityRequest.objects.all() if viewer.has_perm("cities.answer_city_request") else CityRequest.objects.none()
