from portal.jobs.actions.heartbeat import beat
from portal.jobs.actions.reaping import forget_finished_tasks, revive_abandoned_tasks
from portal.jobs.actions.running import Outcome, run_due, run_job

__all__ = ["Outcome", "beat", "forget_finished_tasks", "revive_abandoned_tasks", "run_due", "run_job"]
