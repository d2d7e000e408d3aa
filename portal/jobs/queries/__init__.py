from .health import JobView, failing_jobs, failing_tasks, jobs_overview, seen

__all__ = ["JobView", "failing_jobs", "failing_tasks", "jobs_overview", "seen"]
