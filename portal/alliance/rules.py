"""Who may do what in the library. Who reads it is asked of portal.membership.queries.access."""

import rules

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
