"""Letters of the prize: who gets which, in which words. Each names the reason it is written, so none goes twice."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext, override

from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from pioneers.queries.countries import country_name
from pioneers.states import CandidacyState
from portal.mail.actions import queue_letter
from portal.mail.codes import issue_code
from portal.mail.compose import Composed, composed
from portal.mail.links import issue_link
from portal.mail.marks import hidden
from portal.mail.recipients import Recipient, reading_language
from portal.mail.secrets import LinkSecret
from portal.texts import localised

CONSENT_LINK = "pioneers.consent"


def nominator(nomination: Nomination) -> Recipient:
    """The nominator, in the language they wrote in."""
    return Recipient(
        nomination.nominator_email,
        nomination.nominator_name,
        nomination.language,
        uuid=nomination.nominator.uuid if nomination.nominator else None,
    )


def confirm_address(nomination: Nomination, *, purpose: str, at: datetime):
    """A six-digit code to the address typed in a draft. Raises TooManyCodes."""
    to = nominator(nomination)
    code = issue_code(purpose=purpose, about=nomination, to=to, at=at)
    return queue_letter(
        reason=f"{purpose}:{code.code.uuid}",
        to=to,
        template="pioneers/confirm_address" if purpose == "pioneers.confirm_address" else "pioneers/reopen_draft",
        context={},
        secrets={"code": code},
        about=nomination,
        at=at,
    )


def receipt(nomination: Nomination, *, at: datetime):
    """To the nominator: we have it, this is its reference, this is what happens now."""
    return queue_letter(
        reason=f"pioneers.receipt:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/receipt",
        context={
            "reference": nomination.reference,
            "nominee": nomination.nominee_name,
            "closes_at": nomination.edition.closes_at,
            "zone": nomination.edition.zone,
            "texts": [nomination.did, nomination.changed, nomination.courage],
        },
        about=nomination,
        at=at,
    )


def nomination_withdrawn(nomination: Nomination, *, at: datetime):
    """To the nominator: it is taken back."""
    return queue_letter(
        reason=f"pioneers.nomination_withdrawn:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/nomination_withdrawn",
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )


def nomination_refused(nomination: Nomination, *, at: datetime):
    """To the nominator: it is not taken forward. The reason stays with the secretariat, which answers if asked."""
    return queue_letter(
        reason=f"pioneers.nomination_refused:{nomination.uuid}",
        to=nominator(nomination),
        template="pioneers/nomination_refused",
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )


def _to_nominee(request: ConsentRequest, *, reason: str, template: str, context: dict, at: datetime):
    """A letter with the person's lasting link to their page; a new link each time, the older ones stay good."""
    to = request.person.recipient
    link = issue_link(purpose=CONSENT_LINK, about=request, to=to, at=at)
    return queue_letter(
        reason=reason,
        to=to,
        template=template,
        context=context,
        secrets={"link": LinkSecret(link)},
        about=request,
        at=at,
    )


def _about(candidacy: Candidacy, request: ConsentRequest) -> dict:
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


