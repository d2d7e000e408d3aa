"""The expert directory: entered by staff, shown, hidden, changed and erased by the experts themselves."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.alliance.domain.expert_table import ExpertRow
from portal.alliance.letters import queue_expert_invited_letter
from portal.alliance.models import Expert, ExpertField
from portal.alliance.states import ExpertState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.mailboxes import mailbox_key
from portal.core.permission import require
from portal.mail.links import revoke_links
from portal.people.models import User

BATCH_SIZE = 200


def import_experts(*, rows: Iterable[ExpertRow], by: Actor, at: datetime) -> list[Expert]:
    """Enters the rows without a mistake and asks each person by e-mail; nobody is shown before they agree. Addresses
    that are in the directory already are left alone, so asked twice, done once. Raises NotAllowed."""
    require(by, "alliance.import_experts")
    made = []
    with transaction.atomic():
        known = set(Expert.objects.values_list("mailbox", flat=True))
        for row in rows:
            if row.errors or mailbox_key(row.email) in known:
                continue
            expert = Expert.objects.create(
                name=row.name,
                email=row.email,
                organisation=row.organisation,
                languages=" ".join(row.languages),
                about=row.about,
                entered_at=at,
            )
            _set_fields(expert, row.fields)
            known.add(expert.mailbox)
            log_event(verb="alliance.enter_expert", by=by, about=expert, at=at)
            queue_expert_invited_letter(expert=expert, at=at)
            made.append(expert)
    return made


def show_expert(*, expert: Expert, at: datetime) -> Expert:
    """The expert agrees to be shown, for the first time or again. Called once it is known that it is they. Asked twice,
    done once."""
    with transaction.atomic():
        row = Expert.objects.select_for_update().get(pk=expert.pk)
        if row.state != ExpertState.SHOWN:
            row.state, row.confirmed_at = ExpertState.after("confirm", row.state), row.confirmed_at or at
            row.save(update_fields=["state", "confirmed_at"])
            log_event(verb="alliance.show_expert", by=None, about=row, at=at)
    return row


def hide_expert(*, expert: Expert, at: datetime) -> Expert:
    """The expert is no longer found; questions that are open stay. Asked twice, done once."""
    with transaction.atomic():
        row = Expert.objects.select_for_update().get(pk=expert.pk)
        if row.state != ExpertState.HIDDEN:
            row.state = ExpertState.after("hide", row.state)
            row.save(update_fields=["state"])
            log_event(verb="alliance.hide_expert", by=None, about=row, at=at)
    return row


def update_expert(
    *, expert: Expert, name: str, organisation: str, fields: Iterable[str], languages: Iterable[str], about: str,
    at: datetime,
) -> Expert:  # fmt: skip
    """The expert changes what is said of them."""
    with transaction.atomic():
        row = Expert.objects.select_for_update().get(pk=expert.pk)
        row.name, row.organisation, row.about = name, organisation, about
        row.languages = " ".join(languages)
        row.save()
        _set_fields(row, fields)
        log_event(verb="alliance.update_expert", by=None, about=row, at=at)
    return row


def remove_expert(*, expert: Expert, by: Actor, at: datetime) -> None:
    """Deletes an entry with its questions: by the expert (`by` None) or on their wish by staff. Raises NotAllowed."""
    require(by, "alliance.remove_expert")
    with transaction.atomic():
        row = Expert.objects.select_for_update().filter(pk=expert.pk).first()
        if row is None:
            return
        log_event(verb="alliance.remove_expert", by=by, about=row, at=at)
        revoke_links(about=row, at=at)
        row.delete()
        ExpertField.objects.filter(experts=None).delete()


def erase_experts(*, users: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Deletes the entries with the addresses of erased accounts. Answers how many."""
    addresses = User.objects.filter(uuid__in=list(users)).values_list("email", flat=True)
    theirs = list(Expert.objects.filter(mailbox__in=[mailbox_key(address) for address in addresses]))
    for expert in theirs:
        remove_expert(expert=expert, by=None, at=at)
    return len(theirs)


def expire_unconfirmed_experts(*, before: datetime, at: datetime) -> int:
    """Deletes entries nobody confirmed, `BATCH_SIZE` at a time. Answers how many."""
    unconfirmed = Expert.objects.filter(state=ExpertState.ASKED, entered_at__lt=before)
    gone = list(unconfirmed[:BATCH_SIZE])
    for expert in gone:
        remove_expert(expert=expert, by=None, at=at)
    return len(gone)


def _set_fields(expert: Expert, names: Iterable[str]) -> None:
    fields = [ExpertField.objects.get_or_create(name=name)[0] for name in dict.fromkeys(names)]
    expert.fields.set(fields)
    ExpertField.objects.filter(experts=None).delete()
