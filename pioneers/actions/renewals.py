"""A yes that nears its end: its giver is asked to renew it, and does. What ran out is hidden by the queries alone."""

from datetime import datetime, timedelta

from django.db import transaction

from pioneers.actions.candidates import lock_nominee
from pioneers.actions.consent_rows import end_request, give_consent
from pioneers.actions.visibility import chosen_scopes
from pioneers.errors import NothingToRenew
from pioneers.letters import nominees
from pioneers.models import IN_FORCE, Consent, ConsentRequest, Nominee, Scope
from pioneers.queries.ages import needs_guardian
from pioneers.queries.renewals import (
    REMINDERS,
    RENEWABLE_FROM,
    EndingRequest,
    asked_to_judge,
    is_wanted,
    renewable,
    to_remind,
)
from pioneers.states import RENEWABLE_CANDIDACIES, NomineeState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require

Role = ConsentRequest.Role
# Two clicks on "ask again", and two days in a row, are one wish.
REQUEST_INTERVAL = timedelta(days=2)


def remind_of_renewals(*, at: datetime) -> int:
    """Write to everyone whose yes ends soon, once for each reminder. Run by the clock; returns how many letters."""
    return sum(_remind(pk, at) for pk in list(to_remind(at).order_by("ends_at").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, at: datetime) -> int:
    request = to_remind(at).select_for_update(of=("self",)).filter(pk=pk).first()
    if request is None or not is_wanted(request, at):
        return 0
    days = min(before.days for before in REMINDERS if request.ends_at <= at + before)
    _write(request, f"{request.ends_at:%Y%m%d}:{days}", at)
    return 1


@transaction.atomic
def ask_renewal(*, nominee: Nominee, by: Actor, at: datetime) -> Nominee:
    """Staff write once more to a nominee, and to the guardian where one is still needed, whose yes ends soon or has
    ended. Asked twice within two days, done once. Raises NothingToRenew."""
    require(by, "pioneers.ask_renewal", nominee)
    requests = [
        request
        for request in renewable(at).select_for_update(of=("self",)).filter(nominee=nominee)
        if is_wanted(request, at)
    ]
    if not requests:
        raise NothingToRenew()
    unasked = [one for one in requests if one.renewal_asked_at is None or one.renewal_asked_at <= at - REQUEST_INTERVAL]
    for request in unasked:
        _write(request, f"asked:{at:%Y%m%d%H%M%S}", at)
    if unasked:
        log_event(verb="pioneers.ask_renewal", by=by, about=nominee, at=at, data={"letters": len(unasked)})
    return nominee


def _write(request: EndingRequest, which: str, at: datetime) -> None:
    request.renewal_asked_at = at
    request.save(update_fields=["renewal_asked_at"])
    nominees.queue_renewal_asked_letter(request, request.nominee.candidacy, ends_at=request.ends_at, which=which, at=at)


@transaction.atomic
def renew_consent(*, request: ConsentRequest, language: str, at: datetime) -> Nominee:
    """The nominee, or the guardian of one still under age, says yes anew, before the old yes ends or after: in today's
    wording, for as many years again. What the nominee switched on is renewed with it.

    Who has come of age answers alone: the guardian's yes gives way and their page closes. Asked twice, done once.
    Raises NothingToRenew, TooLateToAnswer.
    """
    nominee, candidacy = lock_nominee(request, request.role)
    own = asked_to_judge().filter(nominee=nominee, role=request.role).first()
    if own is None or nominee.state != NomineeState.ACCEPTED or candidacy.state not in RENEWABLE_CANDIDACIES:
        raise NothingToRenew()
    guarded = needs_guardian(nominee, candidacy, at)
    if request.role == Role.GUARDIAN and not guarded:
        raise NothingToRenew()
    guardians = asked_to_judge().filter(nominee=nominee, role=Role.GUARDIAN, expires_at__lte=at + RENEWABLE_FROM)
    if own.expires_at > at + RENEWABLE_FROM and (guarded or not guardians.exists()):
        return nominee
    scopes = {Scope.CANDIDACY.value} | (chosen_scopes(nominee) if request.role == Role.NOMINEE else set())
    for scope in sorted(scopes):
        give_consent(
            nominee=nominee,
            candidacy=candidacy,
            scope=scope,
            role=request.role,
            by=request.person,
            language=language,
            at=at,
            anew=True,
        )
    if not guarded:
        _answers_alone(nominee, at)
    log_event(verb="pioneers.renew_consent", by=request.person, about=nominee, at=at, data={"as": request.role})
    return nominee


def _answers_alone(nominee: Nominee, at: datetime) -> None:
    """The nominee's own yes takes the place of the guardian's, who has nothing to answer any more."""
    Consent.objects.filter(IN_FORCE, nominee=nominee, role=Role.GUARDIAN).update(replaced_at=at)
    for guardians in ConsentRequest.objects.filter(nominee=nominee, role=Role.GUARDIAN, ended_at=None):
        end_request(request=guardians, at=at)
