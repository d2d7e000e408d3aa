from portal.cities.viewsets.cities import CityViewSet, CountryViewSet
from portal.cities.viewsets.contacts import ContactPersonViewSet
from portal.cities.viewsets.organisations import OrganisationViewSet

__all__ = ["CityViewSet", "ContactPersonViewSet", "CountryViewSet", "OrganisationViewSet"]
