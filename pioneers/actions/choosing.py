"""The shortlist, the laureates, the end of an edition, and the letters that go out at the reveal."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import lock_candidacy, move
from pioneers.errors import EnoughLaureates, EnoughShortlisted, NoLaureates, ReasonMissing
from pioneers.letters import results
from pioneers.models import Candidacy, Edition
from pioneers.queries.editions import revealed_q
from pioneers.queries.reveal import guardians_of_laureates, nominations_of_laureates
from pioneers.queries.staff import result_recipients
from pioneers.states import UNCHOSEN_CANDIDACIES, CandidacyState, EditionState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
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
def conclude_edition(*, edition: Edition, by: Actor, at: datetime) -> Edition:
    """The choice is made: everyone else before the jury is "not chosen". Nobody outside learns of it before the reveal.

    It passes over whoever is before the jury still, so it is nothing for someone who is recused from one of them.
    Asked twice, done once. Raises Recused, NoLaureates, TransitionRefused.
    """
    require_to_judge(by, "pioneers.conclude_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.DECIDED:
        return edition
    state = EditionState.after("conclude", edition.state)
    if not edition.candidacies.filter(state=CandidacyState.LAUREATE).exists():
        raise NoLaureates()
    passed_over = edition.candidacies.filter(state__in=UNCHOSEN_CANDIDACIES)
    count = passed_over.update(state=CandidacyState.NOT_CHOSEN, state_since=at)
    edition.state = state
    edition.save(update_fields=["state"])
    log_event(verb="pioneers.conclude_edition", by=by, about=edition, at=at, data={"not_chosen": count})
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
