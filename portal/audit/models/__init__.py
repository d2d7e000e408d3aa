from portal.audit.models.counter import Counter
from portal.audit.models.event import AuditEvent, Pseudonym
from portal.audit.models.retention import Restriction, RetentionRule
from portal.audit.models.reversal import AbstractReversal
from portal.audit.models.sealing import Drop, Seal, Segment

__all__ = [
    "AbstractReversal",
    "Counter",
    "Drop",
    "AuditEvent",
    "Pseudonym",
    "Restriction",
    "RetentionRule",
    "Seal",
    "Segment",
]
