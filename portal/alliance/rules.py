"""Who may do what in the library and with experts. Who reads is asked of portal.membership.queries.access."""

import rules

from portal.cities.rules import acts_for_city
from portal.cities.states import CityDuty
from portal.core.actors import Viewer
from portal.people.roles import EDITOR
from portal.people.rules import is_administrator, is_manager, is_secretariat


@rules.predicate
def is_editor(user: Viewer) -> bool:
    return user.is_authenticated and user.has_role(EDITOR)


edits = is_editor | is_manager | is_administrator

rules.add_perm("alliance.see_publications", is_secretariat)
rules.add_perm("alliance.edit_publication", edits)
rules.add_perm("alliance.publish_publication", edits)
rules.add_perm("alliance.edit_theme", edits)
rules.add_perm("alliance.see_promises", is_secretariat)
rules.add_perm("alliance.set_promise", is_manager | is_administrator)
rules.add_perm("alliance.see_experts", is_manager | is_administrator)
rules.add_perm("alliance.import_experts", is_manager | is_administrator)
rules.add_perm("alliance.remove_expert", is_manager | is_administrator)
rules.add_perm("alliance.ask_expert", acts_for_city(CityDuty.ADVICE))
