"""What the jury reads of a nomination where a pen name has to be kept."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from pioneers.models import Nomination
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor


@transaction.atomic
def redact_nomination(
    *, nomination: Nomination, did: str, changed: str, courage: str, links: Iterable[str], by: Actor, at: datetime
) -> Nomination:
    """Staff's own reading copy for the jury, and that they have looked at what names are left. The original stays, and
    its nominator and nominee read that. Raises Recused."""
    require_to_judge(by, "pioneers.screen_nomination", nomination)
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    copy = {"did": did.strip(), "changed": changed.strip(), "courage": courage.strip(), "links": list(links)}
    if nomination.reading_copy == copy and nomination.names_checked_at is not None:
        return nomination
    nomination.reading_copy, nomination.names_checked_at = copy, at
    nomination.save(update_fields=["reading_copy", "names_checked_at"])
    log_event(verb="pioneers.redact_nomination", by=by, about=nomination, at=at)
    return nomination
