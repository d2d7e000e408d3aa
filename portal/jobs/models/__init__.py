from portal.jobs.models.heartbeat import Heartbeat
from portal.jobs.models.job_run import JobRun

__all__ = ["Heartbeat", "JobRun"]
