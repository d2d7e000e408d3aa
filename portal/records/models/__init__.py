from portal.records.models.counter import Counter
from portal.records.models.entry import Entry, Pseudonym
from portal.records.models.retention import Restriction, RetentionRule
from portal.records.models.sealing import Drop, Seal, Segment

__all__ = ["Counter", "Drop", "Entry", "Pseudonym", "Restriction", "RetentionRule", "Seal", "Segment"]
