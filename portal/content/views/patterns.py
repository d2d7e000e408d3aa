"""Every component of the site in each of its states, for those who build it. Local settings only."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.content.forms.patterns import FilterForm, PatternForm
from portal.content.models.blocks import StoryBlocks
from portal.core import clock
from portal.core.money import Money
from portal.documents.purposes import Purpose
from portal.documents.states import FileState

REFUSED = {"email": "ida(at)example.org", "theme": "", "story": "word " * 204, "born": "31 February"}


def patterns(request):
    """The page of patterns. `?messages=1` puts a message of each kind above it."""
    if "messages" in request.GET:
        messages.success(request, _("Your nomination has been sent."))
        messages.error(request, _("The file could not be read. Choose another."))
    return render(request, "dev/patterns.html", {**_forms(), **_files(), **_lists(), **_instants(), **_blocks()})


def _forms() -> dict:
    return {
        "form": PatternForm(),
        "refused_form": _refused(),
        "filter": SimpleNamespace(form=FilterForm(QueryDict("country=NO&year=2026"))),
        "autosave_states": [
            ("idle", _("Your draft is saved as you type.")),
            ("unsaved", _("Not saved yet")),
            ("saving", _("Saving…")),
            ("saved", _("Draft saved at {time}").replace("{time}", "14:02")),
            (
                "offline",
                _("No connection. What you type is kept in this window and saved as soon as you are online again."),
            ),
            (
                "conflict",
                _(
                    "This draft has been saved in another window since you opened it. Nothing was overwritten: copy "
                    "what you typed here, then reload the page."
                ),
            ),
        ],
    }


def _files() -> dict:
    """A file in each state it can be in, and a field with nothing in it yet."""
    states = (
        ("letter-of-intent-Þingeyri.pdf", 1_200_000, FileState.ACCEPTED, ""),
        ("portrait.jpg", 4_800_000, FileState.ARRIVED, ""),
        ("budget.pdf", 90_000, FileState.REFUSED, _("The file contains something harmful.")),
    )
    return {
        "purpose": Purpose("patterns.letter", 10_000_000, 5, ("pdf", "jpeg"), _("Letters of intent")),
        "no_files": [],
        "files": [
            SimpleNamespace(
                uuid=f"pattern-{number}",
                name=name,
                size=size,
                state=state,
                refusal=refusal,
                is_open=state == FileState.ACCEPTED,
                url="#",
            )
            for number, (name, size, state, refusal) in enumerate(states)
        ],
    }


def _refused() -> PatternForm:
    form = PatternForm({f"refused-{name}": value for name, value in REFUSED.items()}, prefix="refused")
    form.add_error("story", _("This is 4 words over the limit of 200. Nothing has been cut."))
    return form


def _lists() -> dict:
    steps = [
        {"label": _("Nominated"), "state": "done", "note": "3 March 2027"},
        {"label": _("Consent given"), "state": "done"},
        {"label": _("With the jury"), "state": "current", "note": _("Four of five have read it")},
        {"label": _("Result"), "state": "next"},
    ]
    lines = [
        SimpleNamespace(label=_("Project leader, half time"), note=_("12 months"), sum=Money(31_200_000, "NOK")),
        SimpleNamespace(label=_("Meeting place, rent"), note="", sum=Money(9_600_000, "NOK")),
        SimpleNamespace(label=_("Evaluation"), note="", sum=Money(4_050_050, "NOK")),
    ]
    return {
        "steps": steps,
        "failed_steps": [steps[0], {"label": _("Formal check"), "state": "failed", "note": _("Sent in too late")}],
        "lines": lines,
        "total": Money(44_850_050, "NOK"),
        "page": Paginator(range(1, 400), 20).page(7),
        "facts": [
            (_("Fund"), "Gjensidigestiftelsen"),
            (_("Largest award"), Money(50_000_000, "NOK")),
            ("Þórunn", "ŋ š ŧ đ č"),
        ],
        "trail": [(_("Grants"), "#"), (_("Safer Cities Norway"), "#")],
        "people": PEOPLE,
        "card_meta": ["Malmö", "2026"],
        "colours": COLOURS,
    }


def _blocks() -> dict:
    """Each block of a story as the editor's preview shows it."""
    blocks = [(name, block) for name, block in StoryBlocks().child_blocks.items() if block.is_previewable]
    return {
        "blocks": [(name, block.label, block.bind(block.get_preview_value()).render()) for name, block in blocks],
    }


def _instants() -> dict:
    at = clock.now().replace(microsecond=0)
    return {
        "closes": at + timedelta(days=19),
        "closes_soon": at + timedelta(hours=30),
        "closed": at - timedelta(days=2),
        "history": [
            SimpleNamespace(at=at, label=_("Sent to the jury"), by_label="Maja Lindqvist"),
            SimpleNamespace(at=at - timedelta(days=3), label=_("Consent given"), by_label=""),
        ],
    }


COLOURS = (
    *("paper", "mist", "mist-deep", "line-strong", "ink", "night"),
    *("light", "light-soft", "harbour", "copper", "falu"),
)
PEOPLE = [
    {"name": "Amira Solheim", "line": "Opened the boxing club to girls after dark", "meta": "Stavanger, 2026"},
    {"name": "Þórunn Sæmundsdóttir", "line": "A comic about being new in a small town", "meta": "Akureyri, 2026"},
    {"name": "Elias Niittylahti", "line": "Young people write half of the city’s youth plan", "meta": "Vantaa, 2025"},
    {"name": "Áilu Biret Gaŋvvit", "line": "Radio in North Sámi, by and for teenagers", "meta": "Tromsø, 2025"},
    {"name": "Three friends from Nuuk", "line": "Night walkers who know everyone’s name", "meta": "Nuuk, 2024"},
]
