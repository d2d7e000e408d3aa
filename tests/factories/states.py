"""A record in any state of any noun: `record_in(ApplicationState.ELIGIBLE)`. What needs more than a word in its column
gets there by actions."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.db.models import Model

from grants.actions.awards import answer_award
from grants.actions.corrections import correct_decision
from grants.actions.submission import withdraw_application
from grants.models import Application, Award
from grants.states import IN_FIELD, SUBMITTED_STATES, ApplicationState, AwardState, CallState, SeatState
from pioneers.states import CandidacyState, EditionState, MatchState, NominationState, NomineeState
from portal.alliance.states import ExpertRequestState, ExpertState, PublicationState
from portal.assessment.states import EntryState, ReviewState, RoundState
from portal.cities.states import CitySeatState
from portal.core.clock import now
from portal.core.states import States
from portal.documents.models import PrivateFile
from portal.documents.states import FileState
from portal.events.states import EventState, MotionState, RegistrationState
from portal.mail.states import ENDED, LetterState
from portal.membership.states import MembershipApplicationState
from portal.payments.actions.invoices import credit_invoice
from portal.payments.models import Invoice
from portal.payments.states import ISSUED, InvoiceState, SellerState
from tests.factories.alliance import ExpertFactory, ExpertRequestFactory, PublicationFactory
from tests.factories.assessment import EntryFactory, ReviewFactory, RoundFactory
from tests.factories.cities import CitySeatFactory
from tests.factories.events import EventFactory, MotionFactory, RegistrationFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    RepresentativeFactory,
    accepted,
    announced,
    decided,
    eligible,
    submitted,
)
from tests.factories.mail import LetterFactory
from tests.factories.membership import MembershipApplicationFactory, MembershipFactory
from tests.factories.payments import SellerDetailsFactory, drafted, issued
from tests.factories.people import ManagerFactory, PersonFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, PossibleMatchFactory


def _declined() -> Application:
    application = announced()
    answer_award(application=application, accept=False, by=application.contact, at=now())
    return Application.objects.get(pk=application.pk)


def _withdrawn(before: Callable[[], Application]) -> Application:
    application = before()
    withdraw_application(application=application, by=application.contact, at=now())
    return Application.objects.get(pk=application.pk)


def _corrected() -> Application:
    application = accepted()
    correct_decision(
        application=application,
        kind="refuse",
        sum=None,
        reasons="The city withdrew its share.",
        why="New facts.",
        override_reasons="No review is concerned.",
        by=ManagerFactory(),
        at=now(),
    )
    return Application.objects.get(pk=application.pk)


# Those with a decision or an award of their own.
APPLICATIONS = {
    ApplicationState.DISMISSED: partial(announced, kind="dismiss"),
    ApplicationState.AWARDED: announced,
    ApplicationState.REFUSED: partial(announced, kind="refuse"),
    ApplicationState.ACCEPTED: accepted,
    ApplicationState.DECLINED: _declined,
    ApplicationState.WITHDRAWN: partial(_withdrawn, submitted),
}
AWARDS = {
    AwardState.OFFERED: announced,
    AwardState.ACCEPTED: accepted,
    AwardState.DECLINED: _declined,
    AwardState.RELEASED: partial(_withdrawn, decided),
    AwardState.WITHDRAWN: _corrected,
}


def _application(state: ApplicationState) -> Application:
    if state in APPLICATIONS:
        return APPLICATIONS[state]()
    before = eligible if state in IN_FIELD else submitted if state in SUBMITTED_STATES else ApplicationFactory
    application = before()
    application.state = state
    application.save(update_fields=["state"])
    return application


def _award(state: AwardState) -> Award:
    return AWARDS[state]().award


def _nomination(state: NominationState) -> Model:
    return NominationFactory(sent=state != NominationState.DRAFT, state=state)


def _nominee(state: NomineeState) -> Model:
    candidacy = CandidacyState.SCREENING if state == NomineeState.TO_ASK else CandidacyState.ASKED
    return CandidacyFactory(state=candidacy, nominee_state=state, answer_by=now() + timedelta(days=21)).nominee


def _letter(state: LetterState) -> Model:
    claimed = {"claim": uuid4(), "claimed_until": now() + timedelta(minutes=5)}
    return LetterFactory(
        state=state,
        ended_at=now() if state in ENDED else None,
        **(claimed if state == LetterState.SENDING else {}),
    )


def _file(state: FileState) -> Model:
    return PrivateFile.objects.create(
        purpose="tests.attachment",
        about_kind="people.person",
        about_uuid=PersonFactory().uuid,
        state=state,
        name="plan.pdf",
        content_type="application/pdf",
        size=1000,
        sha256="0" * 64,
        key=str(uuid4()),
        arrived_at=now(),
    )


def _membership_application(state: MembershipApplicationState) -> Model:
    approved = state == MembershipApplicationState.APPROVED
    return MembershipApplicationFactory(state=state, membership=MembershipFactory() if approved else None)


def _invoice(state: InvoiceState) -> Model:
    invoice = issued() if state in ISSUED else drafted()
    if state == InvoiceState.CREDITED:
        credit_invoice(invoice=invoice, reason="Wrong.", by=None, at=now())
    Invoice.objects.filter(pk=invoice.pk).update(state=state)
    return Invoice.objects.get(pk=invoice.pk)


BUILDERS: dict[type[States], Callable[..., Model]] = {
    CallState: lambda state: CallFactory(state=state),
    ApplicationState: _application,
    AwardState: _award,
    MembershipApplicationState: _membership_application,
    InvoiceState: _invoice,
    SellerState: lambda state: SellerDetailsFactory(state=state),
    SeatState: lambda state: RepresentativeFactory(state=state),
    CitySeatState: lambda state: CitySeatFactory(state=state),
    EventState: lambda state: EventFactory(state=state),
    MotionState: lambda state: MotionFactory(state=state),
    RegistrationState: lambda state: RegistrationFactory(state=state),
    PublicationState: lambda state: PublicationFactory(state=state),
    ExpertState: lambda state: ExpertFactory(state=state),
    ExpertRequestState: lambda state: ExpertRequestFactory(state=state),
    EditionState: lambda state: EditionFactory(state=state),
    NominationState: _nomination,
    CandidacyState: lambda state: CandidacyFactory(state=state),
    NomineeState: _nominee,
    MatchState: lambda state: PossibleMatchFactory(state=state),
    RoundState: lambda state: RoundFactory(state=state, opened_at=None if state == RoundState.PLANNED else now()),
    EntryState: lambda state: EntryFactory(state=state),
    ReviewState: lambda state: ReviewFactory(state=state, points=3000, submitted_at=now()),
    FileState: _file,
    LetterState: _letter,
}


def record_in(state: States) -> Model:
    """A record that stands in this state; KeyError names a state, or a noun, that nobody told how to build."""
    return BUILDERS[type(state)](state)
