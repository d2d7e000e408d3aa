"""Who may do what with memberships."""

import rules

from portal.core.actors import Viewer
from portal.membership.models import MembershipApplication
from portal.people.rules import is_administrator, is_finance, is_manager, is_secretariat


@rules.predicate
def is_writer(user: Viewer, application: MembershipApplication | None) -> bool:
    """Who writes an application for membership."""
    return application is not None and user.is_authenticated and application.writer_id == user.pk


@rules.predicate
def is_politician(user: Viewer, application: MembershipApplication | None) -> bool:
    """Who is asked to confirm the political decision."""
    return application is not None and user.is_authenticated and application.politician_id == user.pk


decides = is_manager | is_administrator

# Which cities are members is public; the rest of the secretariat may look too, and finance needs the dates.
rules.add_perm("membership.see_memberships", is_secretariat)
rules.add_perm("membership.start_membership", is_manager | is_administrator)
rules.add_perm("membership.update_membership", is_manager | is_administrator | is_finance)
rules.add_perm("membership.end_membership", is_manager | is_administrator)
# Anyone who has signed in may apply for their city: a politician confirms it, and the secretariat decides.
rules.add_perm("membership.apply", rules.is_authenticated)
rules.add_perm("membership.write_application", is_writer)
rules.add_perm("membership.confirm_decision", is_politician)
rules.add_perm("membership.return_application", is_politician | decides)
rules.add_perm("membership.see_applications", decides | is_finance)
rules.add_perm("membership.decide_application", decides)
