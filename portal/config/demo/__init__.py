"""The demo's content: invented people, organisations and stories, every state of every workflow at least once."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction

from portal import clock
from portal.config.demo.accounts import ADMIN, open_accounts
from portal.config.demo.cases import hand_out_cases
from portal.config.demo.cities import load_cities
from portal.config.demo.content import load_content
from portal.config.demo.grants import load_grants
from portal.config.demo.letters import deliver_letters
from portal.config.demo.pioneers import load_pioneers

__all__ = ["load_demo"]

# In order: each stands on those before it. A part takes the instant of loading and builds its history back from it.
PARTS: tuple[tuple[str, Callable], ...] = (
    ("people who sign in", open_accounts),
    ("cities and organisations", load_cities),
    ("pages and stories", load_content),
    ("grants", load_grants),
    ("the prize", load_pioneers),
    ("who sees what through", hand_out_cases),
    ("the e-mails they were sent", deliver_letters),
)


def load_demo(say: Callable[[str], object], *, stage: str | None = None) -> None:
    """Fills an empty database, whole or not at all; one that was filled before is left as it is."""
    if get_user_model().objects.filter(email=ADMIN).exists():
        return
    at = clock.now()
    with transaction.atomic():
        for title, load in PARTS:
            say(f"Demo: {title}")
            load(at)
