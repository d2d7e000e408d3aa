"""Whom letters about an application reach. Personal: for letters and the secretariat, never for a public page."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q

from grants.models import Application, Representative
from grants.states import SeatState
from portal.cities.queries.contacts import holding
from portal.cities.states import OrganisationKind
from portal.mail.recipients import Recipient


def recipients_of(application: Application, at: datetime) -> list[Recipient]:
    """Who writes the application if they still act for its body; else everyone who does."""
    acting = _acting_for(application, at)
    if application.contact_id and (contact := acting.filter(pk=application.contact_id).first()):
        return [contact.recipient]
    return [user.recipient for user in acting.order_by("pk")]


def _acting_for(application: Application, at: datetime):
    body = application.organisation
    acting = Q(
        pk__in=Representative.objects.filter(organisation=body, state=SeatState.CONFIRMED).values("user"),
    )
    if body.kind == OrganisationKind.MUNICIPALITY and body.city_id:
        acting |= Q(pk__in=holding(at).filter(city=body.city_id).values("user"))
    return get_user_model().objects.filter(acting, is_active=True)
