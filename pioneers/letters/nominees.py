"""Letters to nominees and guardians: the question, what was answered, what becomes of their consent."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pioneers.letters.context import about_candidacy, own_request, queue_letter_to_page, refusal_reason
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import masked, reading_language

NOMINEE = Audience(_("The nominee"))
GUARDIAN = Audience(_("The guardian the nominee named"))

CONSENT_ASKED = LetterKind(
    key="pioneers/consent_asked",
    label=_("Nominee asked for consent"),
    audience=NOMINEE,
    purpose=_("Says who nominated them and what we hold, and asks for consent (GDPR article 14)."),
)
FURTHER_NOMINATION = LetterKind(
    key="pioneers/further_nomination",
    label=_("One more nomination"),
    audience=NOMINEE,
    purpose=_("Says that somebody else nominated them too."),
)
CANDIDACIES_JOINED = LetterKind(
    key="pioneers/candidacies_joined",
    label=_("Nominations put together"),
    audience=NOMINEE,
    purpose=_("Says that two nominations of them are one now, and which page is theirs."),
)
CANDIDACIES_SPLIT = LetterKind(
    key="pioneers/candidacies_split",
    label=_("Nominations taken apart"),
    audience=NOMINEE,
    purpose=_("Says that nominations we had put together are about two people, and what is on their page."),
)
ADDRESS_CORRECTED = LetterKind(
    key="pioneers/address_corrected",
    label=_("Address corrected"),
    audience=Audience(_("The nominee or the guardian")),
    purpose=_("Says that we write to this address now, and has the link to their page."),
)
GUARDIAN_ASKED = LetterKind(
    key="pioneers/guardian_asked",
    label=_("Guardian asked for consent"),
    audience=GUARDIAN,
    purpose=_("Says what the nominee wants to take part in, and asks for consent."),
)
GUARDIAN_ANSWERED = LetterKind(
    key="pioneers/guardian_answered",
    label=_("Guardian has answered"),
    audience=NOMINEE,
    purpose=_("Says what their guardian answered."),
)
GUARDIAN_DECIDED = LetterKind(
    key="pioneers/guardian_decided",
    label=_("Decided without a guardian"),
    audience=NOMINEE,
    purpose=_("Says what the secretariat decided where no guardian is safe to ask."),
)
CONSENT_WITHDRAWN = LetterKind(
    key="pioneers/consent_withdrawn",
    label=_("Consent withdrawn"),
    audience=NOMINEE,
    purpose=_("Confirms that they withdrew their consent, and what that means."),
)
PORTRAIT_REFUSED = LetterKind(
    key="pioneers/portrait_refused",
    label=_("Picture refused"),
    audience=NOMINEE,
    purpose=_("Says that we can’t keep their picture, and why."),
)
RENEWAL_ASKED = LetterKind(
    key="pioneers/renewal_asked",
    label=_("Asked to renew a consent"),
    audience=Audience(_("The nominee or the guardian")),
    purpose=_("Says that their consent ends soon or has ended, and how to renew it."),
)
BIRTH_DATE_CORRECTED = LetterKind(
    key="pioneers/birth_date_corrected",
    label=_("Date of birth corrected"),
    audience=NOMINEE,
    purpose=_("Says that the date is corrected, and what that means for their consent."),
)
BIRTH_DATE_LEFT = LetterKind(
    key="pioneers/birth_date_left",
    label=_("Date of birth left as it was"),
    audience=NOMINEE,
    purpose=_("Says that the date they asked us to correct stays as it is."),
)


def queue_consent_asked_letter(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: who nominated them, what is held about them, and the question (GDPR art. 14)."""
    nominators = [
        {"name": nomination.nominator_name, "relation": _relation(nomination, request)}
        for nomination in candidacy.nominations.filter(state="screened").order_by("submitted_at", "id")
    ]
    return queue_letter_to_page(
        request,
        reason=f"pioneers.consent_asked:{request.uuid}:{candidacy.asked_at:%Y%m%d%H%M%S}",
        kind=CONSENT_ASKED,
        context={**about_candidacy(candidacy, request), "nominators": nominators},
        at=at,
    )


def _relation(nomination: Nomination, request: ConsentRequest) -> str:
    with override(reading_language(request.person.recipient)):
        return str(nomination.get_relation_display())


def queue_further_nomination_letter(request: ConsentRequest, nomination: Nomination, *, at: datetime):
    """To a nominee who was asked before: somebody else nominated them too."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.further_nomination:{request.uuid}:{nomination.uuid}",
        kind=FURTHER_NOMINATION,
        context={**about_candidacy(nomination.candidacy, request), "nominator": nomination.nominator_name},
        at=at,
    )


def queue_candidacies_joined_letter(nominee: Nominee, kept: Candidacy, *, address: str, at: datetime):
    """To a nominee whose page ends, because another one of theirs stays: it opens from e-mails to that one's address.
    No link is in it: should the two be two people after all, nobody reads the other's page."""
    to = nominee.person.recipient
    with override(reading_language(to)):
        context = {"edition": kept.edition.title, "nominee": nominee.name, "address": masked(address)}
    return queue_letter(
        reason=f"pioneers.candidacies_joined:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        to=to,
        kind=CANDIDACIES_JOINED,
        context=context,
        about=nominee,
        at=at,
    )


