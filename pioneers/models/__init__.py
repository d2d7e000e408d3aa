from .candidacy import Candidacy, CandidacyKind, Nominee
from .category import Category
from .ceremony import Ceremony
from .consent import IN_FORCE, Consent, ConsentAge, ConsentRequest, Scope
from .correction import BirthDateCorrection
from .edition import Edition
from .nomination import Nomination, Relation

__all__ = [
    "IN_FORCE",
    "BirthDateCorrection",
    "Candidacy",
    "CandidacyKind",
    "Category",
    "Ceremony",
    "Consent",
    "ConsentAge",
    "ConsentRequest",
    "Edition",
    "Nomination",
    "Nominee",
    "Relation",
    "Scope",
]
