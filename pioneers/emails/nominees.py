"""Letters to nominees and guardians: the question, what was answered, what becomes of their yes."""

from datetime import datetime

from django.utils.translation import override

from pioneers.emails.words import about_candidacy, own_request, to_page_of, why_refused
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from portal.mail.recipients import reading_language


def consent_asked(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: who nominated them, what is held about them, and the question (GDPR art. 14)."""
    nominators = [
        {"name": nomination.nominator_name, "relation": _relation(nomination, request)}
        for nomination in candidacy.nominations.filter(state="screened").order_by("submitted_at", "id")
    ]
    return to_page_of(
        request,
        reason=f"pioneers.consent_asked:{request.uuid}:{candidacy.asked_at:%Y%m%d%H%M%S}",
        template="pioneers/consent_asked",
        context={**about_candidacy(candidacy, request), "nominators": nominators},
        at=at,
    )


def _relation(nomination: Nomination, request: ConsentRequest) -> str:
    with override(reading_language(request.person.recipient)):
        return str(nomination.get_relation_display())


def further_nomination(request: ConsentRequest, nomination: Nomination, *, at: datetime):
    """To a nominee who was asked before: somebody else nominated them too."""
    return to_page_of(
        request,
        reason=f"pioneers.further_nomination:{request.uuid}:{nomination.uuid}",
        template="pioneers/further_nomination",
        context={**about_candidacy(nomination.candidacy, request), "nominator": nomination.nominator_name},
        at=at,
    )


def guardian_asked(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the guardian the nominee named: what the nominee wants to take part in, and the question."""
    return to_page_of(
        request,
        reason=f"pioneers.guardian_asked:{request.uuid}",
        template="pioneers/guardian_asked",
        context=about_candidacy(candidacy, request),
        at=at,
    )


def guardian_answered(nominee: Nominee, candidacy: Candidacy, *, accept: bool, at: datetime):
    """To the nominee: what the guardian answered."""
    request = own_request(nominee)
    return to_page_of(
        request,
        reason=f"pioneers.guardian_answered:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/guardian_answered",
        context={**about_candidacy(candidacy, request), "accepted": accept},
        at=at,
    )


def guardian_decided(nominee: Nominee, candidacy: Candidacy, *, allow: bool, at: datetime):
    """To the nominee: what the secretariat decided where no guardian is safe to ask."""
    request = own_request(nominee)
    return to_page_of(
        request,
        reason=f"pioneers.guardian_decided:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/guardian_decided",
        context={**about_candidacy(candidacy, request), "allowed": allow},
        at=at,
    )


def consent_withdrawn(request: ConsentRequest, candidacy: Candidacy, *, at: datetime):
    """To the nominee: their consent is taken back, and what that means."""
    return to_page_of(
        request,
        reason=f"pioneers.consent_withdrawn:{request.uuid}:{at:%Y%m%d%H%M%S}",
        template="pioneers/consent_withdrawn",
        context=about_candidacy(candidacy, request),
        at=at,
    )


def portrait_refused(nominee: Nominee, file, *, at: datetime):
    """To the nominee: their picture can't be kept. To nobody once they are out: there is no page to send one from."""
    request = own_request(nominee)
    if request is None:
        return None
    return to_page_of(
        request,
        reason=f"pioneers.portrait_refused:{file.uuid}",
        template="pioneers/portrait_refused",
        context={"reason": why_refused(file, request.person.recipient)},
        at=at,
    )


def renewal_asked(request: ConsentRequest, candidacy: Candidacy, *, ends_at: datetime, which: str, at: datetime):
    """To a nominee or guardian: their yes ends soon, or has ended, and how to renew it. `which` tells one reminder from
    another."""
    return to_page_of(
        request,
        reason=f"pioneers.renewal_asked:{request.uuid}:{which}",
        template="pioneers/renewal_asked",
        context={
            **about_candidacy(candidacy, request),
            "ends_at": ends_at,
            "has_ended": ends_at <= at,
            "is_guardian": request.role == ConsentRequest.Role.GUARDIAN,
        },
        at=at,
    )


def birth_date_corrected(nominee: Nominee, candidacy: Candidacy, *, meaning: str, at: datetime):
    """To the nominee: the date is put right, and what that means for their yes. The date itself stands on their page
    alone. `meaning` is that of actions.birth_dates."""
    return _about_birth_date(nominee, candidacy, "corrected", {"meaning": meaning}, at)


def birth_date_left(nominee: Nominee, candidacy: Candidacy, *, at: datetime):
    """To the nominee: the date stays as it is."""
    return _about_birth_date(nominee, candidacy, "left", {}, at)


def _about_birth_date(nominee: Nominee, candidacy: Candidacy, what: str, more: dict, at: datetime):
    request = own_request(nominee)
    if request is None:
        return None
    return to_page_of(
        request,
        reason=f"pioneers.birth_date_{what}:{nominee.uuid}:{at:%Y%m%d%H%M%S}",
        template=f"pioneers/birth_date_{what}",
        context={**about_candidacy(candidacy, request), **more},
        at=at,
    )
