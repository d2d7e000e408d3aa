"""Data of the grants: funds, programmes, calls, applications and what was decided on them."""

from grants.models.application import Application, SubmittedVersion, SubmittedVersionFixed
from grants.models.call import Call
from grants.models.decision import Award, Decision, EligibilityCheck
from grants.models.fund import Fund, FundSeat
from grants.models.programme import Programme
from grants.models.reversal import Reversal
from grants.models.seat import Representative

__all__ = [
    "Application",
    "SubmittedVersion",
    "Award",
    "Call",
    "Decision",
    "EligibilityCheck",
    "Fund",
    "FundSeat",
    "Programme",
    "Representative",
    "Reversal",
    "SubmittedVersionFixed",
]
