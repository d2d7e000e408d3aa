"""The demo's content: invented people, organisations and stories, every state of every workflow at least once."""

from collections.abc import Callable

__all__ = ["load_demo"]


def load_demo(say: Callable[[str], object]) -> None:
    """Fills an empty database; one that has been filled before is left as it is. `say` is told what is being made."""
