"""Reading candidacies: the secretariat's list, and what a nominee is told of the decision."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from pioneers.models import IN_FORCE, Candidacy, Consent, ConsentRequest, Nominee, Scope
from pioneers.queries.editions import sees_prize
from pioneers.states import JUDGED_CANDIDACIES, CandidacyState, NomineeState
from portal.core.actors import Viewer


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Candidacy]:
    """What a person may read in a workspace: those who run the prize, all; nobody else any.

    A juror reads entries, through assessment and `judged`; a nominee reads their own page, through queries.consents.
    """
    return Candidacy.objects.all() if sees_prize(viewer) else Candidacy.objects.none()


def active_consents(at: datetime, scope: str = Scope.CANDIDACY) -> QuerySet[Consent]:
    """Consents of one scope that hold at this instant."""
    return Consent.objects.filter(IN_FORCE, scope=scope, given_at__lte=at, expires_at__gt=at)


def consenting_nominees(at: datetime) -> QuerySet[Nominee]:
    """The nominees whose yes holds at this instant: their own, and their guardian's where one was given with it. A yes
    that has run out is none, without anyone having to do anything."""
    own = active_consents(at).filter(nominee=OuterRef("pk"), role=ConsentRequest.Role.NOMINEE)
    guardians = Consent.objects.filter(
        IN_FORCE, nominee=OuterRef("pk"), scope=Scope.CANDIDACY, role=ConsentRequest.Role.GUARDIAN
    )
    return Nominee.objects.filter(
        Exists(own), ~Exists(guardians.filter(expires_at__lte=at)), state=NomineeState.ACCEPTED
    )


def consented(candidacies: QuerySet[Candidacy], at: datetime) -> QuerySet[Candidacy]:
    """Those of them for which someone named in them said yes, and the yes still holds."""
    return candidacies.filter(Exists(consenting_nominees(at).filter(candidacy=OuterRef("pk"))))


def judged(at: datetime) -> QuerySet[Candidacy]:
    """What a juror may read at this instant: consent given and standing, before the jury or decided."""
    return consented(Candidacy.objects.filter(state__in=JUDGED_CANDIDACIES), at)


def is_told_of_choice(candidacy: Candidacy, at: datetime) -> bool:
    """Whether it is a laureate everyone may know of, on the site or withdrawn from it."""
    return candidacy.state == CandidacyState.LAUREATE and candidacy.edition.is_revealed(at)


def public_state(candidacy: Candidacy, at: datetime) -> CandidacyState:
    """What the nominee may be told. Up to the reveal every candidacy before the jury reads the same."""
    state = CandidacyState(candidacy.state)
    if state in JUDGED_CANDIDACIES and not candidacy.edition.is_revealed(at):
        return CandidacyState.IN_FIELD
    return state
