from .recording import NotRecordable, record
from .references import next_number, next_reference
from .retention import add_retention_rule, apply_retention, change_retention_rule, install_default_rules

__all__ = [
    "NotRecordable",
    "add_retention_rule",
    "apply_retention",
    "change_retention_rule",
    "install_default_rules",
    "next_number",
    "next_reference",
    "record",
]
