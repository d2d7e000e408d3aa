"""What this app tells the portal: its verbs in words, what is to do, what can be begun, the city's own pages."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.cities.queries.people import cities_read_by
from portal.core import clock
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.membership.queries.staff import ending_soon, members_without_contact, without_approval
from portal.people.roles import FINANCE, MANAGER
from portal.people.workspaces import register_workspace

VERBS = {
    "membership.start_membership": _("Membership started"),
    "membership.update_membership": _("Membership corrected"),
    "membership.end_membership": _("End of the membership set"),
    "membership.extend_membership": _("Membership extended"),
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
register_event_details("membership", {"early": EventDetail(_("Ends early"))})
register_worklist(*WORKLIST)
register_home_actions(*ACTIONS)
register_workspace(
    _("Your city"),
    "membership:city",
    lambda user: bool(cities_read_by(user, clock.now())),
    note=_("Its membership, its people and what it takes part in."),
    order=30,
)
