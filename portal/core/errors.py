"""Refusals: what an action raises when it may not or cannot be done, in words a person can be shown."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An action was refused for a reason the person can understand.

    Subclass it per reason and give `message` (a lazily translated sentence). `field` names the form field the sentence
    belongs beside, where there is one.
    """

    message: str | Promise = ""
    field: str | None = None

    def __init__(self, message: str | Promise | None = None, *, field: str | None = None) -> None:
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """The person acting has no right to this. Views answer 404, so that nothing is betrayed."""


class AlreadyDone(Refused):
    """Asked again with other arguments than what was done: what stands is said, and nothing is kept back silently.
    `stands` is what was said then, in words; `who` and `when` are left out where the record names nobody."""

    def __init__(self, stands: str, *, who: str = "", when: str = "") -> None:
        if who:
            said = _("%(who)s already did this on %(when)s, with other words or values: “%(stands)s”.") % {
                "who": who,
                "when": when,
                "stands": stands,
            }
        else:
            said = _("This was already done, with other words or values: “%(stands)s”.") % {"stands": stands}
        self.stands = stands
        super().__init__(_("%(said)s Nothing was changed, and what you typed now is not saved.") % {"said": said})


class ReasonForChangeMissing(Refused):
    """Whoever takes a step back says why."""

    message = _("Say why.")
    field = "why"


class EditConflict(Refused):
    """What was to be saved was saved elsewhere since this page was opened. `revision` is the number of the one stored,
    `fields` are those that both sides changed."""

    message = _(
        "This was saved in another tab, on another device or by a colleague after you opened this page. Nothing was "
        "overwritten, and what you typed is still here."
    )

    def __init__(self, revision: int, fields: Sequence[str] = ()) -> None:
        super().__init__()
        self.revision, self.fields = revision, tuple(fields)
