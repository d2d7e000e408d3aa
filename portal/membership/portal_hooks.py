"""What this app tells the portal: its verbs in words, what is to do, what can be begun, the city's own pages."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.cities.queries.people import cities_read_by
from portal.core import clock
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.documents.purposes import register_purpose
from portal.mail.kinds import register_letters
from portal.membership import letters
from portal.membership.actions.contributions import contribution_paid
from portal.membership.erasure import MembershipApplications
from portal.membership.files import decisions, may_open_decision
from portal.membership.queries.applications import applications_to_confirm, applications_to_decide, own_applications
from portal.membership.queries.staff import ending_soon, members_without_contact, without_approval
from portal.membership.queries.workspace import CONTRIBUTION
from portal.membership.retention import SOURCES as RETENTION
from portal.payments.sources import register_invoice_source
from portal.people.roles import FINANCE, MANAGER
from portal.people.workspaces import register_workspace

VERBS = {
    "membership.start_membership": _("Membership started"),
    "membership.update_membership": _("Membership corrected"),
    "membership.end_membership": _("End of the membership set"),
    "membership.extend_membership": _("Membership extended"),
    "membership.start_application": _("Application for membership started"),
    "membership.submit_application": _("Application for membership submitted"),
    "membership.confirm_decision": _("Political decision confirmed"),
    "membership.return_application": _("Application for membership returned"),
    "membership.approve_application": _("Application for membership approved"),
    "membership.decline_application": _("Application for membership declined"),
    "membership.reopen_application": _("Application for membership considered again"),
    "membership.withdraw_application": _("Application for membership withdrawn"),
    "membership.open_member_pages": _("Pages for members opened"),
}


WORKLIST = (
    WorklistSource(
        kind="membership.without_contact",
        label=_("Member cities without a contact person"),
        queryset=members_without_contact,
        title=lambda city: str(city),
        since="alone_since",
    ),
    WorklistSource(
        kind="membership.decide",
        label=_("Applications for membership to decide"),
        queryset=applications_to_decide,
        title=lambda application: f"{application.reference}: {application.city}",
        since="confirmed_at",
        stuck_after=timedelta(days=21),
    ),
    WorklistSource(
        kind="membership.confirm",
        label=_("Applications for membership a politician has not confirmed"),
        queryset=applications_to_confirm,
        title=lambda application: f"{application.reference}: {application.city}",
        since="submitted_at",
        stuck_after=timedelta(days=21),
    ),
    WorklistSource(
        kind="membership.ending",
        label=_("Memberships that end within 90 days"),
        queryset=ending_soon,
        title=lambda membership: str(membership.city),
        since="noticed_at",
        due="ends_at",
        by_day=True,
        stuck_after=None,
    ),
    WorklistSource(
        kind="membership.without_approval",
        label=_("Memberships without a registered political approval"),
        queryset=without_approval,
        title=lambda membership: str(membership.city),
        since="starts_at",
        stuck_after=timedelta(days=60),
    ),
)


ACTIONS = (
    HomeAction(
        name="membership.begin",
        label=_("Start a membership"),
        note=_("A city joins the alliance"),
        icon="calendar-check",
        url="membership_membership:add",
        permission="membership.start_membership",
        roles=(MANAGER,),
        order=45,
    ),
    HomeAction(
        name="cities.appoint_contact",
        label=_("Appoint a contact person"),
        note=_("The contact person of a member city"),
        icon="user",
        url="cities_contactperson:add",
        permission="cities.appoint_contact_person",
        roles=(MANAGER,),
        order=46,
    ),
    HomeAction(
        name="membership.look_up",
        label=_("Look up a membership"),
        note=_("Who is a member, from when and until when"),
        icon="calendar-check",
        url="membership_membership:index",
        permission="membership.see_memberships",
        roles=(FINANCE,),
        order=40,
    ),
)


register_verbs(VERBS)
register_event_details(
    "membership",
    {
        "early": EventDetail(_("Ends early")),
        "city": EventDetail(_("City")),
        "why": EventDetail(_("Why")),
        "years": EventDetail(_("For at least, years")),
    },
)
register_letters(letters)
register_erasure(MembershipApplications())
register_retention(*RETENTION)
register_invoice_source(CONTRIBUTION, on_paid=contribution_paid)
register_purpose(decisions, may_open=may_open_decision)
register_worklist(*WORKLIST)
register_home_actions(*ACTIONS)
register_workspace(
    _("Your city"),
    "membership:city",
    lambda user: bool(cities_read_by(user, clock.now())),
    note=_("Its membership, its people and what it takes part in."),
    order=30,
)
register_workspace(
    _("Membership for a city"),
    "membership:apply",
    lambda user: bool(own_applications(user, clock.now())),
    note=_("Your applications for membership."),
    order=31,
)
