from .erasure import ErasureOutcome, erase_person, lift_restriction
from .recording import NotRecordable, record
from .references import next_number, next_reference
from .retention import add_retention_rule, apply_retention, change_retention_rule, install_default_rules
from .sealing import BeforeItsTerm, drop_expired_segments, drop_segment, seal_record

__all__ = [
    "ErasureOutcome",
    "erase_person",
    "lift_restriction",
    "BeforeItsTerm",
    "drop_expired_segments",
    "drop_segment",
    "seal_record",
    "NotRecordable",
    "add_retention_rule",
    "apply_retention",
    "change_retention_rule",
    "install_default_rules",
    "next_number",
    "next_reference",
    "record",
]
