from .candidacy import Candidacy, CandidacyKind, Nominee
from .category import Category
from .ceremony import Ceremony
from .consent import Consent, ConsentAge, ConsentRequest, Scope
from .edition import Edition
from .nomination import Nomination, Relation

__all__ = [
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
