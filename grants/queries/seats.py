"""Reading who acts for whom: representatives of organisations, contact persons of cities, people of a funder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from grants.models import FundSeat, Representative
from grants.states import SeatState
from portal.cities.models import Organisation
from portal.cities.queries.people import acted_for
from portal.cities.states import CityDuty, OrganisationKind
from portal.core.actors import Account, Viewer
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class SeatLine:
    """An organisation someone applies for, or has asked to."""

    uuid: UUID
    organisation: str
    state: SeatState


def applicants_of(user: Account, at: datetime) -> QuerySet[Organisation]:
    """The bodies `user` may apply for at an instant: organisations they represent, municipalities they act for."""
    return Organisation.objects.filter(acting_for(user, at)).order_by("name", "pk")


def acting_for(user: Account, at: datetime, prefix: str = "") -> Q:
    """A condition on an organisation (reached through `prefix`, such as `organisation__`)."""
    seats = Representative.objects.filter(user=user.pk, state=SeatState.CONFIRMED).values("organisation")
    cities = acted_for(user, at, CityDuty.APPLICATIONS)
    return Q(**{f"{prefix}pk__in": seats}) | Q(
        **{f"{prefix}kind": OrganisationKind.MUNICIPALITY, f"{prefix}city__in": cities}
    )


def acts_for(user: Viewer, organisation: Organisation, at: datetime) -> bool:
    return user.is_authenticated and applicants_of(user, at).filter(pk=organisation.pk).exists()


def seats_of(user: User) -> list[SeatLine]:
    """Someone's own seats, those that still wait for confirmation too."""
    seats = Representative.objects.filter(user=user).exclude(state=SeatState.ENDED).select_related("organisation")
    return [SeatLine(seat.uuid, seat.organisation.name, SeatState(seat.state)) for seat in seats]


def funds_of(user: Account) -> QuerySet[FundSeat, Any]:
    """Primary keys of the funds someone follows as a funder."""
    return FundSeat.objects.filter(user=user.pk).values("fund")


def is_funder(user: Viewer) -> bool:
    return user.is_authenticated and FundSeat.objects.filter(user=user.pk).exists()
