"""What letters about grants share: who gets them, and what their words may use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.queries.contacts import recipients_of
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind

APPLICANT = Audience(
    _("The people who write the application"), _("You get this e-mail because you apply for money through the portal.")
)
REPRESENTATIVE = Audience(
    _("The person who asked to apply for the organisation"),
    _("You get this e-mail because you asked to apply for an organisation."),
)
DECIDER = Audience(_("Staff who decide on applications"), _("You get this e-mail because you decide on applications."))


def about_application(application: Application) -> dict:
    """What every letter about an application may name. Texts in several languages are chosen as it is rendered."""
    call = application.call
    return {
        "application_uuid": application.uuid,
        "reference": application.reference or "",
        "title": application.title,
        "organisation": application.organisation.name,
        "call_names": call.names,
        "zone": call.zone,
    }


def queue_applicant_letter(
    kind: LetterKind,
    application: Application,
    *,
    reason: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    **options: Any,
) -> None:
    """A letter about an application to each of those who write it: once for a `reason` and reader. `context` is what it
    may name besides `about_application`; `options` are those of `queue_letter`."""
    named = {**about_application(application), **(context or {})}
    for to in recipients_of(application, at):
        queue_letter(reason=f"{reason}:{to.uuid}", to=to, kind=kind, context=named, about=application, at=at, **options)
