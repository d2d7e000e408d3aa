from .health import JobView, failing_jobs, failing_tasks, jobs_overview, recent_failures, seen

__all__ = ["JobView", "failing_jobs", "failing_tasks", "jobs_overview", "recent_failures", "seen"]
