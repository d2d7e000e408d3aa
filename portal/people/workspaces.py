"""What somebody who has signed in can do here: entries that other apps put on the account page.

An app registers its own in `portal_hooks`:

>>> register_workspace(_("Review"), "assessment:queue", lambda user: queue_of(user).exists(), note=_("…"))
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Workspace:
    """One entry: what it is called, the name of its address, whom it concerns and what is done there."""

    label: str | Promise
    url_name: str
    applies: Callable
    note: str | Promise
    order: int

    @property
    def url(self) -> str:
        return self.url_name if self.url_name.startswith("/") else reverse(self.url_name)


_registered: dict[str, Workspace] = {}


def register_workspace(label, url: str, applies: Callable, *, note="", order: int = 50) -> None:
    """`url` is a name to reverse (so that it carries the reader's language) or a path outside the languages.

    `applies(user)` says whether the entry concerns somebody, in one query at most; registered again, the later counts.
    """
    _registered[url] = Workspace(label, url, applies, note, order)


def workspaces_of(user) -> list[Workspace]:
    """The entries that concern `user`, in their order."""
    return [
        workspace
        for workspace in sorted(_registered.values(), key=lambda workspace: (workspace.order, workspace.url_name))
        if workspace.applies(user)
    ]
