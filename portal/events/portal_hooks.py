"""What this app tells the portal: verbs and letters, the link of a participant, what is kept, what can be begun."""

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_actor_labels, register_verbs
from portal.audit.retention import register_retention
from portal.cities.states import CityDuty
from portal.cities.workspace import register_city_page
from portal.core import clock
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.events import letters
from portal.events.erasure import Participations
from portal.events.letters import REGISTRATION_LINK
from portal.events.models import Registration
from portal.events.queries.registrations import registrations_of
from portal.events.retention import SOURCES
from portal.events.states import EventKind
from portal.mail.kinds import register_letters
from portal.mail.purposes import register_link_purpose
from portal.people.roles import MANAGER
from portal.people.workspaces import register_workspace

VERBS = {
    "events.create_event": _("Event written"),
    "events.update_event": _("Event corrected"),
    "events.publish_event": _("Event published"),
    "events.unpublish_event": _("Event taken back to draft"),
    "events.move_event": _("Event moved"),
    "events.cancel_event": _("Event cancelled"),
    "events.restore_event": _("Event held after all"),
    "events.create_programme_item": _("Programme item added"),
    "events.update_programme_item": _("Programme item corrected"),
    "events.remove_programme_item": _("Programme item removed"),
    "events.invite_city": _("City invited"),
    "events.withdraw_city_invitation": _("Invitation of a city withdrawn"),
    "events.agree_team_limit": _("Size of a team agreed"),
    "events.remove_team_limit": _("Agreed size of a team removed"),
    "events.register": _("Signed up for an event"),
    "events.move_up": _("Moved up from the waiting list"),
    "events.cancel_registration": _("Signed off from an event"),
    "events.update_needs": _("Needs of a participant changed"),
    "events.check_in": _("Checked in"),
    "events.undo_check_in": _("Check-in undone"),
    "events.add_door_helper": _("Helper at the door added"),
    "events.remove_door_helper": _("Helper at the door removed"),
    "events.create_motion": _("Motion written"),
    "events.update_motion": _("Motion corrected"),
    "events.open_ballot": _("Ballot opened"),
    "events.close_ballot": _("Ballot closed"),
    "events.reopen_ballot": _("Ballot opened again"),
    "events.write_minutes": _("Minutes written"),
    "events.cast_ballot": _("Ballot cast"),
    "events.name_delegate": _("Delegate named"),
    "events.remove_delegate": _("Delegate removed"),
    "events.give_proxy": _("Vote given to another city"),
    "events.withdraw_proxy": _("Vote taken back from another city"),
    "events.create_calendar_feed": _("Calendar address made"),
    "events.revoke_calendar_feed": _("Calendar address revoked"),
}


def _names(uuids):
    """Whoever acts through the link of their registration is named by it."""
    return dict(Registration.objects.filter(uuid__in=uuids).values_list("uuid", "name"))


register_verbs(VERBS)
register_event_details(
    "events",
    {
        "access": EventDetail(_("Needs to take part")),
        "city": EventDetail(_("City")),
        "diet": EventDetail(_("Food")),
        "fields": EventDetail(_("Changed")),
        "kind": EventDetail(_("Kind"), dict(EventKind.choices).get),
        "limit": EventDetail(_("People in the team")),
        "waits": EventDetail(_("On the waiting list")),
    },
)
register_actor_labels("events.registration", _names)
register_letters(letters)
register_link_purpose(
    REGISTRATION_LINK,
    url_name="events:registration_link",
    page="events:registration",
    lasting=True,
    label=_("your place at the event"),
)
register_erasure(Participations())
register_retention(*SOURCES)
register_home_actions(
    HomeAction(
        name="events.begin",
        label=_("Plan an event"),
        note=_("A camp, a webinar, an assembly"),
        icon="date",
        url="events_event:add",
        permission="events.organise_events",
        roles=(MANAGER,),
        order=47,
    )
)
register_city_page(
    name="events.teams",
    label=_("Events"),
    url_name="events:city_events",
    note=_("Sign up your city’s team, and see who comes."),
    duty=CityDuty.EVENTS,
    order=20,
)
register_workspace(
    _("Your events"),
    "events:mine",
    lambda user: registrations_of(user, clock.now()).exists(),
    note=_("What you come to, and your calendar."),
    order=35,
)
