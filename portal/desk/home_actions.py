"""What somebody can do from the staff home: apps say what can be begun in their screens, and for whom it is shown.

    register_home_actions(
        HomeAction(
            name="grants.open_call",
            label=_("Open a call"),
            note=_("Dates, budget, criteria"),
            icon="calendar-alt",
            url="grants_call:add",
            permission="grants.manage_calls",
            roles=("manager",),
            order=10,
        )
    )

`roles` says whose daily work it is, `permission` what its screen asks for: a card is shown to those who have both.
Where the address depends on who asks, `url` is a function of the viewer; answering "" hides the card.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class HomeAction:
    """One card: a verb, a line of what it is about, an icon of the admin, and where it leads."""

    name: str
    label: object
    note: object
    icon: str
    url: str | Callable[[object], str]
    roles: tuple[str, ...]
    permission: str = ""
    query: str = ""
    order: int = 100

    def url_for(self, viewer) -> str:
        """Where the card leads this viewer, "" where it is not for them."""
        if not viewer.has_role(*self.roles) or (self.permission and not viewer.has_perm(self.permission)):
            return ""
        return self.url(viewer) if callable(self.url) else reverse(self.url) + self.query


@dataclass(frozen=True, slots=True)
class HomeCard:
    """An action as the staff home shows it."""

    label: object
    note: object
    icon: str
    url: str


_actions: dict[str, HomeAction] = {}


def register_home_actions(*actions: HomeAction) -> None:
    """Offer each action on the staff home. Call it in `portal_hooks`."""
    _actions.update({action.name: action for action in actions})


def home_cards(viewer) -> list[HomeCard]:
    """What this viewer can do, in order."""
    found = ((action, action.url_for(viewer)) for action in sorted(_actions.values(), key=lambda one: one.order))
    return [HomeCard(action.label, action.note, action.icon, url) for action, url in found if url]
