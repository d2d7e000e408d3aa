"""A column beside an address: the mailbox it reaches, in which rows are compared and kept apart."""

from typing import Any

from django.db import models

from portal.core.mailboxes import mailbox_key


class MailboxField(models.CharField):
    """The mailbox key of the address in another field of the row, refreshed whenever the row is saved (also in bulk);
    null where there is no address, so that it can be unique.

    An `update()` or `save(update_fields=…)` that changes the address must name this field too.
    """

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(**{"max_length": 320, "null": True, "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, list[str], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        return name, path, [self.source], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        key = mailbox_key(getattr(model_instance, self.source) or "") or None
        setattr(model_instance, self.attname, key)
        return key
