"""Secrets in letters: put in at sending, masked everywhere else."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.mail import keys
from portal.mail.links import address_of
from portal.mail.models import Code, Link
from portal.mail.placeholders import placeholder


class SecretGone(Exception):
    """The link or code was withdrawn, or what was sealed can't be opened any more: the letter has no use."""


@dataclass(frozen=True, slots=True)
class LinkSecret:
    """The address of a link (`portal.mail.links.issue_link`)."""

    link: Link

    def stored(self) -> dict:
        return {"kind": "link", "uuid": str(self.link.uuid)}


@dataclass(frozen=True, slots=True)
class CodeSecret:
    """The six digits of a code (`portal.mail.codes.issue_code`). The letter is not sent after the code's time."""

    code: Code

    def stored(self) -> dict:
        return {"kind": "code", "uuid": str(self.code.uuid)}


@dataclass(frozen=True, slots=True)
class SealedSecret:
    """Any other secret words, such as a sign-in code someone else made: kept encrypted until the letter is sent."""

    value: str

    def stored(self) -> dict:
        return {"kind": "sealed", "value": keys.seal(self.value)}


Secret = LinkSecret | CodeSecret | SealedSecret


def revealed(body: str, letter: uuid.UUID, stored: Mapping[str, dict]) -> str:
    """`body` with its secrets put in. Raises SecretGone."""
    for name, secret in stored.items():
        place = placeholder(letter, name)
        if place in body:
            body = body.replace(place, _reveal(secret))
    return body


def _reveal(secret: Mapping) -> str:
    if secret["kind"] == "link":
        link = Link.objects.filter(uuid=secret["uuid"], revoked_at=None).first()
        if link is None:
            raise SecretGone(_("The link in it was withdrawn."))
        return address_of(link)
    if secret["kind"] == "code":
        if not Code.objects.filter(uuid=secret["uuid"]).exists():
            raise SecretGone(_("The code in it was withdrawn."))
        return keys.code_for(uuid.UUID(secret["uuid"]))
    value = keys.unseal(secret["value"])
    if value is None:
        raise SecretGone(_("What it contains can't be opened any more."))
    return value
