from portal.staff.actions.cases import NotInSecretariat, OwnerStandsAside, OwnStandIn, assign_case, pass_cases_on
from portal.staff.actions.jobs import run_job_soon

__all__ = [
    "NotInSecretariat",
    "OwnStandIn",
    "OwnerStandsAside",
    "assign_case",
    "pass_cases_on",
    "run_job_soon",
]
