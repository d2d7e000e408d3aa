"""Refusals: what an action raises when it may not or cannot be done, in words a person can be shown."""


class Refused(Exception):
    """An action was refused for a reason the person can understand.

    Subclass it per reason and give `message` (a lazily translated sentence). `field` names the form field the sentence
    belongs beside, where there is one.
    """

    message = ""
    field: str | None = None

    def __init__(self, message=None, *, field: str | None = None):
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(self.message)

    def __str__(self):
        return str(self.message)


class NotAllowed(Refused):
    """The person acting has no right to this. Views answer 404, so that nothing is betrayed."""
