"""A letter as staff see it: every word, no secret."""

from dataclasses import dataclass

from portal.mail.attachments import attachment_names
from portal.mail.models import Attempt, Letter
from portal.mail.placeholders import hidden


@dataclass(frozen=True, slots=True)
class LetterView:
    """What a preview shows. Secrets are dots, links lead nowhere."""

    subject: str
    text: str
    html: str
    language: str
    attachments: list[str]


def letter_view(letter: Letter) -> LetterView:
    """The masked preview of a letter."""
    return LetterView(
        subject=hidden(letter.subject, letter.uuid),
        text=hidden(letter.text, letter.uuid),
        html=hidden(letter.html, letter.uuid),
        language=letter.language,
        attachments=attachment_names(letter.attachments),
    )


def tries_of(letter: Letter) -> list[Attempt]:
    """Every attempt, the last first; a day of pauses makes about a dozen."""
    return list(letter.tries.order_by("-number")[:50])
