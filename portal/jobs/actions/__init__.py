from .heartbeat import beat
from .reaping import forget_finished_tasks, revive_abandoned_tasks
from .running import Outcome, run_due, run_job

__all__ = ["Outcome", "beat", "forget_finished_tasks", "revive_abandoned_tasks", "run_due", "run_job"]
