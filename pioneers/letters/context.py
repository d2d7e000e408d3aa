"""What letters of the prize share: the way to a person's lasting page, and what is said of a candidacy."""

from datetime import datetime

from django.utils.translation import gettext, override

from pioneers.models import Candidacy, ConsentRequest, Nominee
from pioneers.queries.countries import country_name
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import LetterKind
from portal.mail.links import issue_link
from portal.mail.recipients import Recipient, reading_language
from portal.mail.secrets import LinkSecret

CONSENT_LINK = "pioneers.consent"


def queue_letter_to_page(
    request: ConsentRequest,
    *,
    reason: str,
    kind: LetterKind,
    context: dict,
    at: datetime,
    not_before: datetime | None = None,
    batch: str = "",
):
    """A letter with the person's lasting link to their page; a new link each time, the older ones stay good. With
    `not_before` it can be stopped until then."""
    to = request.person.recipient
    link = issue_link(purpose=CONSENT_LINK, about=request, to=to, at=at)
    return queue_letter(
        reason=reason,
        to=to,
        kind=kind,
        context=context,
        secrets={"link": LinkSecret(link)},
        about=request,
        at=at,
        not_before=not_before,
        batch=batch,
    )


def about_candidacy(candidacy: Candidacy, request: ConsentRequest) -> dict:
    """What letters about a candidacy say of it, in the reader's language."""
    edition = candidacy.edition
    with override(reading_language(request.person.recipient)):
        return {
            "edition": edition.title,
            "category": candidacy.category.name,
            "country": country_name(candidacy.country),
            "nominee": request.nominee.name,
            "group": candidacy.name if candidacy.kind == "group" else "",
            "answer_by": candidacy.answer_by,
            "zone": edition.zone,
            "min_age": edition.min_age,
            "max_age": edition.max_age,
        }


def own_request(nominee: Nominee) -> ConsentRequest | None:
    """The nominee's own page; None once it is closed for good."""
    return (
        ConsentRequest.objects.filter(nominee=nominee, role=ConsentRequest.Role.NOMINEE, ended_at=None)
        .select_related("person", "nominee")
        .first()
    )


def refusal_reason(file, to: Recipient) -> str:
    """Why a file can't be kept, in the reader's language."""
    with override(reading_language(to)):
        return gettext(file.refusal) if file.refusal else ""
