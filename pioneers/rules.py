"""Who may do what with the prize, as small named predicates.

Programme managers run it; an administrator may look. Nominators and nominees act on what is theirs, which the actions
check against the row itself.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import rules

from pioneers.models import ConsentRequest, Nomination, Nominee
from pioneers.queries.editions import sees_prize
from pioneers.queries.jury import KIND
from pioneers.queries.laureates import picture_is_public
from pioneers.queries.names import attachment_name_for_jury
from pioneers.queries.nominations import rests
from pioneers.queries.recusals import Judged, all_managers_recused, is_recused_from
from pioneers.states import NominationState
from portal.assessment.queries.entries import assigned_entries
from portal.core.actors import Bearer, Viewer
from portal.core.clock import now
from portal.documents.models import PrivateFile
from portal.people.rules import is_administrator, is_manager


@dataclass(frozen=True, slots=True)
class DraftHolder(Bearer):
    """A browser that holds an anonymous draft, by the hash of its key."""

    key_hash: str


@dataclass(frozen=True, slots=True)
class LinkHolder(Bearer):
    """Whoever opened a nominee's or guardian's link."""

    request_uuid: UUID


@rules.predicate
def is_own_nomination(user: Viewer, nomination: Nomination | None) -> bool:
    """Whether the nomination was put forward from this account."""
    return nomination is not None and user.is_authenticated and nomination.nominator_id == user.pk


@rules.predicate
def is_draft(user: Viewer, nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.state == NominationState.DRAFT


@rules.predicate
def is_recused(user: Viewer, thing: Judged | None) -> bool:
    """From the candidacy a nomination, a nominee or itself is judged as; from one an edition's end would pass over."""
    return thing is not None and is_recused_from(user, thing, now())


@rules.predicate
def no_manager_is_left(user: Viewer, thing: Judged | None) -> bool:
    """Every programme manager is recused from it."""
    return thing is not None and all_managers_recused(thing, now())


def may_open_attachment(viewer: Viewer, nomination: Nomination | None, file: PrivateFile | None, at: datetime) -> bool:
    """The one who sent it or is drafting it; those who screen, unless they are recused; the nominee once told; a juror
    given the entry."""
    if nomination is None:
        return False
    if isinstance(viewer, DraftHolder):
        return (
            bool(viewer.key_hash)
            and nomination.state == NominationState.DRAFT
            and nomination.nominator_id is None
            and nomination.draft_key_hash == viewer.key_hash
            and not rests(nomination, at)
        )
    if isinstance(viewer, LinkHolder):
        return nomination.state == NominationState.SCREENED and _holds_link(viewer, nomination)
    if not viewer.is_authenticated:
        return False
    if nomination.nominator_id == viewer.pk:
        return True
    if nomination.state == NominationState.DRAFT:
        return False
    if sees_prize(viewer) and not (nomination.candidacy and is_recused_from(viewer, nomination, at)):
        return True
    return _judges(viewer, nomination, at)


def attachment_name(viewer: Viewer, nomination: Nomination | None, file: PrivateFile, at: datetime) -> str:
    """What an attachment is called for whoever opens it: as it was sent for those who know the nominee's name anyway,
    without it for the jury."""
    if nomination is None or not viewer.is_authenticated or sees_prize(viewer) or nomination.nominator_id == viewer.pk:
        return file.name
    return attachment_name_for_jury(nomination, file)


def may_open_portrait(viewer: Viewer, nominee: Nominee | None, file: PrivateFile, at: datetime) -> bool:
    """The nominee; those who run the prize, unless they are recused; everyone while it is published. Jurors don't: it
    is no part of the case."""
    if nominee is None:
        return False
    if isinstance(viewer, LinkHolder):
        return ConsentRequest.objects.filter(
            uuid=viewer.request_uuid, nominee=nominee, role=ConsentRequest.Role.NOMINEE, ended_at=None
        ).exists()
    if sees_prize(viewer) and not is_recused_from(viewer, nominee, at):
        return True
    return nominee.picture == file.uuid and picture_is_public(file.uuid, at)


def _holds_link(viewer: LinkHolder, nomination: Nomination) -> bool:
    return ConsentRequest.objects.filter(
        uuid=viewer.request_uuid,
        nominee__candidacy=nomination.candidacy_id,
        role=ConsentRequest.Role.NOMINEE,
        ended_at=None,
    ).exists()


def _judges(viewer: Viewer, nomination: Nomination, at: datetime) -> bool:
    if nomination.state != NominationState.SCREENED or nomination.candidacy is None:
        return False
    return assigned_entries(viewer, at, KIND).filter(subject_uuid=nomination.candidacy.uuid).exists()


runs_prize = is_manager | is_administrator
# Nobody judges what they are recused from. Where that leaves no manager, an administrator takes it.
judges = (is_manager & ~is_recused) | (is_administrator & ~is_recused & no_manager_is_left)

rules.add_perm("pioneers.see_prize", runs_prize)
rules.add_perm("pioneers.run_edition", is_manager)
rules.add_perm("pioneers.change_reveal", is_manager)
rules.add_perm("pioneers.screen_nomination", judges)
rules.add_perm("pioneers.attach_nomination", judges)
rules.add_perm("pioneers.ask_consent", judges)
rules.add_perm("pioneers.decide_guardian", judges)
rules.add_perm("pioneers.correct_birth_date", judges)
rules.add_perm("pioneers.correct_address", judges)
rules.add_perm("pioneers.ask_renewal", is_manager)
rules.add_perm("pioneers.choose_laureate", judges)
rules.add_perm("pioneers.conclude_edition", judges)
rules.add_perm("pioneers.read_results", is_manager)
rules.add_perm("pioneers.recuse_staff", runs_prize)
rules.add_perm("pioneers.lift_staff_recusals", runs_prize & ~is_recused)
rules.add_perm("pioneers.see_nomination", is_own_nomination | runs_prize)
rules.add_perm("pioneers.withdraw_nomination", is_own_nomination & ~is_draft)
