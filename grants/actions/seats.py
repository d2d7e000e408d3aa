"""Who applies for an organisation."""

from datetime import datetime

from django.db import transaction

from grants.errors import IsMunicipality
from grants.letters import seats as letters
from grants.models import Representative
from grants.states import SeatState
from portal.audit.actions.events import log_event
from portal.cities.actions.organisations import register_organisation
from portal.cities.models import City, Organisation
from portal.cities.queries.organisations import organisation_by_number
from portal.cities.states import OrganisationKind
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.models import User

# A municipality applies through its contact person.
KINDS = (OrganisationKind.VOLUNTARY, OrganisationKind.FOUNDATION, OrganisationKind.PUBLIC, OrganisationKind.COMPANY)


@transaction.atomic
def register_applicant(
    *, kind: str, name: str, country: str, registration_number: str, city: City | None, by: User, at: datetime
) -> Representative:
    """Register an organisation, or find it by its number, and ask to represent it. Anybody can look up a number, so
    nobody applies under it before staff have made sure. Raises what register_organisation raises (a number that is not
    one), IsMunicipality."""
    known = organisation_by_number(country, registration_number)
    if known is not None:
        return ask_to_represent(organisation=known, by=by, at=at)
    if kind not in KINDS:
        raise IsMunicipality()
    organisation = register_organisation(
        kind=kind, name=name, country=country, registration_number=registration_number, city=city, by=by, at=at
    )
    return _seat(organisation, by, at)


@transaction.atomic
def ask_to_represent(*, organisation: Organisation, by: User, at: datetime) -> Representative:
    """Ask to apply in the name of an organisation someone else registered. Raises IsMunicipality."""
    if organisation.kind == OrganisationKind.MUNICIPALITY:
        raise IsMunicipality()
    return _seat(organisation, by, at)


def _seat(organisation: Organisation, by: User, at: datetime) -> Representative:
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    existing = Representative.objects.filter(organisation=organisation, user=by).exclude(state=SeatState.ENDED).first()
    if existing:
        return existing
    seat = Representative.objects.create(organisation=organisation, user=by, state=SeatState.ASKED, asked_at=at)
    log_event(verb="grants.ask_to_represent", by=by, about=seat, at=at, data={"state": seat.state})
    return seat


def confirm_representative(*, seat: Representative, by: Actor, at: datetime) -> Representative:
    """Staff have made sure that this person speaks for the organisation. Raises NotAllowed, TransitionRefused."""
    return _change_state(seat, "confirm", by, at)


def turn_down_representative(*, seat: Representative, by: Actor, at: datetime) -> Representative:
    return _change_state(seat, "turn_down", by, at)


def end_representative(*, seat: Representative, by: Actor, at: datetime) -> Representative:
    """This person applies for the organisation no longer; what they wrote stays the organisation's."""
    return _change_state(seat, "end", by, at)


@transaction.atomic
def _change_state(seat: Representative, step: str, by: Actor, at: datetime) -> Representative:
    require(by, "grants.confirm_representative")
    row = Representative.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=seat.pk)
    if row.state == SeatState.target(step):
        return row
    row.state, row.decided_at = SeatState.after(step, row.state), at
    row.save(update_fields=["state", "decided_at"])
    log_event(verb=f"grants.{step}_representative", by=by, about=row, at=at, data={"state": row.state})
    if step != "end":
        letters.queue_seat_letter(row, step == "confirm", at)
    return row
