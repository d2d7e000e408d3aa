"""Letters about who speaks for a city."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City, CityRequest, CitySeat, ContactPerson, StandIn
from portal.cities.states import CityDuty, CityRole
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.recipients import Recipient, reading_language

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

CITY_INVITATION = LetterKind(
    key="cities/invitation",
    label=_("Invitation to a city’s pages"),
    audience=Audience(_("Whoever is invited to a city’s pages")),
    purpose=_("Says who invites them, to which city, what they may do there, and until when they can accept."),
)
SEAT_ENDED = LetterKind(
    key="cities/seat_ended",
    label=_("No longer in a city’s pages"),
    audience=Audience(_("A city’s former colleague or politician")),
    purpose=_("Says that the city’s pages are closed to them."),
)
STAND_IN = LetterKind(
    key="cities/stand_in",
    label=_("Stands in for a contact person"),
    audience=Audience(_("Who stands in for a city’s contact person")),
    purpose=_("Says from when until when they stand in, and what they can do."),
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


def queue_city_invitation_letter(*, seat: CitySeat, at: datetime) -> Letter:
    """Invites somebody to a city's pages. The link opens after signing in with the address it was sent to."""
    reader = seat.user.recipient
    with translation.override(reading_language(reader)):
        duties = [str(label) for value, label in CityDuty.choices if value in seat.duties]
        context = {
            "city": seat.city.local_name,
            "role": str(CityRole(seat.role).label),
            "position": seat.position,
            "duties": duties,
            "invited_by": seat.invited_by.get_full_name() if seat.invited_by else "",
            "expires_at": seat.expires_at,
            "address": settings.SITE_URL + reverse("cities:invitation", args=[seat.uuid]),
        }
    return queue_letter(
        reason=f"{CITY_INVITATION.reason}:{seat.uuid}",
        to=reader,
        kind=CITY_INVITATION,
        context=context,
        about=seat,
        at=at,
        expires=seat.expires_at,
    )


def queue_seat_ended_letter(*, seat: CitySeat, at: datetime) -> Letter:
    """Tells somebody that their place in a city's pages has ended."""
    return _queue_to(seat.user.recipient, SEAT_ENDED, seat, seat.city, {}, at)


def queue_stand_in_letter(*, stand_in: StandIn, last_day: date, at: datetime) -> Letter:
    """Tells a colleague from when until when they stand in for the contact person."""
    context = {"first_day": stand_in.since, "last_day": last_day}
    return _queue_to(stand_in.user.recipient, STAND_IN, stand_in, stand_in.city, context, at)


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
    return _queue_to(contact.user.recipient, kind, contact, contact.city, {}, at)


def _queue_to(
    reader: Recipient, kind: LetterKind, about: ContactPerson | CitySeat | StandIn, city: City, more: dict, at: datetime
) -> Letter:
    with translation.override(reading_language(reader)):
        context = {"city": city.local_name, "address": settings.SITE_URL + reverse("membership:city"), **more}
    return queue_letter(reason=f"{kind.reason}:{about.uuid}", to=reader, kind=kind, context=context, about=about, at=at)
