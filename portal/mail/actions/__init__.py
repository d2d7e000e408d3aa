from .again import send_again
from .erasing import erase_recipient
from .fresh_link import send_fresh_link
from .holding import drop_batch, drop_letter, release_batch, release_letter
from .queue import queue_letter

__all__ = [
    "drop_batch",
    "drop_letter",
    "erase_recipient",
    "queue_letter",
    "release_batch",
    "release_letter",
    "send_again",
    "send_fresh_link",
]
