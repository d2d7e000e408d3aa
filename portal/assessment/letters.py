"""Letters to reviewers and jurors, and to those who lead rounds. Each names the round, and leads to where it is seen;
never what an entry says, nor whom it is about: letters lie in mailboxes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from portal.adminkit.addresses import staff_url
from portal.assessment.domain.points import in_points
from portal.assessment.models import Assignment, Entry, PanelMember, Round
from portal.desk.queries.cases import secretariat
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.people.models import User

PANEL = Audience(_("Members of the panel"), _("You get this e-mail because you are on the panel of this round."))
LEADER = Audience(_("Staff who lead rounds"), _("You get this e-mail because you lead rounds of assessment."))

ROUND_OPENED = LetterKind(
    key="assessment/round_opened",
    label=_("Round open for review"),
    audience=PANEL,
    purpose=_("Says that the round is open, how many entries they have to review and by when."),
)
PANEL_JOINED = LetterKind(
    key="assessment/panel_joined",
    label=_("On the panel"),
    audience=PANEL,
    purpose=_("Welcomes a member who joins the panel of a round that is open already."),
)
ASSIGNED = LetterKind(
    key="assessment/assigned",
    label=_("Entries to review"),
    audience=PANEL,
    purpose=_("Says how many new entries they have, and when reviews are due."),
)
REMINDER = LetterKind(
    key="assessment/reminder",
    label=_("Reviews due soon"),
    audience=PANEL,
    purpose=_("Reminds of reviews that are missing, a week and two days before they are due."),
)
RESULT_CHANGED = LetterKind(
    key="assessment/result_changed",
    label=_("Result of a closed round changed"),
    audience=LEADER,
    purpose=_("Says that a review no longer counts because of a conflict of interest, and what is left."),
)


def queue_round_opened_letter(round: Round, *, at: datetime) -> None:
    """To everyone on the panel: the round has opened, this many entries are yours, due then."""
    given = dict(
        Assignment.objects.filter(entry__round=round).values_list("reviewer").annotate(count=Count("pk")).order_by()
    )
    for member in round.members.filter(removed_at=None).select_related("user").order_by("pk"):
        _queue(
            ROUND_OPENED,
            f"{round.uuid}:{member.user.uuid}:{at.isoformat()}",
            round,
            member.user,
            at,
            count=given.get(member.user_id, 0),
        )


def queue_panel_joined_letter(round: Round, member: PanelMember, *, at: datetime) -> None:
    """To someone who was given a place on the panel of a round that is open already."""
    _queue(PANEL_JOINED, f"{member.uuid}:{member.added_at.isoformat()}", round, member.user, at)


def queue_assigned_letter(round: Round, given: Mapping[User, Sequence[Assignment]], *, at: datetime) -> None:
    """To each reviewer who was given entries just now: how many, due when. One letter each."""
    for reviewer, assignments in given.items():
        _queue(ASSIGNED, str(assignments[0].uuid), round, reviewer, at, count=len(assignments))


def queue_reminder_letter(round: Round, member: PanelMember, *, left: int, at: datetime) -> None:
    """To a reviewer with reviews missing while the due instant comes close. Of no use once it has passed."""
    reason = f"{member.uuid}:{round.due_at.isoformat()}:{at.date().isoformat()}"
    _queue(REMINDER, reason, round, member.user, at, expires=round.due_at, count=left)


def queue_result_changed_letter(entry: Entry, submitted: int, points: int | None, *, at: datetime) -> None:
    """To staff who lead the round and may see the entry: a review counts no more though the round is closed.
    `submitted` and `points` are what there was before."""
    for user in secretariat():
        if user.has_perm("assessment.manage_entry", entry):
            queue_letter(
                reason=f"{RESULT_CHANGED.reason}:{entry.uuid}:{at.isoformat()}:{user.uuid}",
                to=user.recipient,
                kind=RESULT_CHANGED,
                context={
                    "title": entry.round.title,
                    "reference": entry.reference,
                    "reviews_before": submitted,
                    "reviews_now": entry.submitted,
                    "points_before": in_points(points),
                    "points_now": in_points(entry.points),
                    "page": staff_url(entry.round, "entry", str(entry.uuid)),
                },
                about=entry.round,
                at=at,
            )


def _queue(kind: LetterKind, reason: str, round: Round, user, at: datetime, *, expires=None, **context) -> None:
    queue_letter(
        reason=f"{kind.reason}:{reason}",
        to=user.recipient,
        kind=kind,
        context={"title": round.title, "due_at": round.due_at, "zone": round.zone, **context},
        about=round,
        at=at,
        expires=expires,
    )
