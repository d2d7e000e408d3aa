"""What becomes of a private file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Transitions


class FileState(models.TextChoices):
    """`arrived`: checked by us, waiting for the virus scanner. `removed`: to be gone from storage, seen by nobody."""

    ARRIVED = "arrived", _("Being checked")
    ACCEPTED = "accepted", pgettext_lazy("file", "Accepted")
    REFUSED = "refused", pgettext_lazy("file", "Refused")
    REMOVED = "removed", _("Removed")


FILE = Transitions(
    {
        "accept": ({FileState.ARRIVED}, FileState.ACCEPTED),
        "refuse": ({FileState.ARRIVED, FileState.ACCEPTED}, FileState.REFUSED),
        "remove": ({FileState.ARRIVED, FileState.ACCEPTED, FileState.REFUSED}, FileState.REMOVED),
    }
)

# States that count towards a limit and show in lists of what someone handed in.
HELD = (FileState.ARRIVED, FileState.ACCEPTED, FileState.REFUSED)
