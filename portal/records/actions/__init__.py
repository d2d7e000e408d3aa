from portal.records.actions.erasure import ErasureOutcome, erase_person, lift_restriction
from portal.records.actions.recording import NotRecordable, record
from portal.records.actions.references import next_number, next_reference
from portal.records.actions.retention import (
    add_retention_rule,
    apply_retention,
    change_retention_rule,
    install_default_rules,
)
from portal.records.actions.sealing import BeforeItsTerm, drop_expired_segments, drop_segment, seal_record

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
