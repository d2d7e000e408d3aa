"""Who may do what with memberships."""

import rules

from portal.people.rules import is_administrator, is_finance, is_manager, is_secretariat

# Which cities are members is public; the rest of the secretariat may look too, and finance needs the dates.
rules.add_perm("membership.see_memberships", is_secretariat)
rules.add_perm("membership.start_membership", is_manager | is_administrator)
rules.add_perm("membership.update_membership", is_manager | is_administrator | is_finance)
rules.add_perm("membership.end_membership", is_manager | is_administrator)
