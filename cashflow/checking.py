"""Holds the stored cash flow against one worked out from scratch."""

from cashflow import inputs
from cashflow.actions.recompute import from_scratch, stored_run
from cashflow.lines import AMOUNTS, line_of
from cashflow.models import Line
from programmes.models import Programme

Place = tuple[str, str, int]

COMPARED = ("weeks", *AMOUNTS, "hours_state", "expenditure_state", "return_version_id")


def differences(programme: Programme) -> list[str]:
    """Return one sentence for each way in which the stored cash flow is not what it should be.

    It is worked out for the day of the stored run. An empty list means that they agree, or that
    there are neither assumptions nor a run.
    """
    run = stored_run(programme)
    if run is None:
        if inputs.in_force(programme) is None:
            return []
        return ["There are assumptions, but no cash flow is stored."]
    worked = from_scratch(programme, run.as_at)
    if worked is None:
        return ["A cash flow is stored, but there are no assumptions."]
    found = []
    if run.input_version != programme.input_version:
        found.append(
            f"It was worked out at change {run.input_version} of the figures, "
            f"which are now at change {programme.input_version}."
        )
    if run.fingerprint != worked.fingerprint:
        found.append("Its inputs are not those that are saved now.")
    stored = {_place(line): line for line in run.lines.all()}
    fresh = {_place(line): line for line in map(line_of, worked.lines)}
    for place in sorted(stored.keys() | fresh.keys()):
        found += _differences(place, stored.get(place), fresh.get(place))
    return found


def _place(line: Line) -> Place:
    return line.series, line.basis, line.quarter_number


def _differences(place: Place, stored: Line | None, fresh: Line | None) -> list[str]:
    series, basis, number = place
    where = f"{series}, {basis}, quarter {number}"
    if stored is None:
        return [f"{where}: the line is missing."]
    if fresh is None:
        return [f"{where}: there should be no such line."]
    return [
        f"{where}: {name} is {getattr(stored, name)} and should be {getattr(fresh, name)}."
        for name in COMPARED
        if getattr(stored, name) != getattr(fresh, name)
    ]
