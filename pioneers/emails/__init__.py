"""Letters of the prize: who gets which, in which words. Each names the reason it is written, so none goes twice."""

from pioneers.emails.nominators import (
    attachment_refused,
    confirm_address,
    nomination_refused,
    nomination_withdrawn,
    receipt,
)
from pioneers.emails.nominees import (
    birth_date_corrected,
    birth_date_left,
    consent_asked,
    consent_withdrawn,
    further_nomination,
    guardian_answered,
    guardian_asked,
    guardian_decided,
    portrait_refused,
    renewal_asked,
)
from pioneers.emails.results import preview_result, result
from pioneers.emails.words import CONSENT_LINK

__all__ = [
    "CONSENT_LINK",
    "attachment_refused",
    "birth_date_corrected",
    "birth_date_left",
    "confirm_address",
    "consent_asked",
    "consent_withdrawn",
    "further_nomination",
    "guardian_answered",
    "guardian_asked",
    "guardian_decided",
    "nomination_refused",
    "nomination_withdrawn",
    "portrait_refused",
    "preview_result",
    "receipt",
    "renewal_asked",
    "result",
]
