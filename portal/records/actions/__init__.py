from .recording import NotRecordable, record
from .references import next_reference

__all__ = ["NotRecordable", "next_reference", "record"]
