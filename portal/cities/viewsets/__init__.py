from .cities import CityViewSet, CountryViewSet
from .contacts import ContactPersonViewSet
from .organisations import OrganisationViewSet

__all__ = ["CityViewSet", "ContactPersonViewSet", "CountryViewSet", "OrganisationViewSet"]
