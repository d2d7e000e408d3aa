"""Yeses that near their end or are past it: who is to be asked to renew, and for whom the secretariat should look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import DateTimeField, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery, Value

from pioneers.models import IN_FORCE, Consent, ConsentRequest, Nominee, Scope
from pioneers.queries.ages import needs_guardian
from pioneers.states import RENEWABLE_CANDIDACIES, CandidacyState, EditionState, NomineeState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# How long before its end a yes is asked for anew, the first time and once more; renewing is open from the first on.
REMINDERS = (timedelta(days=60), timedelta(days=14))
RENEWABLE_FROM = max(REMINDERS)

Role = ConsentRequest.Role


@dataclass(frozen=True, slots=True)
class Renewal:
    """How long one reader's own yes holds. `other_ended`: the other one's, nominee's or guardian's, is over, so that
    renewing one's own is not enough."""

    ends_at: datetime
    has_ended: bool
    is_open: bool
    other_ended: bool


class Ends(TypedDict):
    """When the yes that a request led to ends."""

    ends_at: datetime


EndingRequest: TypeAlias = "WithAnnotations[ConsentRequest, Ends]"


def asked_to_judge() -> QuerySet[Consent]:
    """The yeses everything else hangs on: to being judged, neither taken back nor replaced."""
    return Consent.objects.filter(IN_FORCE, scope=Scope.CANDIDACY)


def renewable(at: datetime) -> "QuerySet[EndingRequest]":
    """The people whose yes is still of use and ends within the time renewing is open, or has ended: `ends_at`."""
    own = asked_to_judge().filter(nominee=OuterRef("nominee"), role=OuterRef("role"))
    return (
        ConsentRequest.objects.filter(
            ended_at=None, nominee__state=NomineeState.ACCEPTED, nominee__candidacy__state__in=RENEWABLE_CANDIDACIES
        )
        .annotate(ends_at=Subquery(own.values("expires_at")[:1]))
        .filter(ends_at__lte=at + RENEWABLE_FROM)
        .select_related("person", "nominee__person", "nominee__candidacy__edition", "nominee__candidacy__category")
    )


def to_remind(at: datetime) -> "QuerySet[EndingRequest]":
    """Those to be asked to renew now: a reminder's time has come, and none was sent since."""
    due = Q(pk__in=[])
    for before in REMINDERS:
        threshold = ExpressionWrapper(F("ends_at") - Value(before), output_field=DateTimeField())
        unsent = Q(renewal_asked_at=None) | Q(renewal_asked_at__lt=threshold)
        due |= Q(ends_at__lte=at + before) & unsent
    return renewable(at).filter(due, ends_at__gt=at)


def is_wanted(request: ConsentRequest, at: datetime) -> bool:
    """Whether this person's renewed yes is still wanted: a guardian's not once the nominee is of age."""
    nominee = request.nominee
    return request.role == Role.NOMINEE or needs_guardian(nominee, nominee.candidacy, at)


def lapsed(at: datetime) -> QuerySet[Nominee]:
    """Laureates of a concluded edition whom nobody sees any more because a yes ran out (`lapsed_at`), and whom nobody
    has asked again since."""
    ended = asked_to_judge().filter(nominee=OuterRef("pk"), expires_at__lte=at).order_by()
    first = ended.values("nominee").annotate(first=Min("expires_at")).values("first")
    asked_again = ConsentRequest.objects.filter(nominee=OuterRef("pk"), ended_at=None, role=Role.NOMINEE)
    return (
        Nominee.objects.filter(
            state=NomineeState.ACCEPTED,
            candidacy__state=CandidacyState.LAUREATE,
            candidacy__edition__state=EditionState.DECIDED,
        )
        .annotate(lapsed_at=Subquery(first), renewal_asked_at=Subquery(asked_again.values("renewal_asked_at")[:1]))
        .filter(Q(renewal_asked_at=None) | Q(renewal_asked_at__lt=F("lapsed_at")), lapsed_at__lte=at)
    )


def renewal_of(request: ConsentRequest, consents: list[Consent], at: datetime) -> Renewal | None:
    """How long the yes of the reader of a page holds, out of the nominee's rows; None where there is none to renew."""
    nominee = request.nominee
    in_force = {
        consent.role: consent.expires_at
        for consent in consents
        if consent.scope == Scope.CANDIDACY and consent.withdrawn_at is None and consent.replaced_at is None
    }
    ends_at = in_force.pop(request.role, None)
    candidacy, soon = nominee.candidacy, at + RENEWABLE_FROM
    if ends_at is None or nominee.state != NomineeState.ACCEPTED or candidacy.state not in RENEWABLE_CANDIDACIES:
        return None
    others = [other for other in in_force.values() if other <= soon]
    if ends_at > soon and not others:
        return Renewal(ends_at, has_ended=False, is_open=False, other_ended=False)
    needed = (bool(in_force) or request.role == Role.GUARDIAN) and needs_guardian(nominee, candidacy, at)
    if request.role == Role.NOMINEE and not needed:  # of age by now: their own yes takes the place of both
        ends_at = min([ends_at, *others])
    return Renewal(
        ends_at,
        has_ended=ends_at <= at,
        is_open=ends_at <= soon and (needed or request.role == Role.NOMINEE),
        other_ended=needed and any(other <= at for other in others),
    )
