from portal.mail.models.batch import Batch
from portal.mail.models.code import Code
from portal.mail.models.letter import Attempt, Letter
from portal.mail.models.link import Link

__all__ = ["Attempt", "Batch", "Code", "Letter", "Link"]
