"""Letters about who speaks for a city."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.cities.models import ContactPerson
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.recipients import reading_language

CONTACT_APPOINTED = LetterKind(
    key="cities/contact_appointed",
    label=_("Appointed contact person"),
    audience=Audience(_("The city’s new contact person")),
    purpose=_("Says that they are now contact person, and where the city’s pages are."),
)
CONTACT_ENDED = LetterKind(
    key="cities/contact_ended",
    label=_("No longer contact person"),
    audience=Audience(_("The city’s former contact person")),
    purpose=_("Says that their term has ended and the city’s pages are closed to them."),
)


def queue_contact_appointed_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the new contact person what they are now, and where their city's pages are."""
    return _queue(contact, CONTACT_APPOINTED, at)


def queue_contact_ended_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the former contact person that they no longer speak for the city. Their successor is not named."""
    return _queue(contact, CONTACT_ENDED, at)


def _queue(contact: ContactPerson, kind: LetterKind, at: datetime) -> Letter:
    with translation.override(reading_language(contact.user.recipient)):
        context = {
            "city": contact.city.local_name,
            "address": settings.SITE_URL + reverse("membership:city"),
        }
    return queue_letter(
        reason=f"{kind.reason}:{contact.uuid}",
        to=contact.user.recipient,
        kind=kind,
        context=context,
        about=contact,
        at=at,
    )
