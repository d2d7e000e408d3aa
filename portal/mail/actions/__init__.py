from portal.mail.actions.again import send_again
from portal.mail.actions.erasing import erase_recipient
from portal.mail.actions.fresh_link import send_fresh_link
from portal.mail.actions.holding import drop_batch, drop_letter, release_batch, release_letter
from portal.mail.actions.queue import queue_letter

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
