"""What of the prize someone is recused from. A nomination and a nominee are judged as their candidacy."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import Model, Q

from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee, PossibleMatch
from pioneers.queries.jury import KIND
from pioneers.states import JUDGED_CANDIDACIES
from portal.assessment.queries.recusals import recused_subjects, subject_recused_q
from portal.core.actors import Viewer
from portal.people.queries.accounts import holders_of
from portal.people.roles import MANAGER


def recused_candidacies_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a candidacy the viewer is recused from."""
    return subject_recused_q(viewer, KIND, at, path)


def recused_nominations_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a nomination of such a candidacy."""
    return _through(Nomination, "candidacy__uuid", viewer, at, path)


def recused_nominees_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a nominee of such a candidacy."""
    return _through(Nominee, "candidacy__uuid", viewer, at, path)


def recused_requests_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a request for consent to such a candidacy: letters are about these."""
    return _through(ConsentRequest, "nominee__candidacy__uuid", viewer, at, path)


def recused_matches_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names a question about two candidacies of which one is such a candidacy."""
    either = recused_candidacies_q(viewer, at, "earlier__uuid") | recused_candidacies_q(viewer, at, "later__uuid")
    return Q(**{f"{path}__in": PossibleMatch.objects.filter(either).values("uuid")})


# What a step that judges may be taken on.
Judged: TypeAlias = Candidacy | Edition | Nomination | Nominee | PossibleMatch


def judged_as(thing: Judged) -> list[UUID]:
    """The candidacies that are judged when a step is taken on `thing`. Concluding an edition says of everyone before
    the jury whether they are chosen; reopening it takes that back."""
    if isinstance(thing, Candidacy):
        return [thing.uuid]
    if isinstance(thing, PossibleMatch):
        return [candidacy.uuid for candidacy in thing.pair]
    if isinstance(thing, Edition):
        return list(thing.candidacies.filter(state__in=JUDGED_CANDIDACIES).values_list("uuid", flat=True))
    return [thing.candidacy.uuid] if thing.candidacy is not None else []


def is_recused_in(viewer: Viewer, edition: Edition, at: datetime) -> bool:
    """Whether someone is recused from any candidacy of an edition, however far it came."""
    return edition.candidacies.filter(recused_candidacies_q(viewer, at)).exists()


def is_recused_from(user: Viewer, thing: Judged, at: datetime) -> bool:
    """Whether someone is recused from anything that is judged when a step is taken on `thing`."""
    return bool(recused_subjects(user, KIND, judged_as(thing), at))


def all_managers_recused(thing: Judged, at: datetime) -> bool:
    """Whether there are programme managers, and every one of them is recused from it."""
    managers = list(holders_of(MANAGER))
    return bool(managers) and all(is_recused_from(manager, thing, at) for manager in managers)


def all_managers_recused_q(condition: Callable[[Viewer, datetime, str], Q], at: datetime, path: str = "uuid") -> Q:
    """The rows every programme manager is recused from, by one of the conditions above: an administrator's to take.
    Two queries at most a manager."""
    found, managers = Q(), list(holders_of(MANAGER))
    for manager in managers:
        found &= condition(manager, at, path)
    return found if managers else Q(pk__in=[])


def recused_editions_q(viewer: Viewer, at: datetime, path: str = "uuid") -> Q:
    """The rows whose `path` names an edition with a candidacy before the jury, chosen or not, that the viewer is
    recused from: they can't conclude it."""
    candidacies = Candidacy.objects.filter(recused_candidacies_q(viewer, at), state__in=JUDGED_CANDIDACIES)
    return Q(**{f"{path}__in": candidacies.values("edition__uuid")})


def _through(model: type[Model], candidacy: str, viewer: Viewer, at: datetime, path: str) -> Q:
    rows = model._default_manager.filter(recused_candidacies_q(viewer, at, candidacy))
    return Q(**{f"{path}__in": rows.values("uuid")})
