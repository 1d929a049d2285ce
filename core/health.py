"""`/healthz`: is this instance ready, for the runner, a load balancer and a person."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from core import clock
from core.models import Heartbeat

_migrated = False


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503. No names, no figures of the business.

    `worker_seconds_ago` is the age of the last sign of life of a worker (null: none yet). It does not make this
    instance unready: web serves without a worker, and the day board warns.
    """
    answer: dict[str, bool | int | None] = {
        "ready": False,
        "database": False,
        "migrations": False,
        "worker_seconds_ago": None,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answer["database"] = True
        answer["migrations"] = answer["ready"] = migrated()
        answer["worker_seconds_ago"] = worker_age() if answer["ready"] else None
    except DatabaseError:
        pass
    return JsonResponse(answer, status=200 if answer["ready"] else 503)


def worker_age() -> int | None:
    """Whole seconds since a worker last wrote its heartbeat, by the machine's own clock."""
    beat_at = Heartbeat.objects.filter(name="worker").values_list("beat_at", flat=True).first()
    return None if beat_at is None else max(0, int((clock.real_now() - beat_at).total_seconds()))


def migrated() -> bool:
    """Whether every migration is applied. Once true it stays true for this process: code and files do not change."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
