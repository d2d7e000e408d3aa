"""What only the secretariat reads: lists beside the nouns, an edition at a glance, letters before they go."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from pioneers.models import BirthDateCorrection, Category, Ceremony, ConsentAge, Edition, Nomination, Nominee
from pioneers.queries.editions import sees_prize
from pioneers.queries.jury import round_of
from pioneers.queries.recusals import recused_candidacies_q, recused_nominations_q, recused_nominees_q
from pioneers.states import (
    SENT_NOMINATIONS,
    WAITING_NOMINEES,
    CandidacyState,
    NominationState,
    NomineeState,
)
from portal.assessment.models import Round
from portal.assessment.queries.ranking import ranking
from portal.core.actors import Viewer


def _for_staff(queryset: QuerySet, viewer: Viewer) -> QuerySet:
    return queryset if sees_prize(viewer) else queryset.none()


def categories_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Category]:
    return _for_staff(Category.objects.select_related("edition"), viewer)


def ceremonies_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Ceremony]:
    return _for_staff(Ceremony.objects.select_related("edition"), viewer)


def consent_ages_visible_to(viewer: Viewer, at: datetime) -> QuerySet[ConsentAge]:
    return _for_staff(ConsentAge.objects.all(), viewer)


def nominees_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Nominee]:
    return _for_staff(Nominee.objects.select_related("candidacy__edition", "person"), viewer)


def corrections_visible_to(viewer: Viewer, at: datetime) -> QuerySet[BirthDateCorrection]:
    return _for_staff(BirthDateCorrection.objects.select_related("nominee"), viewer)


@dataclass(frozen=True, slots=True)
class EditionPanel:
    """An edition at a glance, for those who run it."""

    nominations: tuple[tuple[str, int], ...]
    candidacies: tuple[tuple[str, int], ...]
    round: Round | None
    ranked: tuple
    laureates: int
    letters: int


def edition_panel(edition: Edition, viewer: Viewer, at: datetime) -> EditionPanel:
    """How many of what stand where, and the ranking's first twenty. What the viewer is recused from is in none of the
    numbers: the states of the others would tell its own."""
    round = round_of(edition)
    known = edition.candidacies.filter(~recused_candidacies_q(viewer, at))
    sent = edition.nominations.filter(~recused_nominations_q(viewer, at), state__in=SENT_NOMINATIONS)
    candidacies = dict(known.order_by().values_list("state").annotate(count=Count("id")))
    nominations = dict(sent.order_by().values_list("state").annotate(Count("id")))
    ranked = tuple(ranking(round, viewer=viewer, at=at)[:20]) if round else ()
    return EditionPanel(
        nominations=tuple((str(state.label), nominations[state]) for state in NominationState if state in nominations),
        candidacies=tuple((str(state.label), candidacies[state]) for state in CandidacyState if state in candidacies),
        round=round,
        ranked=ranked,
        laureates=candidacies.get(CandidacyState.LAUREATE, 0),
        letters=result_recipients(edition).filter(~recused_nominees_q(viewer, at)).count(),
    )


def result_recipients(edition: Edition) -> QuerySet[Nominee]:
    """Everyone who gets a letter at the reveal: each accepted nominee of a laureate or of one not chosen."""
    return (
        Nominee.objects.filter(
            candidacy__edition=edition,
            candidacy__state__in={CandidacyState.LAUREATE, CandidacyState.NOT_CHOSEN},
            candidacy__unpublished_at=None,
            state=NomineeState.ACCEPTED,
        )
        .select_related("person", "candidacy__edition", "candidacy__category")
        .order_by("candidacy__state", "candidacy__reference", "position")
    )


def without_result(edition: Edition) -> QuerySet[Nominee]:
    """Everyone who waits and gets no letter at the reveal: asked and not answered, or said yes where the jury has not
    read about them, for others in their group did not answer or they came too late."""
    waiting = (WAITING_NOMINEES | {NomineeState.ACCEPTED}) - {NomineeState.TO_ASK}
    return (
        Nominee.objects.filter(
            candidacy__edition=edition,
            candidacy__state__in={CandidacyState.ASKED, CandidacyState.ACCEPTED},
            state__in=waiting,
        )
        .select_related("person", "candidacy__edition", "candidacy__category")
        .order_by("candidacy__reference", "position")
    )


def unscreened_nominations(edition: Edition) -> QuerySet[Nomination]:
    """Sent nominations nobody has screened: while they are, the jury does not read them."""
    return (
        edition.nominations.filter(state=NominationState.SUBMITTED)
        .select_related("nominator", "candidacy")
        .order_by("reference")
    )
