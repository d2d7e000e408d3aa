"""Who may do what with cities, organisations and contact persons."""

from typing import Any

import rules

from portal.cities.models import City, CitySeat
from portal.cities.queries.people import may_act_for, may_lead
from portal.cities.states import CityDuty, CityRole
from portal.core import clock
from portal.core.actors import Viewer
from portal.people.rules import is_administrator, is_finance, is_manager, is_secretariat

looks_after_cities = is_manager | is_administrator


def _city_of(about: Any) -> City | None:
    return about if about is None or isinstance(about, City) else about.city


@rules.predicate
def leads_city(user: Viewer, about: Any) -> bool:
    """The contact person of a city, or who stands in for them. `about` is the City or has it as `.city`."""
    city = _city_of(about)
    return city is not None and may_lead(user, city, clock.now())


def acts_for_city(duty: CityDuty) -> Any:
    """A predicate: whether somebody acts for a city in a matter. What it is asked about is the City, or has it as
    `.city`."""

    @rules.predicate(f"acts_for_city:{duty}")
    def acts(user: Viewer, about: Any) -> bool:
        city = _city_of(about)
        return city is not None and may_act_for(user, city, duty, clock.now())

    return acts


@rules.predicate
def is_own_seat(user: Viewer, seat: CitySeat | None) -> bool:
    return seat is not None and user.is_authenticated and seat.user_id == user.pk


@rules.predicate
def is_colleague_seat(user: Viewer, seat: CitySeat | None) -> bool:
    return seat is not None and seat.role == CityRole.COLLEAGUE


# What is held of cities and organisations is public; the lists in the admin are for the whole secretariat.
rules.add_perm("cities.see_countries", is_secretariat)
rules.add_perm("cities.see_cities", is_secretariat)
rules.add_perm("cities.see_organisations", is_secretariat)
rules.add_perm("cities.add_city", looks_after_cities)
rules.add_perm("cities.update_city", looks_after_cities)
# Anyone who has signed in may register the organisation they apply for; changing one is staff's.
rules.add_perm("cities.register_organisation", rules.is_authenticated)
rules.add_perm("cities.update_organisation", looks_after_cities)
# Who speaks for a city is personal: those who work with the cities, and finance, who write to them.
rules.add_perm("cities.see_contact_persons", looks_after_cities | is_finance)
rules.add_perm("cities.appoint_contact_person", looks_after_cities)
# Anyone who has signed in may ask about their city.
rules.add_perm("cities.ask_for_city", rules.is_authenticated)
rules.add_perm("cities.answer_city_request", looks_after_cities)
rules.add_perm("cities.end_contact_person", looks_after_cities)
# Its contact person, or who stands in, chooses who works in a city's pages; staff help where there is none.
rules.add_perm("cities.invite_to_city", leads_city | looks_after_cities)
rules.add_perm("cities.update_seat", is_colleague_seat & (leads_city | looks_after_cities))
rules.add_perm("cities.end_seat", is_own_seat | leads_city | looks_after_cities)
rules.add_perm("cities.accept_seat", is_own_seat)
rules.add_perm("cities.hand_over", leads_city | looks_after_cities)
rules.add_perm("cities.appoint_stand_in", leads_city | looks_after_cities)
