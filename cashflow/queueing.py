"""Asks for a recompute, once however often it is asked."""

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
        key=f"{RECOMPUTE}:{programme.pk}",
        by=by,
    )
