"""Who may do what with events and with places at them."""

import rules

from portal.cities.rules import acts_for_city, leads_city
from portal.cities.states import CityDuty
from portal.core.actors import Viewer
from portal.events.models import Event, Registration
from portal.people.rules import is_administrator, is_manager, is_secretariat

organises_events = is_manager | is_administrator
signs_up_city = acts_for_city(CityDuty.EVENTS)


@rules.predicate
def is_own_registration(user: Viewer, registration: Registration | None) -> bool:
    return registration is not None and user.is_authenticated and registration.user_id == user.pk


@rules.predicate
def helps_at_door(user: Viewer, event: Event | None) -> bool:
    return event is not None and user.is_authenticated and event.helpers.filter(user=user.pk).exists()


# Asked about the city: who votes for it, or that it gives its vote away, is settled by whoever leads it.
rules.add_perm("events.arrange_vote", leads_city)
rules.add_perm("events.see_events", is_secretariat)
rules.add_perm("events.organise_events", organises_events)
# Who takes part is personal; what somebody eats or needs may tell of health or belief.
rules.add_perm("events.see_participants", organises_events)
rules.add_perm("events.see_needs", organises_events)
rules.add_perm("events.check_in", is_secretariat | helps_at_door)
# Asked about the city.
rules.add_perm("events.register_team", signs_up_city | organises_events)
# Asked about the registration.
rules.add_perm("events.cancel_registration", is_own_registration | signs_up_city | organises_events)
rules.add_perm("events.update_needs", is_own_registration | signs_up_city | organises_events)
rules.add_perm("events.register_guest", is_own_registration | organises_events)
