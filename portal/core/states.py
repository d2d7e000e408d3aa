"""Transition tables: which state may follow which. Each noun declares ONE table in its app's states.py."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class TransitionRefused(Refused):
    """The noun is not in a state from which this step can be taken."""

    message = _("You can't do this any more: something changed after you opened the page.")


class Transitions:
    """A named table `{step: (from states, to state)}`.

    >>> NOMINATION = Transitions({"submit": ({"draft"}, "submitted")})
    >>> NOMINATION.after("submit", "draft")
    'submitted'
    """

    def __init__(self, table: Mapping[str, tuple[set[str], str]]):
        self.table = dict(table)

    def after(self, step: str, state: str) -> str:
        """The state that `step` leads to from `state`; raises TransitionRefused when it may not be taken."""
        sources, target = self.table[step]
        if state not in sources:
            raise TransitionRefused()
        return target

    def allows(self, step: str, state: str) -> bool:
        return state in self.table[step][0]
