"""Reading the page of a nominee or guardian: everything held about the nominee, and what they answered."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pioneers.models import Candidacy, Consent, ConsentRequest, Nomination, Nominee
from pioneers.queries.candidacies import public_state
from pioneers.queries.countries import country_name
from pioneers.queries.nominations import NominationView, nomination_view
from pioneers.queries.renewals import Renewal, renewal_of
from pioneers.states import (
    CONSENTED_CANDIDACIES,
    UNDECIDED_EDITIONS,
    CandidacyState,
    EditionState,
    NominationState,
    NomineeState,
)
from portal.core.texts import localised

# Asked, or said yes, and yet no part of a choice that has been made.
LEFT_OUT = {CandidacyState.ASKED, CandidacyState.ACCEPTED}


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What one person sees on their lasting page. `role` says whether they answer for themself or as guardian.
    `is_over`: the choice was made without them. `is_late`: their yes came when the jury had finished reading."""

    uuid: UUID
    role: str
    reader_name: str
    nominee_uuid: UUID
    nominee_name: str
    nominee_email: str
    country: str
    category: str
    is_group: bool
    group_name: str
    edition: str
    year: int
    reference: str
    state: NomineeState
    candidacy_state: CandidacyState
    is_revealed: bool
    answer_by: datetime | None
    zone: str
    reveal_at: datetime
    min_age: int
    max_age: int
    age_on: object
    wording_version: str
    consent_years: int
    nominations: tuple[NominationView, ...]
    consents: tuple["ConsentLine", ...]
    renewal: Renewal | None
    birth_date: date | None
    correction: date | None
    can_answer: bool
    can_decline: bool
    can_withdraw: bool
    is_joined: bool
    is_over: bool
    is_late: bool
    withdrawn_at: datetime | None
    withdrawn_reasons: str
    guardian_name: str
    shown_as: str
    pen_name: str
    place: str
    school: str
    shows_place: bool
    shows_school: bool
    shows_picture: bool
    picture: UUID | None

    @property
    def is_guardian(self) -> bool:
        return self.role == ConsentRequest.Role.GUARDIAN


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One recorded consent, as its owner reads it."""

    scope: str
    given_at: datetime
    given_as: str
    expires_at: datetime
    withdrawn_at: datetime | None
    replaced_at: datetime | None
    wording_version: str


def open_request(uuid: UUID) -> ConsentRequest | None:
    """The request behind a link, with everything its page needs; None when it has ended."""
    return (
        ConsentRequest.objects.filter(uuid=uuid, ended_at=None)
        .select_related("person", "nominee__person__guardian", "nominee__candidacy__edition")
        .select_related("nominee__candidacy__category")
        .first()
    )


def disclosed_nominations(candidacy: Candidacy) -> QuerySet[Nomination]:
    """What the nominee is told of: nominations that passed the check for abuse."""
    return (
        Nomination.objects.filter(candidacy=candidacy, state=NominationState.SCREENED)
        .select_related("edition", "category")
        .order_by("submitted_at", "id")
    )


def takes_answers(candidacy: Candidacy) -> bool:
    """Whether an answer still changes anything: the choice is not made, or it was made with this candidacy in it."""
    return candidacy.edition.state in UNDECIDED_EDITIONS or candidacy.state in CONSENTED_CANDIDACIES


def may_answer(nominee: Nominee, candidacy: Candidacy) -> bool:
    """Whether a yes can still be given: asked (or changed their mind), and the edition not decided."""
    return (
        NomineeState.allows("accept", nominee.state)
        and candidacy.edition.state in UNDECIDED_EDITIONS
        and candidacy.state not in {CandidacyState.DROPPED, CandidacyState.JOINED, CandidacyState.SCREENING}
    )


def consent_view(request: ConsentRequest, at: datetime) -> ConsentView:
    """The page of one nominee or guardian: four queries beside the request itself, and one for the age of consent where
    a guardian's yes nears its end."""
    nominee, person = request.nominee, request.person
    candidacy = nominee.candidacy
    edition = candidacy.edition
    guardian_asked = request.role == ConsentRequest.Role.GUARDIAN
    consents = list(nominee.consents.all())
    is_joined = candidacy.state == CandidacyState.JOINED
    return ConsentView(
        uuid=request.uuid,
        role=request.role,
        reader_name=person.name,
        nominee_uuid=nominee.uuid,
        nominee_name=nominee.name,
        nominee_email="" if guardian_asked else nominee.email,
        country=country_name(candidacy.country),
        category=candidacy.category.name,
        is_group=candidacy.kind == "group",
        group_name=candidacy.name if candidacy.kind == "group" else "",
        edition=edition.title,
        year=edition.year,
        reference=candidacy.reference,
        state=NomineeState(nominee.state),
        candidacy_state=public_state(candidacy, at),
        is_revealed=edition.is_revealed(at),
        answer_by=candidacy.answer_by,
        zone=edition.zone,
        reveal_at=edition.reveal_at,
        min_age=edition.min_age,
        max_age=edition.max_age,
        age_on=edition.age_on,
        wording_version=edition.wording_version,
        consent_years=edition.consent_years,
        nominations=tuple(nomination_view(nomination, at) for nomination in disclosed_nominations(candidacy)),
        consents=tuple(_consent_line(consent) for consent in consents),
        renewal=renewal_of(request, consents, at),
        birth_date=None if guardian_asked else nominee.person.birth_date,
        correction=None if guardian_asked else _wanted_birth_date(nominee),
        can_answer=may_answer(nominee, candidacy),
        can_decline=not is_joined and NomineeState.allows("decline", nominee.state),
        can_withdraw=not is_joined and NomineeState.allows("withdraw", nominee.state),
        is_joined=is_joined,
        is_over=edition.state == EditionState.DECIDED and candidacy.state in LEFT_OUT,
        is_late=edition.state == EditionState.JUDGING and candidacy.state == CandidacyState.ACCEPTED,
        withdrawn_at=candidacy.unpublished_at,
        withdrawn_reasons=localised(candidacy.unpublished_reasons),
        guardian_name=nominee.person.guardian.name if nominee.person.guardian else "",
        shown_as=nominee.shown_as,
        pen_name=nominee.pen_name,
        place=nominee.place,
        school=nominee.school,
        shows_place=nominee.shows_place,
        shows_school=nominee.shows_school,
        shows_picture=nominee.shows_picture,
        picture=nominee.picture,
    )


def _wanted_birth_date(nominee: Nominee) -> date | None:
    """The date of birth the nominee has asked us to put, while nobody has looked at it."""
    return nominee.corrections.filter(decided_at=None).values_list("birth_date", flat=True).first()


def _consent_line(consent: Consent) -> ConsentLine:
    return ConsentLine(
        scope=str(consent.get_scope_display()),
        given_at=consent.given_at,
        given_as=str(consent.get_role_display()),
        expires_at=consent.expires_at,
        withdrawn_at=consent.withdrawn_at,
        replaced_at=consent.replaced_at,
        wording_version=consent.wording_version,
    )
