"""Who may do what with grants, as small named predicates. Applicants' and funders' rights follow from rows; those rows
are read by `visible_to`, so that a page someone has no right to is not found rather than forbidden."""

from datetime import datetime

import rules
from django.db.models import Q

from grants.models import Application, Representative
from grants.queries.applications import of_applicant, readable_by
from grants.queries.rounds import SUBJECT
from grants.queries.seats import acting_for, acts_for
from grants.states import IN_FIELD, SeatState
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.queries.recusals import recused_subjects
from portal.cities.models import Organisation
from portal.core import clock
from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.people.models import User
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


def applies(user: User) -> bool:
    """Whether the applicants' workspace has anything for this account: a body they act for, or asked to."""
    seats = Representative.objects.filter(user=user).exclude(state=SeatState.ENDED)
    return Organisation.objects.filter(acting_for(user, clock.now()) | Q(representatives__in=seats)).exists()


def may_open_attachment(viewer: Viewer, about: Application | None, file: PrivateFile, at: datetime) -> bool:
    """The applicant; the secretariat once it was submitted; a funder while it is in the field; a reviewer it was given
    to, as long as it may be read. Nobody who is recused from it."""
    if about is None or not viewer.is_authenticated:
        return False
    if readable_by(viewer, at).filter(uuid=about.uuid).exists():
        return True
    if about.state not in IN_FIELD:
        return False
    return assigned_entries(viewer, at, SUBJECT).filter(subject_uuid=about.uuid).exists()


def may_open_receipt(viewer: Viewer, about: Application | None, file: PrivateFile, at: datetime) -> bool:
    """The applicant and the secretariat: it names who submitted."""
    if about is None or not viewer.is_authenticated:
        return False
    if viewer.has_perm("grants.see_applications"):
        return readable_by(viewer, at).filter(uuid=about.uuid).exists()
    return of_applicant(viewer, at).filter(uuid=about.uuid).exists()


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
rules.add_perm("grants.correct_address", judges)
rules.add_perm("grants.decide_application", judges)
rules.add_perm("grants.publish_award", judges)
rules.add_perm("grants.recuse_staff", manages | is_finance)
rules.add_perm("grants.lift_staff_recusals", judges)
rules.add_perm("grants.export_applications", manages | is_finance)

rules.add_perm("grants.start_application", acts_for_organisation)
rules.add_perm("grants.write_application", acts_for_applicant)
rules.add_perm("grants.answer_award", acts_for_applicant)
