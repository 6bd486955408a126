"""Follows a change of a programme's dates, by which weeks fall into other quarters."""

from typing import Any

from django.dispatch import receiver

from jobs.queue import enqueue
from programmes.models import Programme
from programmes.signals import figures_changed

CALENDAR = "calendar"
KIND = "enterprises.rebuild_rollups"


@receiver(figures_changed, dispatch_uid="enterprises.calendar")
def rebuild_when_the_calendar_changes(
    sender: type[Programme], programme: Programme, cause: str, **kwargs: Any
) -> None:
    """Queue the work, in the transaction of the change."""
    if cause == CALENDAR:
        enqueue(
            KIND,
            council=programme.council,
            payload={"programme": programme.pk},
            key=f"{KIND}:{programme.pk}",
        )
