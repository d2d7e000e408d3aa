"""A form whose words could not be saved as they are: kept in its sender's session, so that the page that asks can be
reloaded and gone back to, and so that words which gave way to others can still be copied.

Everything here goes with the session: at the latest when the person signs out.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core.errors import EditConflict, Refused
from portal.core.merge import Choices, OpenedPage, Side, unpack

HELD = "held_forms"
NOT_KEPT = "words_not_kept"
MAX_HELD = 5
MAX_TAB_LENGTH = 40
# As many as autosave.js sends: the page itself, and those before it whose words were never heard to be saved.
MAX_TABS = 12
MAX_TEXT_LENGTH = 100_000
SIDES = {side.value for side in Side}
# Buttons of the page that asks: with them the words that were held are dealt with.
SETTLING = (Side.MINE, Side.THEIRS, "choose")
OWN_FIELDS = ("csrfmiddlewaretoken", "do", "held", "seen")


def hold_form(request: HttpRequest, data: QueryDict) -> str:
    """Keep what was sent; the answer names it. The oldest of more than MAX_HELD are let go."""
    kept = data.copy()
    for name in OWN_FIELDS:
        kept.pop(name, None)
    token = secrets.token_urlsafe(12)
    held = {**request.session.get(HELD, {}), token: kept.urlencode()}
    request.session[HELD] = dict(list(held.items())[-MAX_HELD:])
    return token


def held_form(request: HttpRequest, token: str) -> QueryDict | None:
    """What was sent under this name in this session; None where it is gone."""
    text = request.session.get(HELD, {}).get(token)
    return None if text is None else QueryDict(text)


def release_form(request: HttpRequest, token: str) -> None:
    """What was held has been saved."""
    held = dict(request.session.get(HELD, {}))
    if held.pop(token, None) is not None:
        request.session[HELD] = held


def sent_form(request: HttpRequest) -> QueryDict | None:
    """The form that a POST means: the held one it names, or what it brings itself. None where the held one is gone."""
    token = request.POST.get("held")
    return held_form(request, token) if token else request.POST


def read_opened_page(request: HttpRequest, data: QueryDict, version: int) -> OpenedPage:
    """What the page that is being saved knew and which words were chosen. `data` is the form, `version` its number."""
    everywhere = request.POST.get("do", "")
    fields = {
        name.removeprefix("choice-"): Side(value)
        for name, value in request.POST.items()
        if name.startswith("choice-") and value in SIDES
    }
    seen = request.POST.get("seen", "")
    choices = Choices(
        everywhere=Side(everywhere) if everywhere in (Side.MINE, Side.THEIRS) else None,
        fields=fields,
        version=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
    )
    tab, *earlier = [mark[:MAX_TAB_LENGTH] for mark in data.get("tab", "").split(" ")[:MAX_TABS]]
    return OpenedPage(version, unpack(data.get("base", "")), tab, choices, tuple(earlier))


def chosen_query(request: HttpRequest, data: QueryDict) -> str:
    """Tells the browser that the words of this page are dealt with, once somebody chose: its copy of them goes."""
    tab = data.get("tab", "").partition(" ")[0]
    return f"?{urlencode({'settled': tab})}" if tab and request.POST.get("do") in SETTLING else ""


def new_tab() -> str:
    """A random mark for a page that is about to be shown."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field that both sides changed, as both wrote it."""

    name: str
    label: str
    mine: str
    theirs: str
    may_join: bool = False


def conflict_response(
    request: HttpRequest, *, heading: str, action: str, token: str, version: int, fields: Sequence[FieldWords]
) -> HttpResponse:
    """The page that shows both versions side by side and asks which words to keep; `action` is the form's address."""
    context = {
        "heading": heading,
        "action": action,
        "token": token,
        "version": version,
        "fields": fields,
    }
    return render(request, "edit_conflict.html", context)


def keep_words(request: HttpRequest, about: str, words: Mapping[str, str]) -> None:
    """Words that gave way to others, by the label of their field: shown beside the form until they are removed."""
    shown = {label: text[:MAX_TEXT_LENGTH] for label, text in words.items() if text}
    if shown:
        request.session[NOT_KEPT] = {**request.session.get(NOT_KEPT, {}), about: shown}


def words_not_kept(request: HttpRequest, about: str) -> dict[str, str]:
    """What `keep_words` put aside for this form."""
    return request.session.get(NOT_KEPT, {}).get(about, {})


def drop_words(request: HttpRequest, about: str) -> None:
    """The words put aside are not needed any more."""
    kept = dict(request.session.get(NOT_KEPT, {}))
    if kept.pop(about, None) is not None:
        request.session[NOT_KEPT] = kept


def no_longer_held() -> str:
    """Why a choice came to nothing: the session ended meanwhile, or other forms took the place."""
    return _("The words you were choosing from are no longer here. Nothing was changed.")


def saved_answer(*, version: int, at: datetime, base: str, others: Sequence[str]) -> dict:
    """What autosave.js is told after a save. `base` are the fingerprints of what its page shows, `others` the labels of
    fields that were changed elsewhere and that it does not show yet."""
    answer = {"saved": True, "version": version, "at": at.isoformat(), "base": base}
    if others:
        words = _("Saved. Also changed elsewhere: %(fields)s. Load the page again to see it.")
        answer |= {"merged": True, "message": words % {"fields": ", ".join(others)}}
    return answer


def not_saved_answer(refused: Refused) -> dict:
    """What autosave.js is told where others changed the same, or where nothing more is taken: its page asks, or says
    that the words are only in the browser."""
    if isinstance(refused, EditConflict):
        return {"saved": False, "conflict": True, "message": str(refused)}
    kept = _("What you type is not saved any more. It is kept in this browser: copy what you need.")
    return {"saved": False, "message": f"{refused} {kept}"}
