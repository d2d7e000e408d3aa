"""/healthz and /readyz, for machines: answered before anything looks at the host name or insists on HTTPS."""

import logging

from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from portal.core import clock
from portal.jobs.models import Heartbeat
from portal.jobs.queries.health import SILENT_AFTER

logger = logging.getLogger(__name__)


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def storage() -> bool:
    storages["private"].exists("readyz")
    return True


def worker() -> bool:
    """Both the scheduler and the worker of the queue have been seen lately."""
    seen = Heartbeat.objects.filter(name__in=("scheduler", "worker"), at__gt=clock.now() - SILENT_AFTER)
    return seen.count() == 2


CHECKS = {"database": database, "migrations": migrations, "storage": storage, "worker": worker}


class HealthMiddleware:
    """Alive: the process answers. Ready: database, migrations, storage and background work are there too (else 503)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        if request.path_info == "/healthz":
            return JsonResponse({"status": "alive"})
        if request.path_info == "/readyz":
            return self.ready()
        return self.get_response(request)

    def ready(self) -> JsonResponse:
        found = {}
        for name, check in CHECKS.items():
            try:
                found[name] = check()
            except Exception:  # whatever is wrong, the answer is: not ready
                logger.exception("not ready: %s", name)
                found[name] = False
        return JsonResponse(found, status=200 if all(found.values()) else 503)
