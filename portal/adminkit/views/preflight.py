"""The page between a form and a step that reaches people or can't be undone."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from portal.adminkit.preflight import Preflight, fingerprint
from portal.adminkit.recusals import recused_records
from portal.core.errors import NotAllowed, Refused
from portal.core.rehearsal import Message, rehearse

TEMPLATE = "adminkit/preflight.html"
# Fields of the page itself, beside the answers it carries along.
OWN_FIELDS = {"csrfmiddlewaretoken", "confirmed", "typed_day", "change", "next"}
# Shows the form and is no answer: whoever goes on has read the day and written it themselves.
DAY_EXAMPLE = date(2001, 2, 3)
DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y")


def in_words(refusal: Refused | ValidationError) -> str:
    """What an action refused, as one line."""
    if isinstance(refusal, NotAllowed):
        return _("You don’t have access to do this.")
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


class AsksFirst:
    """For a view with `request` and `at`: a page that says what a step will do, from data, and carries the answers
    along."""

    raises_refusal = False

    def wants_change(self) -> bool:
        """Whether the person went back from the page to what they had filled in."""
        return "change" in self.request.POST

    def ask_first(
        self, preflight: Preflight, tries: Sequence[tuple[str, Callable[[], object]]], **context
    ) -> TemplateResponse | None:
        """The page, until what it shows was confirmed; None from then on.

        `tries`: a title and the act of each record. What is refused for one of several is listed; with
        `raises_refusal` it is raised. E-mails about what the viewer is recused from are neither shown nor counted.
        """
        messages: list[Message] = []
        left_out = preflight.is_partial

        def readable(written: list[Message]) -> list[Message]:
            nonlocal left_out
            about = {message.about for message in written if message.about}
            recused = recused_records(about, self.request.user, self.at)
            left_out = left_out or bool(recused)
            return [message for message in written if message.about not in recused]

        refused: list[tuple[str, str]] = []
        for title, act in tries:
            try:
                messages += rehearse(act, readable)
            except (Refused, ValidationError) as refusal:
                if self.raises_refusal:
                    raise
                refused.append((title, in_words(refusal)))
        shown = fingerprint(preflight, messages, refused)
        given = self.request.POST.get("confirmed", "")
        right_day = preflight.typed_day is None or _typed(self.request.POST.get("typed_day", "")) == preflight.typed_day
        if given == shown and right_day:
            return None
        answers = [
            (name, value) for name, values in self.request.POST.lists() if name not in OWN_FIELDS for value in values
        ]
        return TemplateResponse(
            self.request,
            TEMPLATE,
            context
            | {
                "preflight": preflight,
                "messages_written": [message for message in messages if not message.is_stopped],
                "messages_stopped": [message for message in messages if message.is_stopped],
                "left_out": left_out,
                "refused": refused,
                "shown": shown,
                "answers": answers,
                "changed": bool(given) and given != shown,
                "wrong_day": given == shown and not right_day,
                "typed_day": self.request.POST.get("typed_day", ""),
                "day_example": DAY_EXAMPLE,
                "day_in_figures": DAY_EXAMPLE.strftime(DAY_FORMATS[0]),
            },
        )


def _typed(text: str) -> date | None:
    """A day as it was typed in figures."""
    plain = "".join(text.split()).rstrip(".")
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(plain, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None
