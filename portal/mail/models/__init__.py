from .code import Code
from .letter import Attempt, Letter
from .link import Link

__all__ = ["Attempt", "Code", "Letter", "Link"]
