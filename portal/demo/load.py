"""The demo's content: invented people, organisations and stories, every state of every workflow at least once; or one
stage of the year."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from portal.core import clock
from portal.demo.accounts import ADMIN, open_accounts
from portal.demo.alliance import load_library
from portal.demo.alliance.experts import load_experts
from portal.demo.cases import hand_out_cases
from portal.demo.cities import load_cities
from portal.demo.content import load_content, load_member_pages
from portal.demo.events import load_events
from portal.demo.grants import load_grants
from portal.demo.joining import load_joining
from portal.demo.payments import load_payments
from portal.demo.pioneers import load_pioneers
from portal.demo.stages import STAGES, Stage, stage_named
from portal.mail.actions.sending import send_due_letters
from portal.mail.models import Letter
from portal.mail.states import LetterState

__all__ = ["STAGES", "load_demo"]

# What is loaded where no stage is asked for: an example of every state.
EVERYTHING = Stage(name="", shows="", pages=())
# In order: each stands on those before it. A part takes the instant of loading and builds its history back from it.
Part = tuple[str, Callable[[datetime, Stage], object]]
OF_EVERY_STAGE: tuple[Part, ...] = (
    ("people who sign in", lambda at, stage: open_accounts(at)),
    ("pages and stories", lambda at, stage: load_content(at)),
)
OF_A_STAGE: tuple[Part, ...] = (
    ("cities, organisations and the pages of members", lambda at, stage: load_members(at)),
    ("the alliance", lambda at, stage: load_alliance(at)),
    ("grants", lambda at, stage: load_grants(at, windows=stage.windows, without=stage.without)),
    ("the prize", lambda at, stage: load_pioneers(at, stage.prize)),
    ("case owners", lambda at, stage: hand_out_cases(at)),
    ("the e-mails they were sent", lambda at, stage: deliver_letters(at)),
)


def load_members(at: datetime) -> None:
    """The cities, and what editors wrote of those that are members."""
    load_cities(at)
    load_member_pages(at)


def load_alliance(at: datetime) -> None:
    """What cities have of their membership: joining, invoices, library, experts, events."""
    load_joining(at)
    load_payments(at)
    load_library(at)
    load_experts(at)
    load_events(at)


def deliver_letters(at: datetime) -> None:
    """Empties the outbox at each instant something was put into it."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, next_at__lte=at)
    for instant in waiting.order_by("next_at").values_list("next_at", flat=True).distinct():
        send_due_letters(at=instant)


def load_demo(say: Callable[[str], object], *, stage: str | None = None) -> None:
    """Fills an empty database, whole or not at all, with everything or with the stage of that name; one that was filled
    before is left as it is. Raises LookupError for a stage there is not."""
    wanted = stage_named(stage) if stage else EVERYTHING
    if get_user_model().objects.filter(email=ADMIN).exists():
        return
    at = clock.now()
    with transaction.atomic():
        for title, load in (*OF_EVERY_STAGE, *OF_A_STAGE):
            say(f"Demo: {title}")
            load(at, wanted)
