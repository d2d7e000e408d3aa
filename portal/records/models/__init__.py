from .counter import Counter
from .entry import Entry, Pseudonym
from .retention import Restriction, RetentionRule
from .sealing import Drop, Seal, Segment

__all__ = ["Counter", "Drop", "Entry", "Pseudonym", "Restriction", "RetentionRule", "Seal", "Segment"]
