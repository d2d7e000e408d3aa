"""What this app tells the portal: its verbs and letters in words, what is personal in it, the city's way to it."""

from django.utils.translation import gettext_lazy as _

from portal.alliance import letters
from portal.alliance.erasure import LibrarySubscriptions
from portal.alliance.files import may_open_publication_file, publication_files
from portal.alliance.retention import SOURCES as RETENTION
from portal.alliance.states import PublicationKind
from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.cities.workspace import register_city_page
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.documents.purposes import register_purpose
from portal.mail.kinds import register_letters
from portal.membership.queries.access import reads_member_pages
from portal.people.roles import EDITOR, MANAGER

VERBS = {
    "alliance.add_publication": _("Publication added"),
    "alliance.update_publication": _("Publication corrected"),
    "alliance.publish_publication": _("Published in the library"),
    "alliance.withdraw_publication": _("Withdrawn from the library"),
    "alliance.subscribe_to_library": _("Library subscribed to"),
    "alliance.unsubscribe_from_library": _("Subscription to the library ended"),
    "alliance.add_theme": _("Theme added"),
    "alliance.update_theme": _("Theme corrected"),
    "alliance.set_promise": _("Yearly promise changed"),
}

register_verbs(VERBS)
register_event_details(
    "alliance",
    {
        "kind": EventDetail(_("Kind"), dict(PublicationKind.choices).get),
        "slug": EventDetail(_("Address on the site")),
        "number": EventDetail(_("Promised a year")),
    },
)
register_letters(letters)
register_erasure(LibrarySubscriptions())
register_retention(*RETENTION)
register_purpose(publication_files, may_open=may_open_publication_file)
register_home_actions(
    HomeAction(
        name="alliance.add_publication",
        label=_("Add to the library"),
        note=_("A briefing, a recording, a report or a guide for members"),
        icon="doc-full",
        url="alliance_publication:add",
        permission="alliance.edit_publication",
        roles=(EDITOR, MANAGER),
        order=60,
    )
)
register_city_page(
    name="alliance.library",
    label=_("Library"),
    url_name="alliance:city_library",
    note=_("Briefings, recordings, reports and guides for members."),
    order=60,
    applies=lambda city, user, at: reads_member_pages(user, at),
)
