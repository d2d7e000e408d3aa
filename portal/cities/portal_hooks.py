"""What this app tells the portal: its verbs and letters in words, what goes when someone is erased."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.cities import letters
from portal.cities.erasure import CityQuestions, CitySeats, ContactTerms
from portal.cities.models import CityRequest
from portal.cities.retention import SOURCES as RETENTION
from portal.cities.states import CityDuty, CityRole
from portal.cities.workspace import register_city_page
from portal.desk.worklist import WorklistSource, register_worklist
from portal.mail.kinds import register_letters

VERBS = {
    "cities.add_city": _("City added"),
    "cities.update_city": _("City corrected"),
    "cities.register_organisation": _("Organisation registered"),
    "cities.update_organisation": _("Organisation corrected"),
    "cities.appoint_contact_person": _("Contact person appointed"),
    "cities.end_contact_person": _("Contact person's term ended"),
    "cities.invite_to_city": _("Invited to a city’s pages"),
    "cities.accept_seat": _("Place in a city’s pages taken"),
    "cities.update_seat": _("Duties for a city changed"),
    "cities.end_seat": _("Place in a city’s pages ended"),
    "cities.appoint_stand_in": _("Stand-in of a contact person appointed"),
    "cities.end_stand_in": _("Time as a stand-in ended"),
    "cities.ask_for_city": _("Question about a city asked"),
    "cities.answer_city_request": _("Question about a city answered"),
}


register_verbs(VERBS)
register_event_details(
    "cities",
    {
        "city": EventDetail(_("City")),
        "duties": EventDetail(_("May"), dict(CityDuty.choices).get),
        "role": EventDetail(_("Role"), dict(CityRole.choices).get),
        "since": EventDetail(_("First day")),
        "until": EventDetail(_("Last day")),
        "listed": EventDetail(_("Listed already")),
        "numbered": EventDetail(_("Has a registration number")),
        "slug": EventDetail(_("Address on the site")),
    },
)
register_worklist(
    WorklistSource(
        kind="cities.answer_request",
        label=_("Questions about cities to answer"),
        permission="cities.answer_city_request",
        queryset=lambda viewer, at: CityRequest.objects.filter(answered_at=None).exclude(asked_by=None),
        title=lambda asked: asked.name,
        since="asked_at",
        stuck_after=timedelta(days=2),
    )
)
register_letters(letters)
register_erasure(ContactTerms())
register_erasure(CitySeats())
register_erasure(CityQuestions())
register_retention(*RETENTION)
register_city_page(
    name="cities.people",
    label=_("People"),
    url_name="cities:people",
    note=_("The contact person, colleagues and politicians."),
    order=80,
)
