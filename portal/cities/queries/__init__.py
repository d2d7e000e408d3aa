from portal.cities.queries.cities import CityView, cities, cities_by_uuid, cities_of, city_options
from portal.cities.queries.contacts import contact_of, holding, is_contact_of
from portal.cities.queries.organisations import (
    OrganisationView,
    organisation_by_number,
    organisations,
    organisations_by_uuid,
)
from portal.cities.queries.staff import (
    cities_visible_to,
    contact_persons_visible_to,
    countries_visible_to,
    organisations_visible_to,
)

__all__ = [
    "CityView",
    "OrganisationView",
    "cities",
    "cities_by_uuid",
    "cities_of",
    "cities_visible_to",
    "city_options",
    "contact_of",
    "contact_persons_visible_to",
    "countries_visible_to",
    "holding",
    "is_contact_of",
    "organisation_by_number",
    "organisations",
    "organisations_by_uuid",
    "organisations_visible_to",
]
