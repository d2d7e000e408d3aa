"""Letters about who speaks for a city."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.cities.models import ContactPerson
from portal.mail.actions.queue import queue_letter
from portal.mail.models import Letter


def appointed_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the new contact person what they are now, and where their city's pages are."""
    return _letter(contact, "contact_appointed", at)


def ended_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the former contact person that they no longer speak for the city. Their successor is not named."""
    return _letter(contact, "contact_ended", at)


def _letter(contact: ContactPerson, template: str, at: datetime) -> Letter:
    with translation.override(contact.user.language):
        context = {
            "city": contact.city.local_name,
            "address": settings.SITE_URL + reverse("membership:city"),
        }
    return queue_letter(
        reason=f"cities.{template}:{contact.uuid}",
        to=contact.user.recipient,
        template=f"cities/{template}",
        context=context,
        about=contact,
        at=at,
    )
