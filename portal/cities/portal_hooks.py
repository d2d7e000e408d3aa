"""What this app tells the portal: its verbs and letters in words, what goes when someone is erased."""

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.cities import letters
from portal.cities.erasure import ContactTerms
from portal.mail.kinds import register_letters

VERBS = {
    "cities.add_city": _("City added"),
    "cities.update_city": _("City corrected"),
    "cities.register_organisation": _("Organisation registered"),
    "cities.update_organisation": _("Organisation corrected"),
    "cities.appoint_contact_person": _("Contact person appointed"),
    "cities.end_contact_person": _("Contact person's term ended"),
}


register_verbs(VERBS)
register_event_details(
    "cities",
    {
        "city": EventDetail(_("City")),
        "numbered": EventDetail(_("Has a registration number")),
        "slug": EventDetail(_("Address on the site")),
    },
)
register_letters(letters)
register_erasure(ContactTerms())
