"""The jobs application: the queue of record and the mail outbox."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Work that is done after the answer has gone out, and mail on its way."""

    name = "jobs"
    verbose_name = "Jobs and outgoing mail"

    def ready(self) -> None:
        """Learn every app's handlers, and what a Celery worker must do when it starts."""
        # Each app keeps its handlers in `tasks.py`, so that a job's kind is known wherever it runs.
        autodiscover_modules("tasks")
        from jobs import worker  # noqa: F401  (listens for the worker's start)