def queue_candidacies_split_letter(request: ConsentRequest, candidacy: Candidacy, *, is_returned: bool, at: datetime):
    """To the nominees of both: what was put together is about two. `is_returned`: their own page opens again."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.candidacies_split:{request.uuid}:{at:%Y%m%d%H%M%S}",
        kind=CANDIDACIES_SPLIT,
        context={**about_candidacy(candidacy, request), "is_returned": is_returned},
        at=at,
    )


def queue_address_corrected_letter(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the new address of somebody who has answered already: the link to their page."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.address_corrected:{request.uuid}",
        kind=ADDRESS_CORRECTED,
        context=about_candidacy(candidacy, request),
        at=at,
    )


def queue_guardian_asked_letter(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the guardian the nominee named: what the nominee wants to take part in, and the question."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.guardian_asked:{request.uuid}",
        kind=GUARDIAN_ASKED,
        context=about_candidacy(candidacy, request),
        at=at,
    )


def queue_guardian_answered_letter(nominee: Nominee, candidacy: Candidacy, *, accept: bool, at: datetime):
    """To the nominee: what the guardian answered."""
    request = own_request(nominee)
    return queue_letter_to_page(
        request,
        reason=f"pioneers.guardian_answered:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        kind=GUARDIAN_ANSWERED,
        context={**about_candidacy(candidacy, request), "accepted": accept},
        at=at,
    )


def queue_guardian_decided_letter(nominee: Nominee, candidacy: Candidacy, *, allow: bool, at: datetime):
    """To the nominee: what the secretariat decided where no guardian is safe to ask."""
    request = own_request(nominee)
    return queue_letter_to_page(
        request,
        reason=f"pioneers.guardian_decided:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        kind=GUARDIAN_DECIDED,
        context={**about_candidacy(candidacy, request), "allowed": allow},
        at=at,
    )


def queue_consent_withdrawn_letter(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: their consent is withdrawn, and what that means."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.consent_withdrawn:{request.uuid}:{at:%Y%m%d%H%M%S}",
        kind=CONSENT_WITHDRAWN,
        context=about_candidacy(candidacy, request),
        at=at,
    )


def queue_portrait_refused_letter(nominee: Nominee, file, *, at: datetime):
    """To the nominee: their picture can't be kept. To nobody once they are out: there is no page to send one from."""
    request = own_request(nominee)
    if request is None:
        return None
    return queue_letter_to_page(
        request,
        reason=f"pioneers.portrait_refused:{file.uuid}",
        kind=PORTRAIT_REFUSED,
        context={"reason": refusal_reason(file, request.person.recipient)},
        at=at,
    )


def queue_renewal_asked_letter(
    request: ConsentRequest, candidacy: Candidacy, *, ends_at: datetime, which: str, at: datetime
):
    """To a nominee or guardian: their consent ends soon, or has ended, and how to renew it. `which` tells one reminder
    from another."""
    return queue_letter_to_page(
        request,
        reason=f"pioneers.renewal_asked:{request.uuid}:{which}",
        kind=RENEWAL_ASKED,
        context={
            **about_candidacy(candidacy, request),
            "ends_at": ends_at,
            "has_ended": ends_at <= at,
            "is_guardian": request.role == ConsentRequest.Role.GUARDIAN,
        },
        at=at,
    )


def queue_birth_date_corrected_letter(nominee: Nominee, candidacy: Candidacy, *, meaning: str, at: datetime):
    """To the nominee: the date is put right, and what that means for their consent. The date itself stands on their
    page alone. `meaning` is that of actions.birth_dates."""
    return _queue_birth_date_letter(nominee, candidacy, BIRTH_DATE_CORRECTED, {"meaning": meaning}, at)


def queue_birth_date_left_letter(nominee: Nominee, candidacy: Candidacy, *, at: datetime):
    """To the nominee: the date stays as it is."""
    return _queue_birth_date_letter(nominee, candidacy, BIRTH_DATE_LEFT, {}, at)


def _queue_birth_date_letter(nominee: Nominee, candidacy: Candidacy, kind: LetterKind, more: dict, at: datetime):
    request = own_request(nominee)
    if request is None:
        return None
    return queue_letter_to_page(
        request,
        reason=f"{kind.reason}:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        kind=kind,
        context={**about_candidacy(candidacy, request), **more},
        at=at,
    )
