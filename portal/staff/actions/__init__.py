from .cases import NotInSecretariat, OwnStandIn, assign_case
from .jobs import run_job_soon

__all__ = ["NotInSecretariat", "OwnStandIn", "assign_case", "run_job_soon"]
