"""What a row must have to be named elsewhere: in an address, in the audit log, by whatever keeps a kind and a uuid."""

from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db.models.options import Options


class Record(Protocol):
    """A row of a model that has a `uuid`. Its kind is `_meta.label_lower`, such as `grants.application`."""

    pk: Any
    uuid: UUID
    _meta: ClassVar[Options[Any]]
