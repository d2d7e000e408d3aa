"""What of the prize someone stands aside from. A nomination and a nominee are judged as their candidacy."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee
from pioneers.queries.jury import KIND
from pioneers.states import CandidacyState
from portal.assessment.queries.aside import aside_condition, stands_aside
from portal.people.queries.accounts import holders_of
from portal.people.roles import MANAGER

UNDECIDED = (CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED)


def candidacies_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a candidacy the viewer stands aside from."""
    return aside_condition(viewer, KIND, at, path)


def nominations_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a nomination of such a candidacy."""
    return _through(Nomination, "candidacy__uuid", viewer, at, path)


def nominees_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a nominee of such a candidacy."""
    return _through(Nominee, "candidacy__uuid", viewer, at, path)


def requests_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a request for consent to such a candidacy: letters are about these."""
    return _through(ConsentRequest, "nominee__candidacy__uuid", viewer, at, path)


def judged_as(thing) -> list[UUID]:
    """The candidacies that are judged when a step is taken on `thing`. Concluding an edition passes over every
    candidacy that is still before the jury."""
    if isinstance(thing, Candidacy):
        return [thing.uuid]
    if isinstance(thing, Edition):
        return list(thing.candidacies.filter(state__in=UNDECIDED).values_list("uuid", flat=True))
    return [thing.candidacy.uuid] if thing.candidacy is not None else []


def stands_aside_from(user, thing, at: datetime) -> bool:
    """Whether someone stands aside from anything that is judged when a step is taken on `thing`."""
    return bool(stands_aside(user, KIND, judged_as(thing), at))


def left_by_managers(thing, at: datetime) -> bool:
    """Whether there are programme managers, and every one of them stands aside from it."""
    managers = list(holders_of(MANAGER))
    return bool(managers) and all(stands_aside_from(manager, thing, at) for manager in managers)


def left_among(condition: Callable[[object, datetime, str], Q], at: datetime, path: str = "uuid") -> Q:
    """The rows every programme manager stands aside from, by one of the conditions above: an administrator's to take.
    Two queries at most a manager."""
    found, managers = Q(), list(holders_of(MANAGER))
    for manager in managers:
        found &= condition(manager, at, path)
    return found if managers else Q(pk__in=[])


def editions_aside(viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names an edition with a candidacy before the jury that the viewer stands aside from: they
    can't conclude it."""
    candidacies = Candidacy.objects.filter(candidacies_aside(viewer, at), state__in=UNDECIDED)
    return Q(**{f"{path}__in": candidacies.values("edition__uuid")})


def _through(model, candidacy: str, viewer, at: datetime, path: str) -> Q:
    return Q(**{f"{path}__in": model.objects.filter(candidacies_aside(viewer, at, candidacy)).values("uuid")})
