"""Asks for a recompute, once however often it is asked."""

from datetime import date

from accounts.models import User
from jobs.models import Job
from jobs.queue import enqueue
from programmes.models import Programme

RECOMPUTE = "cashflow.recompute"


def ask_for_recompute(programme: Programme, *, by: User | None = None) -> Job:
    """Queue the work in the transaction of the change that calls for it."""
    return enqueue(
        RECOMPUTE,
        council=programme.council,
        payload={"programme": programme.pk},
        key=_key(programme),
        by=by,
    )


def was_asked_since(programme: Programme, day: date) -> bool:
    """Say whether a recompute of the programme was asked for on that day or later."""
    asked = Job.objects.for_council(programme.council).filter(kind=RECOMPUTE, key=_key(programme))
    return bool(asked.filter(created_at__date__gte=day).exists())


def _key(programme: Programme) -> str:
    return f"{RECOMPUTE}:{programme.pk}"
