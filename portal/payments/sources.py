"""What invoices are for, as upper floors tell: an app registers its own in `portal_hooks`.

>>> register_invoice_source("membership.contribution", on_paid=open_pages_once_paid)
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

# (uuid=…, at=…) of the source: the invoice for it was paid in full. Called in the transaction that books it; safe to
# call twice.
OnPaid = Callable[..., None]

_sources: dict[str, OnPaid] = {}


def register_invoice_source(kind: str, *, on_paid: OnPaid) -> None:
    """Makes a kind of source known; registered again, the later counts."""
    _sources[kind] = on_paid


def tell_source(kind: str, uuid: UUID | None, at: datetime) -> None:
    """Tells the app whose source an invoice is for that it was paid in full."""
    if uuid is not None and kind in _sources:
        _sources[kind](uuid=uuid, at=at)
