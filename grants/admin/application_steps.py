"""The steps of an application: when each can be taken, and those of its award, taken from the application's page."""

from datetime import datetime

from grants.actions.awards import publish_award
from grants.actions.publication import correct_publication, republish_award, unpublish_award
from grants.models import Application, Award
from grants.states import ApplicationState, CallState
from portal.core.states import TransitionRefused


def publish(*, application: Application, public_reasons, publish_at, by, at):
    return publish_award(
        award=standing_award(application), public_reasons=public_reasons, publish_at=publish_at, by=by, at=at
    )


def correct_words(*, application: Application, public_reasons, why, by, at):
    return correct_publication(award=standing_award(application), public_reasons=public_reasons, why=why, by=by, at=at)


def unpublish(*, application: Application, public_reasons, why, by, at):
    return unpublish_award(award=standing_award(application), public_reasons=public_reasons, why=why, by=by, at=at)


def republish(*, application: Application, why, by, at):
    return republish_award(award=standing_award(application), why=why, by=by, at=at)


def to_check(application: Application, at: datetime) -> bool:
    return ApplicationState.allows("pass", application.state) and application.call.closes_at <= at


def untold(application: Application, at: datetime) -> bool:
    return application.decision is not None and application.decision.is_untold(at)


def to_announce(application: Application, at: datetime) -> bool:
    return untold(application, at) and application.decision.announced_at is None


def to_stop(application: Application, at: datetime) -> bool:
    return application.decision is not None and application.decision.can_be_stopped(at)


def to_revise(application: Application, at: datetime) -> bool:
    return untold(application, at) and application.decision.formal_check_id is None


def to_correct(application: Application, at: datetime) -> bool:
    decision = application.decision
    running = application.call.state == CallState.ANNOUNCED
    return running and decision is not None and decision.voided_at is None and decision.is_told(at)


def standing_award(application: Application) -> Award:
    """Raises TransitionRefused where there is none: a colleague took the decision back while the page was open."""
    award = application.award_or_none
    if award is None:
        raise TransitionRefused()
    return award


def unpublished(application: Application, at: datetime) -> bool:
    award = application.award_or_none
    accepted = application.state == ApplicationState.ACCEPTED and award is not None
    return accepted and not award.unpublished_at and (award.published_at is None or award.published_at > at)


def on_site(application: Application, at: datetime) -> bool:
    award = application.award_or_none
    return award is not None and award.published_at is not None and not award.unpublished_at


def off_site(application: Application, at: datetime) -> bool:
    award = application.award_or_none
    return award is not None and award.unpublished_at is not None and application.state == ApplicationState.ACCEPTED


def to_reword(application: Application, at: datetime) -> bool:
    return on_site(application, at) or off_site(application, at)
