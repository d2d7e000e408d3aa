"""Letters of the library, and between cities and experts."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.alliance.models import Expert, ExpertRequest, LibrarySubscription, Publication
from portal.alliance.states import PublicationKind
from portal.cities.queries.people import people_acting_for
from portal.cities.states import CityDuty
from portal.core.texts import localised
from portal.mail.actions.queue import LetterToOne, queue_letter, queue_letters
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.links import issue_link
from portal.mail.recipients import Recipient, reading_language
from portal.mail.secrets import LinkSecret

PUBLISHED = LetterKind(
    key="alliance/published",
    label=_("New in the library"),
    audience=Audience(
        _("Who subscribes to the library"),
        _("You get this e-mail because you subscribe to the library. You can stop it in the library."),
    ),
    purpose=_("Tells of a new publication and where to read it."),
)


def queue_published_letter(
    *, publication: Publication, subscriptions: Iterable[LibrarySubscription], at: datetime
) -> None:
    """Tells each subscriber once of a publication, after the minutes in which it can be stopped."""
    letters = []
    for subscription in subscriptions:
        reader = subscription.user.recipient
        with translation.override(reading_language(reader)):
            context = {
                "title": localised(publication.title),
                "kind": str(PublicationKind(publication.kind).label),
                "summary": localised(publication.summary),
                "address": settings.SITE_URL + reverse("alliance:publication", args=[publication.uuid]),
                "stop_address": settings.SITE_URL + reverse("alliance:subscription"),
            }
        reason = f"{PUBLISHED.reason}:{publication.uuid}:{subscription.user.uuid}"
        letters.append(LetterToOne(reason, reader, context, publication))
    queue_letters(
        letters=letters,
        kind=PUBLISHED,
        at=at,
        batch=f"{PUBLISHED.reason}:{publication.uuid}",
        not_before=at + GRACE,
    )


EXPERT = Audience(
    _("The expert"), _("You get this e-mail because you are in, or invited to, the alliance’s directory of experts.")
)
EXPERT_INVITED = LetterKind(
    key="alliance/expert_invited",
    label=_("Invitation to the expert directory"),
    audience=EXPERT,
    purpose=_("Says what would be shown, and asks whether it may be."),
)
EXPERT_ASKED = LetterKind(
    key="alliance/expert_asked",
    label=_("Question to an expert"),
    audience=EXPERT,
    purpose=_("Contains a city’s question, and says where to answer it."),
)
EXPERT_ANSWERED = LetterKind(
    key="alliance/expert_answered",
    label=_("Answer of an expert"),
    audience=Audience(
        _("Those who ask for advice for the city"), _("You get this e-mail because your city asked an expert.")
    ),
    purpose=_("Contains the expert’s answer."),
)
EXPERT_CLOSED = LetterKind(
    key="alliance/expert_closed",
    label=_("Question to an expert closed"),
    audience=Audience(
        _("The other side of the question"), _("You get this e-mail because of a question from a city to an expert.")
    ),
    purpose=_("Says that the other side closed the question."),
)
EXPERT_LINK = "alliance.expert"


def queue_expert_invited_letter(*, expert: Expert, at: datetime) -> None:
    """Asks somebody whether they may be shown in the directory."""
    link = issue_link(purpose=EXPERT_LINK, about=expert, to=expert.recipient, at=at)
    queue_letter(
        reason=f"{EXPERT_INVITED.reason}:{expert.uuid}",
        to=expert.recipient,
        kind=EXPERT_INVITED,
        context={"name": expert.name, "organisation": expert.organisation},
        secrets={"link": LinkSecret(link)},
        about=expert,
        at=at,
        batch=f"{EXPERT_INVITED.reason}:{at:%Y%m%d%H%M}",
    )


def queue_expert_asked_letter(*, request: ExpertRequest, at: datetime) -> None:
    """Brings a city's question to the expert."""
    expert = request.expert
    link = issue_link(purpose=EXPERT_LINK, about=expert, to=expert.recipient, at=at)
    queue_letter(
        reason=f"{EXPERT_ASKED.reason}:{request.uuid}",
        to=expert.recipient,
        kind=EXPERT_ASKED,
        context={"city": request.city.name, "words": request.question},
        secrets={"link": LinkSecret(link)},
        about=request,
        at=at,
    )


def queue_expert_answered_letter(*, request: ExpertRequest, at: datetime) -> None:
    """Brings the expert's answer to those of the city who ask for advice."""
    for reader in people_acting_for(request.city, at, CityDuty.ADVICE):
        context = {
            "name": request.expert.name,
            "words": request.answer,
            "address": _city_requests(request, reader.recipient),
        }
        queue_letter(
            reason=f"{EXPERT_ANSWERED.reason}:{request.uuid}:{reader.uuid}",
            to=reader.recipient,
            kind=EXPERT_ANSWERED,
            context=context,
            about=request,
            at=at,
        )


def queue_expert_closed_letter(*, request: ExpertRequest, by_expert: bool, at: datetime) -> None:
    """Tells the other side that the question is closed."""
    if by_expert:
        readers = [one.recipient for one in people_acting_for(request.city, at, CityDuty.ADVICE)]
    else:
        readers = [request.expert.recipient]
    for reader in readers:
        queue_letter(
            reason=f"{EXPERT_CLOSED.reason}:{request.uuid}:{reader.uuid}",
            to=reader,
            kind=EXPERT_CLOSED,
            context={
                "name": request.expert.name,
                "city": request.city.name,
                "address": _city_requests(request, reader) if by_expert else settings.SITE_URL,
                "is_city": by_expert,
            },
            about=request,
            at=at,
        )


def _city_requests(request: ExpertRequest, reader: Recipient) -> str:
    with translation.override(reading_language(reader)):
        return settings.SITE_URL + reverse("alliance:city_experts", args=[request.city.uuid])
