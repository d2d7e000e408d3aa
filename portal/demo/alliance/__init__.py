"""The library of the demo: each kind and each state once, and two who are told of what is new."""

import json
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.alliance.actions.publications import (
    add_publication,
    attach_publication_file,
    publish_publication,
    withdraw_publication,
)
from portal.alliance.actions.subscriptions import subscribe_to_library
from portal.alliance.models import Publication, Theme
from portal.core.texts import localised
from portal.people.models import User

TOLD = Path(__file__).with_name("library.toml")
# Who subscribes, and to which theme (none: everything).
SUBSCRIBERS = {"contact-no@demo.test": None, "contact-fi@demo.test": "safe-digital-cities"}
SUBSCRIBED_DAYS_AGO = 60
SHEET = """
#let sheet = json(bytes(sys.inputs.sheet))
#set document(title: sheet.title)
#set page(paper: "a4", margin: 3cm)
#set text(size: 11pt, lang: sheet.lang)
#text(weight: "bold", size: 18pt, sheet.title)
#v(1em)
#for paragraph in sheet.paragraphs [#par(paragraph)]
"""


def load_library(at: datetime) -> None:
    """What was published is older than the subscriptions, but for the latest."""
    by = User.objects.get(email="editor@demo.test")
    told = tomllib.loads(TOLD.read_text())["publication"]
    subscribed = at - timedelta(days=SUBSCRIBED_DAYS_AGO)
    for one in sorted((one for one in told if one["days"] > SUBSCRIBED_DAYS_AGO), key=lambda one: -one["days"]):
        _add(one, by, at)
    for email, slug in SUBSCRIBERS.items():
        reader = User.objects.get(email=email)
        subscribe_to_library(themes=Theme.objects.filter(slug=slug) if slug else [], by=reader, at=subscribed)
    for one in sorted((one for one in told if one["days"] <= SUBSCRIBED_DAYS_AGO), key=lambda one: -one["days"]):
        _add(one, by, at)


def _add(told: dict, by: User, at: datetime) -> None:
    then = at - timedelta(days=told["days"])
    publication = add_publication(
        kind=told["kind"],
        title=told["title"],
        summary=told["summary"],
        themes=Theme.objects.filter(slug__in=told["themes"]),
        language=told["language"],
        link=told.get("link", ""),
        by=by,
        at=then - timedelta(days=2),
    )
    if "paragraphs" in told:
        _attach(publication, told, by, then - timedelta(days=1))
    if told.get("state") == "draft":
        return
    publish_publication(publication=publication, by=by, at=then)
    if told.get("state") == "withdrawn":
        withdraw_publication(publication=publication, reason=told["reason"], by=by, at=then + timedelta(days=9))


def _attach(publication: Publication, told: dict, by: User, at: datetime) -> None:
    """Its text as a PDF."""
    title = localised(told["title"], told["language"])
    sheet = {"lang": told["language"], "title": title, "paragraphs": told["paragraphs"]}
    content = typst.compile(SHEET.encode(), sys_inputs={"sheet": json.dumps(sheet)}, ignore_system_fonts=True)
    file = SimpleUploadedFile(f"{title}.pdf", content, "application/pdf")
    attach_publication_file(publication=publication, file=file, by=by, at=at)
