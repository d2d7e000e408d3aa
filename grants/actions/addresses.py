"""Staff correct where an applicant is reached."""

from datetime import datetime

from django.db import transaction

from grants.errors import ContactOfCity
from grants.models import Application, Representative
from grants.states import SeatState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.cities.states import OrganisationKind
from portal.core.actors import Actor
from portal.core.mailboxes import same_mailbox
from portal.mail.actions.redirecting import drop_unsent, send_latest_to
from portal.people.actions.accounts import open_account


@transaction.atomic
def correct_applicant_address(
    *, application: Application, email: str, name: str, by: Actor, at: datetime
) -> Application:
    """The applicant is reached at `email` from now on: that account becomes the contact and may apply for the
    organisation, the old one no longer may. An account's own address is its holder's alone, so it is never rewritten.
    What waits for the old address is dropped, and the latest e-mail about the application goes to the new one.

    Asked twice, done once. Raises Recused, ContactOfCity (a municipality's is appointed with the city).
    """
    require_to_judge(by, "grants.correct_address", application)
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("organisation", "contact")
        .get(pk=application.pk)
    )
    if row.organisation.kind == OrganisationKind.MUNICIPALITY:
        raise ContactOfCity()
    before = row.contact
    if before is not None and same_mailbox(before.email, email):
        return row
    user = open_account(email=email, name=name, language=row.language, by=by, at=at)
    seats = Representative.objects.select_for_update().filter(organisation=row.organisation)
    if before is not None:
        seats.filter(user=before).exclude(state=SeatState.ENDED).update(state=SeatState.ENDED, decided_at=at)
    seat = seats.filter(user=user).exclude(state=SeatState.ENDED).first()
    if seat is None:
        seat = Representative(organisation=row.organisation, user=user, asked_at=at)
    seat.state, seat.decided_at = SeatState.CONFIRMED, at
    seat.save()
    row.contact = user
    row.save(update_fields=["contact"])
    log_event(verb="grants.correct_address", by=by, about=row, at=at)
    if before is not None:
        drop_unsent(about=row, email=before.email, at=at)
        send_latest_to(about=row, email=before.email, to=user.recipient, at=at)
    return row
