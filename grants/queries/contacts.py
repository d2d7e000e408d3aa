"""Whom letters about an application reach. Personal: for letters and the secretariat, never for a public page."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from grants.models import Application, Decision, Representative
from grants.states import SeatState
from portal.cities.queries.people import people_of_each
from portal.cities.states import CityDuty, OrganisationKind
from portal.desk.queries.cases import case_of, secretariat
from portal.mail.recipients import Recipient
from portal.people.models import User


def recipients_of(application: Application, at: datetime) -> list[Recipient]:
    """Who writes the application if they still act for its body; else everyone who does."""
    return recipients_of_each([application], at)[application.uuid]


def recipients_of_each(applications: Sequence[Application], at: datetime) -> dict[UUID, list[Recipient]]:
    """`recipients_of` of many, in four queries."""
    bodies = {application.organisation_id: application.organisation for application in applications}
    acting: dict[int, dict[int, User]] = {pk: {} for pk in bodies}
    seats = Representative.objects.filter(organisation__in=bodies, state=SeatState.CONFIRMED, user__is_active=True)
    for seat in seats.select_related("user"):
        acting[seat.organisation_id][seat.user_id] = seat.user
    municipalities = [body for body in bodies.values() if body.kind == OrganisationKind.MUNICIPALITY and body.city_id]
    people = people_of_each([body.city_id for body in municipalities], at) if municipalities else {}
    for body in municipalities:
        for one in people.get(body.city_id or 0, ()):
            if CityDuty.APPLICATIONS in one.duties and one.user.is_active:
                acting[body.pk][one.user.pk] = one.user
    return {one.uuid: _writers(one, acting[one.organisation_id]) for one in applications}


def _writers(application: Application, acting: dict[int, User]) -> list[Recipient]:
    if contact := acting.get(application.contact_id or 0):
        return [contact.recipient]
    return [acting[pk].recipient for pk in sorted(acting)]


def staff_of(application: Application, decision: Decision) -> list[Recipient]:
    """Whom of the secretariat a change to a decision concerns: who took it and who sees the application through; where
    none of them may decide any more, everyone who may."""
    deciding = [user for user in secretariat() if user.has_perm("grants.decide_application")]
    case = case_of(application)
    concerned = {decision.decided_by_id, *((case.owner_id, case.stand_in_id) if case else ())}
    return [user.recipient for user in deciding if user.pk in concerned] or [user.recipient for user in deciding]
