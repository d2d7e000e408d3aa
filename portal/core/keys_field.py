"""A column of exact keys beside what they are taken from: which rows name this mailbox, this organisation?

>>> class Application(models.Model):
...     answers = models.JSONField()
...     partner_keys = KeysField("named_partners")  # a property: keys found in the answers
>>> Application.objects.filter(has_key("partner_keys", ["kari@example.no"]))
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from portal.core.mailboxes import mailbox_key

ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"|]+@[^\s@<>()\[\],;:\"|]+")


class KeysField(models.TextField):
    """Keys that a property of the row answers, one a line, refreshed whenever the row is saved (also in bulk); give it
    a TrigramIndex. Sources are what the property reads: `save(update_fields=…)` that names one must name this too."""

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(**{"default": "", "blank": True, "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, list[str], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        return name, path, [self.source], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if not hasattr(model_instance, self.source):  # a migration's model, which has columns only
            return getattr(model_instance, self.attname)
        keys = joined(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, keys)
        return keys


def joined(keys: Iterable[str]) -> str:
    """Keys as the column holds them: each between two line breaks, so that none is found inside another."""
    found = sorted({key for key in keys if key})
    return "\n" + "\n".join(found) + "\n" if found else ""


def has_key(field: str, keys: Iterable[str]) -> Q:
    """Rows whose `field` holds any of these keys; none where there are no keys."""
    found = Q(pk__in=[])
    for key in sorted(set(keys)):
        found |= Q(**{f"{field}__contains": f"\n{key}\n"})
    return found


def mailboxes_in(*texts: object) -> set[str]:
    """The mailboxes of all e-mail addresses that stand anywhere in these texts."""
    addresses = (found for text in texts for found in ADDRESS.findall(str(text or "")))
    return {key for address in addresses if (key := mailbox_key(address.rstrip(".!?'")))}


def spellings(key: str) -> set[str]:
    """How addresses of a mailbox are usually written, in lower case: its host in ASCII, and in letters. What follows a
    plus is not among them."""
    local, at, host = key.rpartition("@")
    if not at:
        return set()
    try:
        return {key, f"{local}@{host.encode('ascii').decode('idna')}"}
    except UnicodeError:
        return {key}
