"""Working the cash flow out again, and putting the result in place of the one before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from accounts.models import Council
from cashflow import inputs
from cashflow.engine import ENGINE_VERSION
from cashflow.fingerprint import fingerprint
from cashflow.lines import line_of
from cashflow.models import Line, Run
from cashflow.series import Inputs, WorkedLine, one_has_ended_since, work_out
from jobs.failpoints import reach
from programmes.models import Programme


class Result(StrEnum):
    """What came of a recompute; the value is how a job or a command says it."""

    STORED = "The cash flow was worked out and stored."
    NOT_NEWER = "A cash flow of later figures was already there, so this one was dropped."
    NO_ASSUMPTIONS = (
        "There are no assumptions yet, so there is no cash flow. "
        "Enter planned hours, costs and a rate to begin."
    )


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A result that is not stored yet, with the inputs it came from."""

    inputs: Inputs
    fingerprint: str
    lines: tuple[WorkedLine, ...]


@transaction.atomic
def recompute(
    programme: Programme, *, today: date | None = None, job_id: int | None = None
) -> Result:
    """Work out the programme's cash flow as at `today` and replace the stored one.

    `today` decides which quarters have ended; without it, it is the day in England. The programme
    is locked first: a change that comes meanwhile waits, and is counted as later than this
    result. Doing it again with the same figures stores the same lines. Raises TooLarge where an
    amount does not fit; then nothing changes.
    """
    locked = _lock(programme.pk)
    worked = from_scratch(locked, today or timezone.localdate())
    reach("recompute.read")
    if worked is None:
        return Result.NO_ASSUMPTIONS
    result = store(locked, worked, job_id=job_id)
    reach("recompute.written")
    return result


def from_scratch(programme: Programme, as_at: date) -> WorkedOut | None:
    """Return the cash flow worked out from what is saved now, or None without assumptions."""
    read = inputs.read(programme, as_at)
    if read is None:
        return None
    return WorkedOut(read, fingerprint(read), work_out(read))


@transaction.atomic
def store(programme: Programme, worked: WorkedOut, *, job_id: int | None = None) -> Result:
    """Put a result in place of the stored one, unless that one saw later figures or a later day."""
    _lock(programme.pk)
    old = stored_run(programme)
    stamp = (worked.inputs.input_version, worked.inputs.as_at)
    if old is not None and (old.input_version, old.as_at) > stamp:
        return Result.NOT_NEWER
    lines = [line_of(line) for line in worked.lines]
    run, _ = Run.unscoped.update_or_create(
        programme=programme,
        defaults={
            "council": programme.council,
            "assumptions_id": worked.inputs.assumptions_id,
            "input_version": worked.inputs.input_version,
            "fingerprint": worked.fingerprint,
            "engine_version": ENGINE_VERSION,
            "as_at": worked.inputs.as_at,
            "worked_out_at": timezone.now(),
            "job_id": job_id,
        },
    )
    run.lines.all().delete()
    for line in lines:
        line.run = run
    Line.unscoped.bulk_create(lines)
    return Result.STORED


def stored_run(programme: Programme) -> Run | None:
    """Return the programme's stored run, or None where nothing has been worked out yet."""
    found: Run | None = (
        Run.objects.for_council(programme.council).filter(programme=programme).first()
    )
    return found


def is_stale(run: Run, today: date) -> bool:
    """Say whether the run must be worked out again before its cells can be believed.

    So it is when a figure has changed since, or when a quarter has ended since the day the run
    was made for: what it calls a forecast may now be a missing return. Reads `run.programme` and
    its council, and asks nothing more of the database.
    """
    if run.programme.input_version != run.input_version:
        return True
    return one_has_ended_since(run.programme.quarters(), run.as_at, today)


def due(today: date, council: Council | None = None) -> list[Programme]:
    """Return the programmes whose stored cash flow is stale, of one council or of all.

    For the worker and for commands, which serve every council.
    """
    runs = Run.unscoped.select_related("programme__council").order_by("programme_id")
    if council is not None:
        runs = runs.filter(council=council)
    return [run.programme for run in runs if is_stale(run, today)]


def _lock(programme_id: int) -> Programme:
    # no_key: rows that merely name the programme may still be added meanwhile.
    return (
        Programme.unscoped.select_for_update(no_key=True, of=("self",))
        .select_related("council")
        .get(pk=programme_id)
    )
