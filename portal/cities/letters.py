"""Letters about who speaks for a city."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.cities.models import CityRequest, ContactPerson
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


CITY_ASKED = LetterKind(
    key="cities/city_asked",
    label=_("Question about a city received"),
    audience=Audience(_("Whoever asked about a city")),
    purpose=_("Says that we got the question and when we answer."),
)
CITY_ANSWERED = LetterKind(
    key="cities/city_answered",
    label=_("Question about a city answered"),
    audience=Audience(_("Whoever asked about a city")),
    purpose=_("Contains our answer, in the words staff wrote."),
)


def queue_contact_appointed_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the new contact person what they are now, and where their city's pages are."""
    return _queue(contact, CONTACT_APPOINTED, at)


def queue_contact_ended_letter(*, contact: ContactPerson, at: datetime) -> Letter:
    """Tells the former contact person that they no longer speak for the city. Their successor is not named."""
    return _queue(contact, CONTACT_ENDED, at)


def queue_city_asked_letter(*, request: CityRequest, at: datetime) -> Letter | None:
    """Tells whoever asked that we got it."""
    return _queue_about(request, CITY_ASKED, {"city": request.name}, at)


def queue_city_answered_letter(*, request: CityRequest, at: datetime) -> Letter | None:
    """What staff answered."""
    return _queue_about(request, CITY_ANSWERED, {"city": request.name, "answer": request.answer}, at)


def _queue_about(request: CityRequest, kind: LetterKind, context: dict, at: datetime) -> Letter | None:
    if request.asked_by is None:
        return None
    return queue_letter(
        reason=f"{kind.reason}:{request.uuid}",
        to=request.asked_by.recipient,
        kind=kind,
        context=context,
        about=request,
        at=at,
    )


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
