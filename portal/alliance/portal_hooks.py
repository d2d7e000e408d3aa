"""What this app tells the portal: its verbs and letters in words, what is personal in it, the city's way to it."""

from django.utils.translation import gettext_lazy as _

from portal.alliance import letters
from portal.alliance.erasure import Experts, LibrarySubscriptions
from portal.alliance.files import may_open_publication_file, publication_files
from portal.alliance.letters import EXPERT_LINK
from portal.alliance.queries.experts import own_expert
from portal.alliance.retention import SOURCES as RETENTION
from portal.alliance.states import PublicationKind
from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.cities.states import CityDuty
from portal.cities.workspace import register_city_page
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.documents.purposes import register_purpose
from portal.mail.kinds import register_letters
from portal.mail.purposes import register_link_purpose
from portal.membership.queries.access import reads_member_pages
from portal.people.roles import EDITOR, MANAGER
from portal.people.workspaces import register_workspace

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
    "alliance.enter_expert": _("Expert invited to the directory"),
    "alliance.show_expert": _("Expert agreed to be shown"),
    "alliance.hide_expert": _("Expert hid their entry"),
    "alliance.update_expert": _("Expert changed their entry"),
    "alliance.remove_expert": _("Expert removed from the directory"),
    "alliance.ask_expert": _("Expert asked"),
    "alliance.answer_expert_request": _("Expert answered"),
    "alliance.close_expert_request": _("Question to an expert closed"),
}

register_verbs(VERBS)
register_event_details(
    "alliance",
    {
        "kind": EventDetail(_("Kind"), dict(PublicationKind.choices).get),
        "slug": EventDetail(_("Address on the site")),
        "city": EventDetail(_("City")),
        "number": EventDetail(_("Promised a year")),
    },
)
register_letters(letters)
register_erasure(LibrarySubscriptions())
register_erasure(Experts())
register_link_purpose(
    EXPERT_LINK, url_name="alliance:expert_link", page="alliance:own_expert", lasting=True, label=_("your expert page")
)
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
    ),
    HomeAction(
        name="alliance.import_experts",
        label=_("Import experts"),
        note=_("A table of experts, each of whom is asked"),
        icon="group",
        url="alliance:import_experts",
        permission="alliance.import_experts",
        roles=(MANAGER,),
        order=61,
    ),
)
register_workspace(
    _("Your entry in the expert directory"),
    "alliance:own_expert",
    lambda user: own_expert(user) is not None,
    note=_("What is shown of you, and what cities ask."),
    order=40,
)
register_city_page(
    name="alliance.library",
    label=_("Library"),
    url_name="alliance:city_library",
    note=_("Briefings, recordings, reports and guides for members."),
    order=60,
    applies=lambda city, user, at: reads_member_pages(user, at),
)
register_city_page(
    name="alliance.experts",
    label=_("Experts"),
    url_name="alliance:city_experts",
    note=_("Find researchers and practitioners, and ask them."),
    duty=CityDuty.ADVICE,
    order=61,
    applies=lambda city, user, at: reads_member_pages(user, at),
)
