from portal.audit.models.counter import Counter
from portal.audit.models.event import AuditEvent, Pseudonym
from portal.audit.models.retention import Restriction, RetentionRule
from portal.audit.models.sealing import Drop, Seal, Segment

__all__ = ["Counter", "Drop", "AuditEvent", "Pseudonym", "Restriction", "RetentionRule", "Seal", "Segment"]
