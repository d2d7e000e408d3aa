"""Whom letters about an application reach. Personal: for letters and the secretariat, never for a public page."""

from datetime import datetime

from django.db.models import Q, QuerySet

from grants.models import Application, Decision, Representative
from grants.states import SeatState
from portal.cities.queries.contacts import active_contacts
from portal.cities.states import OrganisationKind
from portal.desk.queries.cases import case_of, secretariat
from portal.mail.recipients import Recipient
from portal.people.models import User


def recipients_of(application: Application, at: datetime) -> list[Recipient]:
    """Who writes the application if they still act for its body; else everyone who does."""
    acting = _acting_for(application, at)
    if application.contact_id and (contact := acting.filter(pk=application.contact_id).first()):
        return [contact.recipient]
    return [user.recipient for user in acting.order_by("pk")]


def staff_of(application: Application, decision: Decision) -> list[Recipient]:
    """Whom of the secretariat a change to a decision concerns: who took it and who sees the application through; where
    none of them may decide any more, everyone who may."""
    deciding = [user for user in secretariat() if user.has_perm("grants.decide_application")]
    case = case_of(application)
    concerned = {decision.decided_by_id, *((case.owner_id, case.stand_in_id) if case else ())}
    return [user.recipient for user in deciding if user.pk in concerned] or [user.recipient for user in deciding]


def _acting_for(application: Application, at: datetime) -> QuerySet[User]:
    body = application.organisation
    acting = Q(
        pk__in=Representative.objects.filter(organisation=body, state=SeatState.CONFIRMED).values("user"),
    )
    if body.kind == OrganisationKind.MUNICIPALITY and body.city_id:
        acting |= Q(pk__in=active_contacts(at).filter(city=body.city_id).values("user"))
    return User.objects.filter(acting, is_active=True)
