"""Files of a draft, and a nominee's portrait."""

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pioneers.actions.consent_rows import end_consents
from pioneers.errors import TooLateToAnswer
from pioneers.files import ATTACHMENT, PORTRAIT
from pioneers.models import ConsentRequest, Nomination, Nominee, Scope
from pioneers.states import NominationState, NomineeState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.documents.actions.removing import remove_file, remove_files_about
from portal.documents.actions.storing import store_upload
from portal.documents.errors import FileRefused
from portal.documents.models import PrivateFile
from portal.documents.queries.files import count_held


def attach_file(*, draft: Nomination, upload: File, by: Actor, at: datetime) -> PrivateFile:
    """Take a file into a draft. Raises FileRefused: too many, too large, of the wrong type, or the draft was sent."""
    limit = draft.edition.files_limit
    if not Nomination.objects.filter(pk=draft.pk, state=NominationState.DRAFT).exists():
        raise FileRefused(_("The nomination has already been sent, so no file can be added."))
    if count_held(draft, ATTACHMENT) >= limit:
        raise FileRefused(
            ngettext(
                "You can add %(limit)s file. Remove it before you add another.",
                "You can add %(limit)s files. Remove one before you add another.",
                limit,
            )
            % {"limit": limit}
        )
    return store_upload(upload=upload, purpose=ATTACHMENT, about=draft, by=by, at=at)


def detach_file(*, draft: Nomination, file: UUID | None, at: datetime) -> None:
    """Remove a file from a draft; one that is not the draft's is left alone. Asked twice, done once."""
    with transaction.atomic():
        held = Nomination.objects.select_for_update().filter(pk=draft.pk, state=NominationState.DRAFT).first()
        if held is None or file is None:
            return
        found = PrivateFile.objects.filter(
            uuid=file, purpose=ATTACHMENT, about_kind=Nomination._meta.label_lower, about_uuid=held.uuid
        ).first()
        if found:
            remove_file(file=found, by=held.nominator, at=at)


def store_portrait(*, request: ConsentRequest, upload: File, at: datetime) -> Nominee:
    """Put a portrait in the place of the one before. It is shown only once the nominee switches that on.

    Raises FileRefused, TooLateToAnswer.
    """
    nominee = Nominee.objects.select_related("person").get(pk=request.nominee_id)
    if request.role != ConsentRequest.Role.NOMINEE or nominee.state != NomineeState.ACCEPTED:
        raise TooLateToAnswer()
    picture = store_upload(upload=upload, purpose=PORTRAIT, about=nominee, by=nominee.person, at=at, replace=True)
    with transaction.atomic():
        nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=nominee.pk)
        nominee.picture = picture.uuid
        nominee.save(update_fields=["picture"])
        log_event(verb="pioneers.store_portrait", by=nominee.person, about=nominee, at=at)
    return nominee


@transaction.atomic
def remove_portrait(*, request: ConsentRequest, at: datetime) -> Nominee:
    """Delete the portrait, and end the consent to show it. Asked twice, done once."""
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.nominee_id)
    if request.role != ConsentRequest.Role.NOMINEE:
        raise TooLateToAnswer()
    if nominee.picture is None:
        return nominee
    remove_refused_portrait(nominee=nominee, at=at)
    end_consents(nominee=nominee, at=at, scopes={Scope.PICTURE})
    log_event(verb="pioneers.remove_portrait", by=nominee.person, about=nominee, at=at)
    return nominee


def remove_refused_portrait(*, nominee: Nominee, at: datetime) -> None:
    """Delete what is held of a nominee's portrait; part of other actions."""
    remove_files_about(about=nominee, by=nominee.person, at=at, purpose=PORTRAIT)
    nominee.picture, nominee.shows_picture = None, False
    nominee.save(update_fields=["picture", "shows_picture"])
