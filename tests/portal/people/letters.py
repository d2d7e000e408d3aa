"""What a reader finds in the outbox."""

import re

from portal.mail.models import Letter
from portal.mail.secrets import revealed


def last_letter(email: str) -> Letter:
    """The newest letter to an address."""
    return Letter.objects.filter(to_email=email).order_by("-id").first()


def as_read(letter: Letter) -> str:
    """The text as it arrives, with its secrets put in."""
    return revealed(letter.text, letter.uuid, letter.secrets)


def code_sent_to(email: str) -> str:
    """The six digits in the newest letter to an address."""
    return re.search(r"\b\d{6}\b", as_read(last_letter(email)))[0]


def link_sent_to(email: str) -> str:
    """The path of the link in the newest letter to an address."""
    return re.search(r"https?://[^/\s]+(/\S*/\S{40,}/)", as_read(last_letter(email)))[1]
