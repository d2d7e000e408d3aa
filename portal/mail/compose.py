"""A letter's words: subject, text and HTML from its one Markdown file, in the reader's language."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.mail.html import letter_html
from portal.mail.kinds import LetterKind
from portal.mail.markdown import as_typed, letter_source, letter_tokens
from portal.mail.placeholders import placeholder
from portal.mail.recipients import Recipient, one_line, reading_language
from portal.mail.text import letter_text


@dataclass(frozen=True, slots=True)
class Composed:
    """A subject and two renderings of one letter, with placeholders where its secrets belong."""

    subject: str
    text: str
    html: str


def compose_letter(
    kind: LetterKind, to: Recipient, context: Mapping, secrets: Iterable[str], letter: uuid.UUID
) -> Composed:
    """Render a letter. Its Markdown knows `context`, each secret by its name, `recipient` and `site_url`."""
    language = reading_language(to)
    placeholders = {name: mark_safe(placeholder(letter, name)) for name in secrets}
    with translation.override(language):
        subject, body = letter_source(
            kind.key, {**context, "recipient": to, "site_url": settings.SITE_URL, **placeholders}
        )
        tokens = letter_tokens(body)
        frame = {
            "subject": one_line(subject),
            "language": language,
            "greeting": _("Hello %(name)s,") % {"name": as_typed(one_line(to.name))} if to.name else _("Hello,"),
            "because": kind.audience.because,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        text = render_to_string("letters/base.txt", {**frame, "body": letter_text(tokens)})
        html = render_to_string("letters/base.html", {**frame, "body": mark_safe(letter_html(tokens))})  # no raw HTML
    return Composed(subject=frame["subject"], text=text.strip() + "\n", html=html)
