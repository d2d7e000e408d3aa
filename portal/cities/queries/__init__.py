from .cities import CityView, cities, cities_by_uuid, cities_of, city_options
from .contacts import contact_of, is_contact_of
from .organisations import OrganisationView, organisation_by_number, organisations, organisations_by_uuid

__all__ = [
    "CityView",
    "OrganisationView",
    "cities",
    "cities_by_uuid",
    "cities_of",
    "city_options",
    "contact_of",
    "is_contact_of",
    "organisation_by_number",
    "organisations",
    "organisations_by_uuid",
]
