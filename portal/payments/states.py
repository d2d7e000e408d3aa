"""States of invoices, and of a change of where our money goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class InvoiceState(States):
    """A draft can change and be thrown away; what was issued never changes, and is corrected by a credit note.
    `is_issued`: has a number; `is_owed`: something is still to be paid."""

    DRAFT = State(
        "draft",
        _("Draft"),
        public=_("Draft"),
        colour=Colour.PLAIN,
        steps={"issue": "open", "discard": "discarded"},
        is_issued=False,
        is_owed=False,
    )
    DISCARDED = State(
        "discarded",
        _("Discarded"),
        public=_("Discarded"),
        colour=Colour.PLAIN,
        steps={},
        is_issued=False,
        is_owed=False,
    )
    OPEN = State(
        "open",
        _("To be paid"),
        public=_("To be paid"),
        colour=Colour.WAITING,
        steps={"pay_part": "part_paid", "pay": "paid", "credit": "credited"},
        is_issued=True,
        is_owed=True,
    )
    PART_PAID = State(
        "part_paid",
        _("Paid in part"),
        public=_("Paid in part"),
        colour=Colour.WAITING,
        steps={"pay": "paid", "unpay": "open", "credit": "credited"},
        is_issued=True,
        is_owed=True,
    )
    PAID = State(
        "paid",
        _("Paid"),
        public=_("Paid"),
        colour=Colour.SUCCESS,
        steps={"unpay_part": "part_paid", "unpay": "open", "credit": "credited"},
        is_issued=True,
        is_owed=False,
    )
    CREDITED = State(
        "credited", _("Credited"), public=_("Credited"), colour=Colour.PLAIN, steps={}, is_issued=True, is_owed=False
    )


# Has a number; something is still to be paid on it.
ISSUED = InvoiceState.where(is_issued=True)
OWED = InvoiceState.where(is_owed=True)


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class DeliveryChannel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    ACCESS_POINT = "access_point", _("E-invoice through an access point")


class SellerState(States):
    """Whose word counts for where the money goes: proposed by one person, approved by another."""

    PROPOSED = State(
        "proposed",
        _("Proposed"),
        colour=Colour.WAITING,
        steps={"approve": "approved", "reject": "rejected"},
        counts=False,
    )
    APPROVED = State("approved", _("Approved"), colour=Colour.SUCCESS, steps={}, counts=True)
    REJECTED = State("rejected", _("Rejected"), colour=Colour.REFUSED, steps={}, counts=False)
