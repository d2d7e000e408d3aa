from pioneers.models.candidacy import Candidacy, Nominee
from pioneers.models.category import Category
from pioneers.models.ceremony import Ceremony
from pioneers.models.consent import IN_FORCE, Consent, ConsentAge, ConsentRequest, Scope
from pioneers.models.correction import BirthDateCorrection
from pioneers.models.edition import Edition
from pioneers.models.matching import MatchKey, PossibleMatch
from pioneers.models.nomination import Nomination
from pioneers.models.reveal import RevealChange
from pioneers.models.reversal import Reversal

__all__ = [
    "IN_FORCE",
    "BirthDateCorrection",
    "Candidacy",
    "Category",
    "Ceremony",
    "Consent",
    "ConsentAge",
    "ConsentRequest",
    "Edition",
    "MatchKey",
    "Nomination",
    "Nominee",
    "PossibleMatch",
    "RevealChange",
    "Reversal",
    "Scope",
]
