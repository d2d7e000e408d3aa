from portal.jobs.queries.health import (
    SILENCE,
    JobView,
    failing_jobs,
    failing_tasks,
    fell_silent,
    jobs_overview,
    recent_failures,
    seen,
)

__all__ = [
    "SILENCE",
    "JobView",
    "failing_jobs",
    "failing_tasks",
    "fell_silent",
    "jobs_overview",
    "recent_failures",
    "seen",
]
