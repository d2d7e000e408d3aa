from .heartbeat import Heartbeat
from .job_run import JobRun

__all__ = ["Heartbeat", "JobRun"]
