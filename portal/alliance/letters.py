"""Letters of the library."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.alliance.models import LibrarySubscription, Publication
from portal.alliance.states import PublicationKind
from portal.core.texts import localised
from portal.mail.actions.queue import LetterToOne, queue_letters
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import reading_language

PUBLISHED = LetterKind(
    key="alliance/published",
    label=_("New in the library"),
    audience=Audience(
        _("Who subscribes to the library"),
        _("You get this e-mail because you subscribe to the library. You can stop it in the library."),
    ),
    purpose=_("Tells of a new publication and where to read it."),
)


def queue_published_letters(
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
