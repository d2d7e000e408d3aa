"""An action tried and taken back: what it would tell people, in its own words, and what it would stop, before anyone
decides to take it."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail that would go out: to whom, of which kind (as staff call it), in which language, and its words, with
    secrets masked. `about`: the kind and uuid of the record it is about. `is_stopped`: it waits to go out, and would
    not."""

    name: str
    address: str
    kind: str
    language: str
    subject: str
    text: str
    about: tuple[str, UUID] | None = None
    is_stopped: bool = False


_messages: ContextVar[list[Message] | None] = ContextVar("messages", default=None)


class _TakenBack(Exception):  # noqa: N818
    """Ends a rehearsal: its transaction is rolled back."""


def note_messages(found: Callable[[], Iterable[Message]]) -> None:
    """Told by whoever puts e-mails in the outbox or stops them; made into words only while an action is rehearsed."""
    messages = _messages.get()
    if messages is not None:
        messages.extend(found())


def rehearse(act: Callable[[], object], read: Callable[[list[Message]], list[Message]] = list) -> list[Message]:
    """The e-mails that `act` would write or stop, in their order. What it changes in the database is rolled back, and
    nothing it leaves for after the commit is done; files or other systems it must not touch. `read` picks those to
    answer, while what `act` did still stands. Raises whatever `act` raises."""
    messages: list[Message] = []
    token = _messages.set(messages)
    try:
        with transaction.atomic():
            act()
            messages = read(messages)
            raise _TakenBack
    except _TakenBack:
        return messages
    finally:
        _messages.reset(token)
