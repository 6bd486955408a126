"""Asks for a recompute, once however often it is asked."""

from datetime import date

from django.db.models import QuerySet

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
    return bool(_asked(programme).filter(created_at__date__gte=day).exists())


def was_given_up(programme: Programme) -> bool:
    """Say whether the latest recompute that was asked for has been set aside."""
    latest = _asked(programme).order_by("-id").first()
    return latest is not None and latest.state == Job.State.SET_ASIDE


def _asked(programme: Programme) -> "QuerySet[Job]":
    jobs = Job.objects.for_council(programme.council)
    return jobs.filter(kind=RECOMPUTE, key=_key(programme))


def _key(programme: Programme) -> str:
    return f"{RECOMPUTE}:{programme.pk}"
