"""Questions of cities to experts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from portal.alliance.errors import AnswerMissing, ExpertUnavailable, QuestionMissing, TooManyRequests
from portal.alliance.letters import (
    queue_expert_answered_letter,
    queue_expert_asked_letter,
    queue_expert_closed_letter,
)
from portal.alliance.models import Expert, ExpertRequest
from portal.alliance.states import ExpertRequestState, ExpertState
from portal.audit.actions.events import log_event
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.errors import NotAllowed
from portal.core.permission import require
from portal.membership.queries.access import member_cities_of
from portal.people.models import User

BATCH_SIZE = 200
# How many experts a city asks in how long.
MAX_REQUESTS, REQUEST_PERIOD = 5, timedelta(days=7)


def ask_expert(*, expert: Expert, city: City, question: str, by: User, at: datetime) -> ExpertRequest:
    """Asks an expert for a city; they get it by e-mail and see no address. While a question of the city to them is
    open, it is answered instead of a second one.

    Raises NotAllowed (also while the city's pages for members are closed), QuestionMissing, ExpertUnavailable,
    TooManyRequests.
    """
    require(by, "alliance.ask_expert", city)
    if city not in member_cities_of(by, at):
        raise NotAllowed()
    words = question.strip()
    if not words:
        raise QuestionMissing()
    with transaction.atomic():
        City.objects.select_for_update().get(pk=city.pk)
        there = ExpertRequest.objects.filter(expert=expert, city=city).exclude(state=ExpertRequestState.CLOSED).first()
        if there is not None:
            return there
        if not Expert.objects.filter(pk=expert.pk, state=ExpertState.SHOWN).exists():
            raise ExpertUnavailable()
        if ExpertRequest.objects.filter(city=city, asked_at__gt=at - REQUEST_PERIOD).count() >= MAX_REQUESTS:
            raise TooManyRequests()
        request = ExpertRequest.objects.create(expert=expert, city=city, asked_by=by, question=words, asked_at=at)
        log_event(verb="alliance.ask_expert", by=by, about=request, at=at, data={"city": city.slug})
        queue_expert_asked_letter(request=request, at=at)
    return request


def answer_expert_request(*, request: ExpertRequest, answer: str, at: datetime) -> ExpertRequest:
    """The expert answers, once. Called once it is known that it is they. Raises AnswerMissing, TransitionRefused."""
    words = answer.strip()
    if not words:
        raise AnswerMissing()
    with transaction.atomic():
        row = ExpertRequest.objects.select_for_update().get(pk=request.pk)
        if (row.state, row.answer) == (ExpertRequestState.ANSWERED, words):
            return row
        row.state, row.answer, row.answered_at = ExpertRequestState.after("answer", row.state), words, at
        row.save(update_fields=["state", "answer", "answered_at"])
        log_event(verb="alliance.answer_expert_request", by=None, about=row, at=at)
        queue_expert_answered_letter(request=row, at=at)
    return row


def close_expert_request(*, request: ExpertRequest, by: Actor, at: datetime) -> ExpertRequest:
    """Closes a question: somebody of the city, or the expert (`by` None). The other side is told. Asked twice, done
    once. Raises NotAllowed."""
    require(by, "alliance.ask_expert", request.city)
    with transaction.atomic():
        row = ExpertRequest.objects.select_for_update().get(pk=request.pk)
        if row.state == ExpertRequestState.CLOSED:
            return row
        row.state, row.closed_at = ExpertRequestState.after("close", row.state), at
        row.save(update_fields=["state", "closed_at"])
        log_event(verb="alliance.close_expert_request", by=by, about=row, at=at)
        queue_expert_closed_letter(request=row, by_expert=by is None, at=at)
    return row


def erase_expert_askers(*, users: Iterable[UUID]) -> int:
    """Takes erased accounts out of the questions of cities. Answers how many."""
    return ExpertRequest.objects.filter(asked_by__uuid__in=list(users)).update(asked_by=None)


def expire_expert_requests(*, country: str, own_rules: Iterable[str], before: datetime) -> int:
    """Deletes closed questions past their term, `BATCH_SIZE` at a time: in one country, or in every country but those
    with rules of their own. Answers how many."""
    closed = ExpertRequest.objects.filter(state=ExpertRequestState.CLOSED, closed_at__lt=before)
    closed = closed.filter(city__country=country) if country else closed.exclude(city__country__in=list(own_rules))
    keys = list(closed.values_list("pk", flat=True)[:BATCH_SIZE])
    ExpertRequest.objects.filter(pk__in=keys).delete()
    return len(keys)
