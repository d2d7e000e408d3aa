"""Who may open a file of the prize, as rows answer it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pioneers.models import ConsentRequest, Nomination, Nominee
from pioneers.queries.editions import sees_prize
from pioneers.queries.laureates import picture_is_public
from pioneers.queries.nominations import rests
from pioneers.queries.recusals import is_recused_from
from pioneers.states import NominationState
from portal.assessment.queries.entries import assigned_entries
from portal.core.actors import Bearer, Viewer
from portal.documents.models import PrivateFile


@dataclass(frozen=True, slots=True)
class DraftHolder(Bearer):
    """A browser that holds an anonymous draft, by the hash of its key."""

    key_hash: str


@dataclass(frozen=True, slots=True)
class LinkHolder(Bearer):
    """Whoever opened a nominee's or guardian's link."""

    request_uuid: UUID


def sees_attachment(viewer: Viewer, nomination: Nomination, at: datetime) -> bool:
    """The one who sent it or is drafting it; those who screen, unless they are recused; the nominee once told; a juror
    given the entry."""
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


def sees_portrait(viewer: Viewer, file: PrivateFile, nominee: Nominee, at: datetime) -> bool:
    """The nominee; those who run the prize, unless they are recused; everyone while it is published. Jurors don't: it
    is no part of the case."""
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
    return assigned_entries(viewer, at).filter(subject_uuid=nomination.candidacy.uuid).exists()
