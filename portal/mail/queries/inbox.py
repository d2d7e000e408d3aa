"""The demo's letter box: every letter with its secrets. Only local settings have addresses that show it."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from portal.core.search import matching
from portal.mail.attachments import attachment_names
from portal.mail.kinds import letter_label
from portal.mail.models import Letter
from portal.mail.recipients import one_line
from portal.mail.secrets import SecretGone, revealed
from portal.mail.states import LetterState

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One letter in the list."""

    uuid: UUID
    to_name: str
    to_email: str
    language: str
    subject: str
    kind: str
    state: LetterState
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class InboxLetter(InboxLine):
    """One letter opened, as its reader has it; `links` are the addresses in it, to be followed at a tap."""

    text: str
    html: str
    links: list[str]
    attachments: list[str]
    gone: str


def inbox(typed: str) -> QuerySet[Letter]:
    """Letters to whoever's name or address matches, the newest first."""
    return Letter.objects.filter(matching(typed)).defer("text", "html", "attachments", "last_words")


def inbox_line(letter: Letter) -> InboxLine:
    return InboxLine(**_line(letter, _subject(letter)))


def inbox_letter(letter: Letter) -> InboxLetter:
    """The letter with its secrets; where one is gone, without them and with why."""
    gone, text, html = "", letter.text, letter.html
    try:
        text = revealed(letter.text, letter.uuid, letter.secrets)
        html = revealed(letter.html, letter.uuid, letter.secrets)
    except SecretGone as error:
        gone = str(error)
    links = [found.rstrip(".,;)") for found in _ADDRESS.findall(text)]
    return InboxLetter(
        **_line(letter, _subject(letter)),
        text=text,
        html=html,
        links=[link for link in dict.fromkeys(links) if link != settings.SITE_URL],
        attachments=attachment_names(letter.attachments),
        gone=gone,
    )


def _subject(letter: Letter) -> str:
    try:
        return one_line(revealed(letter.subject, letter.uuid, letter.secrets))
    except SecretGone:
        return letter.masked_subject


def _line(letter: Letter, subject: str) -> dict:
    return {
        "uuid": letter.uuid,
        "to_name": letter.to_name,
        "to_email": letter.to_email,
        "language": letter.language,
        "subject": subject,
        "kind": letter_label(letter.template),
        "state": LetterState(letter.state),
        "queued_at": letter.queued_at,
    }
