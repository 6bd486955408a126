"""The jobs application: the queue of record and the mail outbox."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Work that is done after the answer has gone out, and mail on its way."""

    name = "jobs"
    verbose_name = "Jobs and outgoing mail"

    def ready(self) -> None:
        """Learn every app's handlers, what a worker does when it starts, and the menu's entry."""
        from accounts import event_words as words
        from accounts import navigation
        from accounts.roles import Permission

        # Each app keeps its handlers in `tasks.py`, so that a job's kind is known wherever it runs.
        autodiscover_modules("tasks")
        from jobs import event_words, worker  # noqa: F401  (listens for the worker's start)

        words.register(event_words.source)

        navigation.register(
            navigation.NavItem("Jobs", "job_list", Permission.VIEW_AUDIT, order=910)
        )
