from portal.cities.actions.cities import add_city, change_city
from portal.cities.actions.contacts import (
    appoint_contact_person,
    derive_contact_ties,
    end_contact_person,
    forget_contact_persons,
)
from portal.cities.actions.organisations import change_organisation, register_organisation

__all__ = [
    "add_city",
    "appoint_contact_person",
    "change_city",
    "change_organisation",
    "derive_contact_ties",
    "end_contact_person",
    "forget_contact_persons",
    "register_organisation",
]
