"""A letter's words: subject, text and HTML from `templates/email/<template>.*`, in the reader's language."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from portal.mail.placeholders import placeholder
from portal.mail.recipients import Recipient, one_line, reading_language

# What a template leaves behind where a condition was not met.
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class Composed:
    """Three renderings of one letter, with marks where its secrets belong."""

    subject: str
    text: str
    html: str


def composed(template: str, to: Recipient, context: Mapping, secrets: Iterable[str], letter: uuid.UUID) -> Composed:
    """Render a letter. The templates know `context`, each secret by its name, and `recipient`, `language`,
    `site_name`, `site_url`; the HTML one `subject` besides. Plain text is not escaped."""
    language = reading_language(to)
    known = {
        **context,
        "recipient": to,
        "language": language,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        **{name: placeholder(letter, name) for name in secrets},
    }
    with translation.override(language):
        subject = one_line(_plain(f"email/{template}.subject.txt", known))
        text = _EMPTY_LINES.sub("\n\n", _plain(f"email/{template}.txt", known)).strip() + "\n"
        html = get_template(f"email/{template}.html").render({**known, "subject": subject})
    return Composed(subject=subject, text=text, html=html)


def _plain(name: str, known: Mapping) -> str:
    return get_template(name).template.render(Context(dict(known), autoescape=False))
