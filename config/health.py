"""What a load balancer or a monitor asks: can this process serve people?"""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)

_migrations_seen_applied = False


def _migrations_applied() -> bool:
    """Say whether the database has every migration of this code.

    Once it has, a running process need not read them again: they are not taken back under it.
    """
    global _migrations_seen_applied  # noqa: PLW0603 - a fact about this process
    if not _migrations_seen_applied:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        _migrations_seen_applied = not plan
    return _migrations_seen_applied


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 where the database answers and is up to date, else 503 with a word why."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        applied = _migrations_applied()
    except DatabaseError as error:
        log.warning("health: database: %r", error)
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if not applied:
        return JsonResponse({"status": "the database lacks a migration"}, status=503)
    return JsonResponse({"status": "ok"})
