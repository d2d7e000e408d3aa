from .batch import Batch
from .code import Code
from .letter import Attempt, Letter
from .link import Link

__all__ = ["Attempt", "Batch", "Code", "Letter", "Link"]
