"""Who may do what with cities, organisations and contact persons."""

import rules

from portal.people.rules import is_administrator, is_finance, is_manager, is_secretariat

looks_after_cities = is_manager | is_administrator

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
