from portal.cities.models.city import City
from portal.cities.models.city_request import CityRequest
from portal.cities.models.contact import ContactPerson
from portal.cities.models.country import Country
from portal.cities.models.organisation import Organisation
from portal.cities.models.seat import CitySeat
from portal.cities.models.stand_in import StandIn

__all__ = ["City", "CityRequest", "CitySeat", "ContactPerson", "Country", "Organisation", "StandIn"]
