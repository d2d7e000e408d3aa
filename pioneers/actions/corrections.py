"""Ways back before the reveal: a concluded edition reopened, a late yes put before the jury, a nomination taken up."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import candidacy_of, enter_field, lock_candidacy, move, sync_candidacy_state
from pioneers.errors import ChoiceMade, RevealedAlready
from pioneers.letters import corrections as letters
from pioneers.models import Candidacy, Edition, Nomination
from pioneers.queries.jury import round_of
from pioneers.queries.reveal import has_been_public
from pioneers.states import (
    CONSENTED_CANDIDACIES,
    UNDECIDED_EDITIONS,
    CandidacyState,
    EditionState,
    NominationState,
)
from portal.assessment.actions.locking import lock_round
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.actions.reversals import record_reversal
from portal.core.actors import Actor
from portal.core.states import TransitionRefused


@transaction.atomic
def reopen_edition(*, edition: Edition, why: str, by: Actor, at: datetime) -> Edition:
    """Take the conclusion back until the reveal: the choice can be changed, and everyone who was passed over stands
    where they stood. Who was told that they can't answer any more, or that the jury did not read their nomination, is
    told that this is open again; who was about to be, is not.

    Asked twice, done once. Raises NotAllowed, Recused, ReasonForChangeMissing, RevealedAlready, TransitionRefused.
    """
    require_to_judge(by, "pioneers.conclude_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.JUDGING:
        return edition
    state = EditionState.after("reopen", edition.state)
    # A reveal that came and is held now was read by everyone: its laureates are corrected or withdrawn instead.
    if edition.is_revealed(at) or has_been_public(edition):
        raise RevealedAlready()
    edition.state, edition.override_reasons = state, ""
    edition.save(update_fields=["state", "override_reasons"])
    returned = _return_to_jury(edition, by, at)
    record_reversal(about=edition, verb="pioneers.reopen_edition", why=why, by=by, at=at, data={"entries": returned})
    letters.queue_answering_reopened_letter(edition, at=at)
    letters.queue_screening_reopened_letter(edition, at=at)
    return edition


def _return_to_jury(edition: Edition, by: Actor, at: datetime) -> int:
    """Everyone passed over stands where they stood; whose yes was found wanting meanwhile is asked again."""
    passed_over = edition.candidacies.select_for_update(of=("self",)).filter(state=CandidacyState.NOT_CHOSEN)
    returned = 0
    for candidacy in passed_over.order_by("id"):
        was_shortlisted = candidacy.passed_over_from == CandidacyState.SHORTLISTED
        move(candidacy=candidacy, step="return_to_shortlist" if was_shortlisted else "return_to_field", at=at)
        candidacy.passed_over_from = ""
        candidacy.save(update_fields=["passed_over_from"])
        returned += 1
    for pk in list(
        edition.candidacies.filter(state__in=CONSENTED_CANDIDACIES).order_by("id").values_list("pk", flat=True)
    ):
        sync_candidacy_state(candidacy=lock_candidacy(pk), by=by, at=at)
    return returned


@transaction.atomic
def enter_late_candidacy(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """Have the jury read one whose yes came when its round was closed: the round is opened again first.

    Asked twice, done once. Raises NotAllowed, Recused, NoRound, RoundIsClosed, TransitionRefused.
    """
    require_to_judge(by, "pioneers.choose_laureate", candidacy)
    edition = Edition.objects.select_for_update().get(pk=candidacy.edition_id)
    candidacy = lock_candidacy(candidacy.pk)
    if candidacy.state == CandidacyState.IN_FIELD:
        return candidacy
    if edition.state != EditionState.JUDGING or not CandidacyState.allows("enter_field", candidacy.state):
        raise TransitionRefused()
    if round := round_of(edition):
        lock_round(round)
    enter_field(candidacy=candidacy, at=at)
    log_event(verb="pioneers.enter_late_candidacy", by=by, about=candidacy, at=at)
    return candidacy


@transaction.atomic
def take_up_nomination(*, nomination: Nomination, why: str, by: Actor, at: datetime) -> Nomination:
    """A nomination that was turned down waits to be screened again. Its nominator is told, unless the e-mail that
    turned it down had not left: then it never leaves.

    Asked twice, done once. Raises NotAllowed, Recused, ReasonForChangeMissing, ChoiceMade, TransitionRefused.
    """
    require_to_judge(by, "pioneers.screen_nomination", nomination)
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("nominator", "candidacy")
        .get(pk=nomination.pk)
    )
    nomination.edition = edition
    if nomination.state == NominationState.SUBMITTED:
        return nomination
    state = NominationState.after("take_up", nomination.state)
    if edition.state not in UNDECIDED_EDITIONS:
        raise ChoiceMade()
    nomination.state, nomination.screened_at, nomination.screening_reason = state, None, ""
    nomination.save(update_fields=["state", "screened_at", "screening_reason"])
    candidacy = lock_candidacy(candidacy_of(nomination).pk)
    if candidacy.state == CandidacyState.DROPPED:
        move(candidacy=candidacy, step="reopen", at=at)
    record_reversal(about=nomination, verb="pioneers.take_up_nomination", why=why, by=by, at=at)
    letters.queue_taken_up_letter(nomination, at=at)
    return nomination
