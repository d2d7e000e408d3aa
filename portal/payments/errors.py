"""Why an action on invoices and payments was refused."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class BillingMissing(Refused):
    """`rules`: the names of the rules of EN 16931 and Peppol that the invoice would break."""

    message = _("The billing details are not complete: the invoice could not be sent as an e-invoice.")

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__(
            _("The billing details are not complete. An e-invoice would break these rules: %(rules)s")
            % {"rules": ", ".join(rules)}
        )
        self.rules = tuple(rules)


class NoSeller(Refused):
    message = _("Our own details on invoices are not approved yet. Propose them, and let a colleague approve them.")


class NothingToIssue(Refused):
    message = _("The invoice has no line, or its sum is zero.")


class NotIssued(Refused):
    message = _("Issue the invoice first.")


class VatRuleBroken(Refused):
    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__(
            _("The VAT of a line is not allowed. It breaks these rules: %(rules)s") % {"rules": ", ".join(rules)}
        )
        self.rules = tuple(rules)


class NotPayable(Refused):
    message = _("Nothing can be paid on this: it is a draft or a credit note.")


class PaymentRecorded(Refused):
    """Somebody else recorded what is most likely the same payment."""

    message = _(
        "A payment of the same sum, day and reference is recorded already. If this is another one, give it another "
        "reference."
    )
    field = "reference"


class PaymentInFuture(Refused):
    message = _("This day has not come yet.")
    field = "paid_on"


class SumMissing(Refused):
    message = _("Give a sum above zero.")
    field = "amount"


class TooMuchRefunded(Refused):
    message = _("That is more than the city has paid too much.")
    field = "amount"


class AnotherCurrency(Refused):
    message = _("The invoice is in another currency.")
    field = "amount"


class ReasonMissing(Refused):
    message = _("Say why.")
    field = "reason"


class SecondPersonNeeded(Refused):
    message = _("Somebody else than who proposed the change approves it.")


class NotAnIban(Refused):
    message = _("This is not an IBAN: check the digits.")
    field = "iban"


class ProposalWaits(Refused):
    message = _("Another change waits for approval. Approve or reject it first.")


class ReferenceMissing(Refused):
    message = _("Give a buyer reference or an order number: a public body can’t take an e-invoice without one.")
    field = "buyer_reference"
