"""Hears that figures have changed, and does nothing but queue the work it calls for."""

from typing import Any

from django.dispatch import receiver

from cashflow.queueing import ask_for_recompute
from programmes.models import Programme
from programmes.signals import figures_changed


@receiver(figures_changed, dispatch_uid="cashflow.recompute")
def queue_recompute(*, programme: Programme, **kwargs: Any) -> None:
    """Queue a recompute of the programme in the transaction of the change."""
    ask_for_recompute(programme)
