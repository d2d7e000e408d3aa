"""What becomes of a private file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Colour, State, States

# Each state is a block of the same lines, to be compared with its neighbours.
# fmt: off


class FileState(States):
    """`held`: it counts towards a limit and shows in lists of what someone sent."""

    # Checked by us, waiting for the virus scanner.
    ARRIVED = State(
        "arrived", _("Being checked"), public=_("Being checked"), colour=Colour.WAITING,
        steps={"accept": "accepted", "refuse": "refused", "remove": "removed"},
        held=True,
    )
    ACCEPTED = State(
        "accepted", pgettext_lazy("file", "Accepted"), public=pgettext_lazy("file", "Accepted"), colour=Colour.SUCCESS,
        steps={"refuse": "refused", "remove": "removed"},
        held=True,
    )
    REFUSED = State(
        "refused", pgettext_lazy("file", "Refused"), public=pgettext_lazy("file", "Refused"), colour=Colour.REFUSED,
        steps={"remove": "removed"},
        held=True,
    )
    # To be gone from storage, seen by nobody.
    REMOVED = State(
        "removed", _("Removed"), public=_("Removed"), colour=Colour.PLAIN,
        steps={},
        held=False,
    )


# fmt: on

HELD = FileState.where(held=True)
