"""Who may do what with grants, as small named predicates. Applicants' and funders' rights follow from rows; those rows
are read by `visible_to`, so that a page someone has no right to is not found rather than forbidden."""

import rules

from grants.models import Application
from grants.queries.rounds import SUBJECT
from grants.queries.seats import acts_for
from portal.assessment.queries.recusals import recused_subjects
from portal.cities.models import Organisation
from portal.core import clock
from portal.core.actors import Viewer
from portal.people.rules import is_administrator, is_finance, is_manager, is_secretariat


@rules.predicate
def acts_for_applicant(user: Viewer, application: Application | None) -> bool:
    """Whether someone applies in the name of the body behind an application."""
    return application is not None and acts_for(user, application.organisation, clock.now())


@rules.predicate
def acts_for_organisation(user: Viewer, organisation: Organisation | None) -> bool:
    return organisation is not None and acts_for(user, organisation, clock.now())


@rules.predicate
def is_recused_from_application(user: Viewer, application: Application | None) -> bool:
    """A recusal on the application or its entries, or a tie in force to the applicant, its city or who wrote it."""
    return application is not None and bool(recused_subjects(user, SUBJECT, [application.uuid], clock.now()))


manages = is_manager | is_administrator
# Nobody judges what they are recused from. There is always someone left to: each manager, and each administrator.
judges = manages & ~is_recused_from_application

rules.add_perm("grants.see_staff_screens", is_secretariat)
rules.add_perm("grants.see_applications", manages | is_finance)
rules.add_perm("grants.manage_funds", manages | is_finance)
rules.add_perm("grants.manage_programmes", manages)
rules.add_perm("grants.manage_calls", manages)
rules.add_perm("grants.confirm_representative", manages)
rules.add_perm("grants.check_eligibility", judges)
rules.add_perm("grants.decide_application", judges)
rules.add_perm("grants.publish_award", judges)
rules.add_perm("grants.recuse_staff", manages | is_finance)
rules.add_perm("grants.lift_staff_recusals", judges)
rules.add_perm("grants.export_applications", manages | is_finance)

rules.add_perm("grants.start_application", acts_for_organisation)
rules.add_perm("grants.write_application", acts_for_applicant)
rules.add_perm("grants.answer_award", acts_for_applicant)
