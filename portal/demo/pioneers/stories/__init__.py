"""Who is put forward in the demo and in which words, each edition told in a TOML file beside this one. All invented."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify

from pioneers.models import Edition
from portal.core.texts import fold
from portal.demo.accounts import OTHERS
from portal.people.models import User

ADDRESSES = {name: email for email, (name, _language) in OTHERS.items()}


@dataclass(frozen=True)
class Story:
    """One nomination as somebody told it, and what the nominee later lets be seen. `theme` counts from 0 in the order
    of the edition's themes; `age` is the nominee's on the edition's day of reference; `picture` numbers one of the
    demo's portraits, 0 for none; `course` says how far it comes in the open edition."""

    name: str
    country: str
    theme: int
    by: str
    relation: str
    how: str
    did: str
    changed: str
    courage: str
    language: str = "en"
    age: int = 21
    members: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    shown: dict = field(default_factory=lambda: {"shown_as": "name"})
    picture: int = 0
    reasons: dict = field(default_factory=dict)
    course: str = ""

    def values(self, edition: Edition, nominator: User) -> dict:
        """The answers as the nomination form has them."""
        return {
            "nominator_name": self.by,
            "nominator_email": nominator.email,
            "relation": self.relation,
            "relation_text": self.how,
            "kind": "group" if self.members else "person",
            "nominee_name": self.name,
            "nominee_email": "" if self.members else address_of(self.name),
            "nominee_country": self.country,
            "members": [{"name": name, "email": address_of(name)} for name in self.members],
            "category": edition.categories.all()[self.theme],
            "did": self.did,
            "changed": self.changed,
            "courage": self.courage,
            "links": self.links,
        }


def address_of(name: str) -> str:
    """The demo account of that name, or an address nobody has."""
    return ADDRESSES.get(name) or f"{slugify(fold(name)).replace('-', '.')}@example.org"


def told(edition: str) -> list[Story]:
    """The nominations of `first`, `second`, `field` or `open`, in order."""
    text = Path(__file__).with_name(f"{edition}.toml").read_text("utf-8")
    return [Story(**nomination) for nomination in tomllib.loads(text)["nomination"]]


def told_by_course(edition: str) -> dict[str, list[Story]]:
    """The same by how far each one comes."""
    stories: dict[str, list[Story]] = {}
    for story in told(edition):
        stories.setdefault(story.course, []).append(story)
    return stories
