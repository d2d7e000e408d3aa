"""The shortlist, the laureates, the end of an edition, and the letters that go out at the reveal."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pioneers.actions.candidates import lock_candidacy, move
from pioneers.errors import EnoughLaureates, EnoughShortlisted, NoLaureates, ReasonMissing, ReviewsUnfinished
from pioneers.letters import corrections, results
from pioneers.models import Candidacy, Edition
from pioneers.queries.editions import revealed_q
from pioneers.queries.jury import review_gaps, round_of
from pioneers.queries.reveal import guardians_of_laureates, nominations_of_laureates
from pioneers.queries.staff import result_recipients, unscreened_nominations, without_result
from pioneers.states import FIELD, UNCHOSEN_CANDIDACIES, CandidacyState, EditionState
from portal.assessment.actions.locking import lock_round
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.states import TransitionRefused


@transaction.atomic
def shortlist_candidacy(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """Put a candidacy on the shortlist. Raises Recused, EnoughShortlisted, TransitionRefused."""
    candidacy, edition = _locked(candidacy, by)
    if candidacy.state == CandidacyState.SHORTLISTED:
        return candidacy
    _while_judging(edition)
    taken = edition.candidacies.filter(state__in={CandidacyState.SHORTLISTED, CandidacyState.LAUREATE}).count()
    if taken >= edition.shortlist_limit:
        raise EnoughShortlisted(edition.shortlist_limit)
    return _moved(candidacy, "shortlist", by, at)


@transaction.atomic
def unshortlist_candidacy(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """Take a candidacy off the shortlist again."""
    candidacy, edition = _locked(candidacy, by)
    if candidacy.state == CandidacyState.IN_FIELD:
        return candidacy
    _while_judging(edition)
    return _moved(candidacy, "unshortlist", by, at)


@transaction.atomic
def choose_laureate(*, candidacy: Candidacy, reasons: dict[str, str], by: Actor, at: datetime) -> Candidacy:
    """Choose a laureate, with the jury's reasons by language: they are shown to everyone from the reveal on.

    The edition is locked, so two people choosing at once can't exceed its number of laureates. Chosen again with other
    reasons, the reasons change. Raises Recused, EnoughLaureates, ReasonMissing, TransitionRefused.
    """
    candidacy, edition = _locked(candidacy, by)
    reasons = {language: text.strip() for language, text in reasons.items() if text.strip()}
    if not reasons:
        raise ReasonMissing(field="reasons")
    _while_judging(edition)
    if candidacy.state == CandidacyState.LAUREATE and candidacy.reasons == reasons:
        return candidacy
    if candidacy.state != CandidacyState.LAUREATE:
        if edition.candidacies.filter(state=CandidacyState.LAUREATE).count() >= edition.laureate_limit:
            raise EnoughLaureates(edition.laureate_limit)
        move(candidacy=candidacy, step="choose", at=at)
    candidacy.chosen_at, candidacy.reasons = at, reasons
    candidacy.save(update_fields=["chosen_at", "reasons", "reasons_folded"])
    log_event(verb="pioneers.choose_laureate", by=by, about=candidacy, at=at, data={"languages": sorted(reasons)})
    return candidacy


@transaction.atomic
def unchoose_laureate(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """Take a choice back, before the edition is concluded."""
    candidacy, edition = _locked(candidacy, by)
    if candidacy.state == CandidacyState.IN_FIELD:
        return candidacy
    _while_judging(edition)
    candidacy.chosen_at, candidacy.reasons = None, {}
    candidacy.save(update_fields=["chosen_at", "reasons", "reasons_folded"])
    return _moved(candidacy, "unchoose", by, at)


@transaction.atomic
def conclude_edition(*, edition: Edition, by: Actor, at: datetime, override_reasons: str = "") -> Edition:
    """The choice is made: everyone else before the jury is "not chosen". Nobody outside learns of it before the reveal.

    It rests on the jury's round, closed and complete, or `override_reasons` say why it does not. It says of everyone
    before the jury whether they are chosen, so it is nothing for someone who is recused from one of them. Whoever waits
    for an answer they can't give any more is told, in fifteen minutes, and so is who sent a nomination that nobody has
    screened; `corrections.reopen_edition` takes it back. Asked twice, done once; with other reasons it raises
    AlreadyDone. Raises Recused, NoLaureates, ReviewsUnfinished, TransitionRefused.
    """
    require_to_judge(by, "pioneers.conclude_edition", edition)
    # Its key stays free: whoever answers meanwhile refers to it, with their candidacy locked, and is not to wait.
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    override = override_reasons.strip()
    if edition.state == EditionState.DECIDED:
        if override and edition.override_reasons not in ("", override):
            raise already_done(edition, "pioneers.conclude_edition", edition.override_reasons)
        return edition
    state = EditionState.after("conclude", edition.state)
    # Before the round, in the order in which nominees who answer or withdraw lock the two.
    field = edition.candidacies.select_for_update(no_key=True).filter(state__in=FIELD).order_by("id")
    if CandidacyState.LAUREATE not in list(field.values_list("state", flat=True)):
        raise NoLaureates()
    if round := round_of(edition):
        lock_round(round)  # so that nobody reopens it meanwhile, and nobody enters it
    gaps = review_gaps(edition, at)
    if gaps and not override:
        raise ReviewsUnfinished(gaps)
    passed_over = edition.candidacies.filter(state__in=UNCHOSEN_CANDIDACIES)
    count = passed_over.update(passed_over_from=F("state"), state=CandidacyState.NOT_CHOSEN, state_since=at)
    edition.state, edition.override_reasons = state, override if gaps else ""
    edition.save(update_fields=["state", "override_reasons"])
    data = {"not_chosen": count, **({"without_complete_reviews": True} if gaps else {})}
    log_event(verb="pioneers.conclude_edition", by=by, about=edition, at=at, data=data)
    corrections.queue_answering_closed_letter(edition, without_result(edition), at=at)
    corrections.queue_screening_closed_letter(edition, unscreened_nominations(edition), at=at)
    return edition


def send_results(*, at: datetime) -> int:
    """Put the letters at the reveal of each edition whose reveal has come in the outbox, once: to every nominee the
    jury read about, and for the laureates to their nominators and, under age, to their guardians.

    Run by the clock. The reveal itself is no job: it is a condition in `queries.laureates.published`.
    """
    due = Edition.objects.filter(revealed_q(at), results_sent_at=None)
    return sum(_send_results_of(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _send_results_of(pk: int, at: datetime) -> int:
    edition = Edition.objects.select_for_update().get(pk=pk)
    if edition.results_sent_at is not None or not edition.is_revealed(at):
        return 0
    letters = 0
    for nominee in result_recipients(edition):
        results.queue_result_letter(nominee, at=at)
        letters += 1
    for request in guardians_of_laureates(edition, at):
        results.queue_guardian_result_letter(request, at=at)
        letters += 1
    for nomination in nominations_of_laureates(edition, at):
        results.queue_nominator_result_letter(nomination, at=at)
        letters += 1
    edition.results_sent_at = at
    edition.save(update_fields=["results_sent_at"])
    log_event(verb="pioneers.send_results", about=edition, at=at, data={"letters": letters})
    return letters


def _locked(candidacy: Candidacy, by: Actor) -> tuple[Candidacy, Edition]:
    require_to_judge(by, "pioneers.choose_laureate", candidacy)
    edition = Edition.objects.select_for_update().get(pk=candidacy.edition_id)
    candidacy = lock_candidacy(candidacy.pk)
    candidacy.edition = edition
    return candidacy, edition


def _while_judging(edition: Edition) -> None:
    if edition.state != EditionState.JUDGING:
        raise TransitionRefused()


def _moved(candidacy: Candidacy, step: str, by: Actor, at: datetime) -> Candidacy:
    move(candidacy=candidacy, step=step, at=at)
    log_event(verb=f"pioneers.{step}_candidacy", by=by, about=candidacy, at=at)
    return candidacy
