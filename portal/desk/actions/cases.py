"""Handing cases over."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.adminkit.recusals import is_recused_from
from portal.audit.actions.events import log_event
from portal.core.actors import Account, Actor
from portal.core.errors import NotAllowed
from portal.core.records import Record
from portal.desk.errors import NotInSecretariat, OwnerRecused, OwnStandIn
from portal.desk.models import Case
from portal.desk.queries.cases import is_secretariat


def assign_case(*, about: Record, owner: Account | None, stand_in: Account | None, by: Actor, at: datetime) -> Case:
    """Set who sees `about` through and who stands in (None: everyone, nobody). Asked twice, done once.

    Raises NotAllowed, OwnStandIn, NotInSecretariat, OwnerRecused.
    """
    if by is not None and not is_secretariat(by):
        raise NotAllowed()
    if owner is not None and owner == stand_in:
        raise OwnStandIn()
    for name, user in (("owner", owner), ("stand_in", stand_in)):
        if user is not None and not is_secretariat(user):
            raise NotInSecretariat(field=name)
        if user is not None and is_recused_from(about, user, at):
            raise OwnerRecused(field=name)
    with transaction.atomic():
        kind = about._meta.label_lower
        Case.objects.get_or_create(kind=kind, uuid=about.uuid)
        case = Case.objects.select_for_update().get(kind=kind, uuid=about.uuid)
        if (case.owner_id, case.stand_in_id) == (owner and owner.pk, stand_in and stand_in.pk):
            return case
        case.owner_id = owner.pk if owner else None
        case.stand_in_id = stand_in.pk if stand_in else None
        case.save(update_fields=["owner", "stand_in"])
        log_event(
            verb="desk.assign_case",
            by=by,
            about=about,
            at=at,
            data={"owned": owner is not None, "stand_in": stand_in is not None},
        )
    return case


@transaction.atomic
def pass_cases_on(*, abouts: Iterable[Record], user: Account, by: Actor, at: datetime) -> int:
    """Take someone off the cases of some records: what they owned goes to its stand-in, who is then its owner, or is
    everyone's again; what they stood in for keeps its owner. How many changed hands."""
    changed = 0
    for about in abouts:
        case = Case.objects.select_for_update().filter(kind=about._meta.label_lower, uuid=about.uuid).first()
        if case is None or user.pk not in (case.owner_id, case.stand_in_id):
            continue
        if case.owner_id == user.pk:
            case.owner_id = case.stand_in_id
        case.stand_in = None
        case.save(update_fields=["owner", "stand_in"])
        owned = case.owner_id is not None
        log_event(verb="desk.assign_case", by=by, about=about, at=at, data={"owned": owned, "stand_in": False})
        changed += 1
    return changed