def consent_asked(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: who nominated them, what is held about them, and the question (GDPR art. 14)."""
    nominators = [
        {"name": nomination.nominator_name, "relation": _relation(nomination, request)}
        for nomination in candidacy.nominations.filter(state="screened").order_by("submitted_at", "id")
    ]
    return _to_nominee(
        request,
        reason=f"pioneers.consent_asked:{request.uuid}:{candidacy.asked_at:%Y%m%d%H%M%S}",
        template="pioneers/consent_asked",
        context={**_about(candidacy, request), "nominators": nominators},
        at=at,
    )


def _relation(nomination: Nomination, request: ConsentRequest) -> str:
    with override(reading_language(request.person.recipient)):
        return str(nomination.get_relation_display())


def further_nomination(request: ConsentRequest, nomination: Nomination, *, at: datetime):
    """To a nominee who was asked before: somebody else nominated them too."""
    return _to_nominee(
        request,
        reason=f"pioneers.further_nomination:{request.uuid}:{nomination.uuid}",
        template="pioneers/further_nomination",
        context={**_about(nomination.candidacy, request), "nominator": nomination.nominator_name},
        at=at,
    )


def guardian_asked(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the guardian the nominee named: what the nominee wants to take part in, and the question."""
    return _to_nominee(
        request,
        reason=f"pioneers.guardian_asked:{request.uuid}",
        template="pioneers/guardian_asked",
        context=_about(candidacy, request),
        at=at,
    )


def _own_request(nominee: Nominee) -> ConsentRequest | None:
    return (
        ConsentRequest.objects.filter(nominee=nominee, role=ConsentRequest.Role.NOMINEE, ended_at=None)
        .select_related("person", "nominee")
        .first()
    )


def guardian_answered(nominee: Nominee, candidacy: Candidacy, *, accept: bool, at: datetime):
    """To the nominee: what the guardian answered."""
    request = _own_request(nominee)
    return _to_nominee(
        request,
        reason=f"pioneers.guardian_answered:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/guardian_answered",
        context={**_about(candidacy, request), "accepted": accept},
        at=at,
    )


def guardian_decided(nominee: Nominee, candidacy: Candidacy, *, allow: bool, at: datetime):
    """To the nominee: what the secretariat decided where no guardian is safe to ask."""
    request = _own_request(nominee)
    return _to_nominee(
        request,
        reason=f"pioneers.guardian_decided:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/guardian_decided",
        context={**_about(candidacy, request), "allowed": allow},
        at=at,
    )


def consent_withdrawn(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: their consent is taken back, and what that means."""
    return _to_nominee(
        request,
        reason=f"pioneers.consent_withdrawn:{request.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/consent_withdrawn",
        context=_about(candidacy, request),
        at=at,
    )


def attachment_refused(nomination: Nomination, file, *, at: datetime):
    """To the nominator: a file they attached can't be kept. To nobody while the address is not confirmed: the page
    of the draft says it."""
    if nomination.nominator is None:
        return None
    to = nominator(nomination)
    return queue_letter(
        reason=f"pioneers.file_refused:{file.uuid}",
        to=to,
        template="pioneers/file_refused",
        context={"name": file.name, "reason": _why_refused(file, to)},
        about=nomination,
        at=at,
    )


def portrait_refused(nominee: Nominee, file, *, at: datetime):
    """To the nominee: their picture can't be kept. To nobody once they are out: there is no page to send one from."""
    request = _own_request(nominee)
    if request is None:
        return None
    return _to_nominee(
        request,
        reason=f"pioneers.portrait_refused:{file.uuid}",
        template="pioneers/portrait_refused",
        context={"reason": _why_refused(file, request.person.recipient)},
        at=at,
    )


def _why_refused(file, to: Recipient) -> str:
    with override(reading_language(to)):
        return gettext(file.refusal) if file.refusal else ""


def result_template(nominee: Nominee) -> str:
    """Which of the two letters goes out at the reveal."""
    chosen = nominee.candidacy.state == CandidacyState.LAUREATE
    return "pioneers/result_laureate" if chosen else "pioneers/result_not_chosen"


def result_context(nominee: Nominee, request: ConsentRequest) -> dict:
    """What the letter at the reveal says; staff preview it with the same words."""
    candidacy = nominee.candidacy
    language = reading_language(request.person.recipient)
    with override(language):
        prize = str(candidacy.edition.prize) if candidacy.edition.prize_minor else ""
    return {**_about(candidacy, request), "reasons": localised(candidacy.reasons, language), "prize": prize}


def preview_result(nominee: Nominee) -> Composed:
    """The letter at the reveal as it would be written now, its link masked. Nothing is put in the outbox."""
    request = _own_request(nominee)
    stands_for = uuid4()
    words = composed(
        result_template(nominee), nominee.person.recipient, result_context(nominee, request), ["link"], stands_for
    )
    return replace(words, text=hidden(words.text, stands_for))


def result(nominee: Nominee, *, at: datetime):
    """To every nominee the jury read about: chosen, or not this year. Queued at the reveal, never before."""
    request = _own_request(nominee)
    if request is None:
        return None
    return _to_nominee(
        request,
        reason=f"pioneers.result:{nominee.uuid}",
        template=result_template(nominee),
        context=result_context(nominee, request),
        at=at,
    )
