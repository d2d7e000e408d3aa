"""Who sits on a round's panel."""

from datetime import datetime

from django.db import transaction

from portal.assessment import letters
from portal.assessment.actions.locking import lock_round
from portal.assessment.errors import NotAllDone, RoundIsClosed
from portal.assessment.models import Assignment, PanelMember, Round
from portal.assessment.queries.entries import open_assignments_in
from portal.assessment.states import ReviewState, RoundState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.actions.accounts import open_account
from portal.people.models import User


@transaction.atomic
def add_panel_member(*, round: Round, user: User, by: Actor, at: datetime) -> PanelMember:
    """Give an account a place on the panel. While the round is open, a letter tells them. Raises RoundIsClosed."""
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    member = round.members.filter(user=user).first()
    if member and member.removed_at is None:
        return member
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed()
    if member:
        member.removed_at, member.added_at, member.finished_at = None, at, None
        member.save(update_fields=["removed_at", "added_at", "finished_at"])
    else:
        member = PanelMember.objects.create(round=round, user=user, added_at=at)
    log_event(verb="assessment.add_panel_member", by=by, about=round, at=at, data={"member": str(member.uuid)})
    if round.state == RoundState.OPEN:
        letters.queue_panel_joined_letter(round, member, at=at)
    return member


@transaction.atomic
def remove_panel_member(*, round: Round, user: User, by: Actor, at: datetime) -> None:
    """End a place on the panel: what they were given and had not submitted goes back; submitted reviews count on."""
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    member = round.members.filter(user=user, removed_at=None).first()
    if member is None:
        return
    member.removed_at = at
    member.save(update_fields=["removed_at"])
    given = Assignment.objects.filter(entry__round=round, reviewer=user)
    taken_back, _by_model = given.exclude(
        entry__reviews__in=user.reviews.filter(state=ReviewState.SUBMITTED, entry__round=round)
    ).delete()
    log_event(
        verb="assessment.remove_panel_member",
        by=by,
        about=round,
        at=at,
        data={"member": str(member.uuid), "taken_back": taken_back},
    )


@transaction.atomic
def finish_round(*, round: Round, by: User, at: datetime) -> PanelMember:
    """A reviewer closes their own part: all they were given is submitted, and stands. Raises NotAllDone."""
    require(by, "assessment.finish_round", round)
    member = PanelMember.objects.select_for_update().get(round=round, user=by, removed_at=None)
    if member.finished_at:
        return member
    if open_assignments_in(round, by, at).exists():
        raise NotAllDone()
    member.finished_at = at
    member.save(update_fields=["finished_at"])
    log_event(verb="assessment.finish_round", by=by, about=round, at=at)
    return member


@transaction.atomic
def resume_member(*, member: PanelMember, by: Actor, at: datetime) -> PanelMember:
    """The secretariat lets a reviewer who had finished change their reviews again."""
    member = PanelMember.objects.select_for_update().select_related("round").get(pk=member.pk)
    require(by, "assessment.manage_round", member.round)
    if member.finished_at is None:
        return member
    member.finished_at = None
    member.save(update_fields=["finished_at"])
    log_event(verb="assessment.resume_member", by=by, about=member.round, at=at, data={"member": str(member.uuid)})
    return member


@transaction.atomic
def add_panel_member_by_email(*, round: Round, email: str, name: str = "", by: Actor, at: datetime) -> PanelMember:
    """Give a place on the panel to whoever has this address; an account is opened for them where there is none."""
    require(by, "assessment.manage_round", round)
    account = open_account(email=email, name=name, at=at, by=by)
    return add_panel_member(round=round, user=account, by=by, at=at)
