"""What letters about grants share: who gets them, and what their words may use."""

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from portal.mail.kinds import Audience

APPLICANT = Audience(
    _("The people who write the application"), _("You get this e-mail because you apply for money through the portal.")
)
REPRESENTATIVE = Audience(
    _("The person who asked to apply for the organisation"),
    _("You get this e-mail because you asked to apply for an organisation."),
)
DECIDER = Audience(_("Staff who decide on applications"), _("You get this e-mail because you decide on applications."))


def about_application(application: Application) -> dict:
    """What every letter about an application may name. Texts in several languages are chosen as it is rendered."""
    call = application.call
    return {
        "application_uuid": application.uuid,
        "reference": application.reference or "",
        "title": application.title,
        "organisation": application.organisation.name,
        "call_names": call.names,
        "zone": call.zone,
    }
