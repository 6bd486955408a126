"""Where a measure's value comes from: its readings by quarter, baseline and target versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.access import Access
from accounts.holders import holders
from accounts.roles import Permission
from dashboards.board import Board, MeasureStanding, TargetFacts
from dashboards.measure_words import target_words, value_words
from dashboards.standing import LEAST_BASE, figures_read
from dashboards.trace import REGISTER_HOURS, Reach
from dashboards.wording import counted
from programmes import codes
from programmes.models import Measure, Programme, Reading, Target
from programmes.progress import Rag
from programmes.quarters import Quarter
from programmes.units import as_kept, written

# Measures that the register adds up from weeks, each of which has its file, sheet and row.
HOURS = (codes.HOURS_PER_WEEK, codes.ELIGIBLE_HOURS_PER_WEEK)
_IN_REGISTER = {
    **dict.fromkeys(HOURS, REGISTER_HOURS),
    codes.NEW_ENTERPRISES: "which enterprises they are",
    codes.ENQUIRIES: "the enquiries in the register",
}


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One quarter's figure in the version of its return that counts."""

    quarter: Quarter
    version: int | None
    value: str | None
    origin: str = ""
    register: str = ""
    register_note: str = ""
    register_now: str = ""
    reason: str = ""
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One version of a target, and who made and approved it."""

    words: str
    version: int
    created_by: str
    created_at: datetime
    approved_by: str
    approved_at: datetime | None
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class MeasureTrace:
    """Everything that the page of one measure says."""

    measure: Measure
    working: str
    value: str | None
    readings: Sequence[ReadingRow]
    targets: Sequence[TargetRow]
    reaches: Sequence[Reach]


def trace_measure(
    board: Board, programme: Programme, access: Access, standing: MeasureStanding
) -> MeasureTrace:
    """Return how a measure's value to date came about, as far as this reader may know."""
    measure = Measure.objects.for_council(programme.council).get(pk=standing.measure.id)
    may_read = access.may(Permission.VIEW_RETURNS)
    return MeasureTrace(
        measure=measure,
        working=working(standing),
        value=value_words(standing),
        readings=_readings(board, programme, standing, named=may_read),
        targets=_targets(board, programme, standing)
        if access.may(Permission.VIEW_PROGRAMME)
        else (),
        reaches=_reaches(access, measure),
    )


def _reaches(access: Access, measure: Measure) -> list[Reach]:
    wanted = [(Permission.VIEW_RETURNS, "the returns, and who gave each figure and why")]
    if further := _IN_REGISTER.get(measure.code):
        wanted.append((Permission.VIEW_REGISTER, further))
    return [
        Reach(what, holders(permission))
        for permission, what in wanted
        if not access.may(permission)
    ]


def working(standing: MeasureStanding) -> str:
    """Say how the quarters were put together; the parts of a sum are written exactly."""
    measure = standing.measure
    value = value_words(standing)
    if standing.rag is Rag.TOO_FEW:
        return f"Fewer than {LEAST_BASE} answers, so that nobody can be told from the result."
    if standing.value is None or value is None or standing.value_quarter is None:
        return "No approved return has a figure for it yet."
    read = figures_read(measure)
    if measure.aggregation == "sum":
        parts = " + ".join(written(reading.value, measure.unit) or "" for reading in read)
        total = written(as_kept(standing.value, measure.unit), measure.unit)
        return f"The quarters added up: {parts} = {total}"
    if measure.aggregation == "ratio":
        return (
            f"How many out of how many, {counted(len(read), 'quarter')} put together: {value}. "
            "Percentages are never averaged."
        )
    return f"The latest figure stands: {value} in {standing.value_quarter.full_label}"


def _readings(
    board: Board, programme: Programme, standing: MeasureStanding, *, named: bool
) -> list[ReadingRow]:
    counting = {
        version.id: version
        for quarter in board.quarters
        if (version := board.approved(quarter.number)) is not None
    }
    stored = {
        reading.return_version_id: reading
        for reading in Reading.objects.for_council(programme.council)
        .filter(measure_id=standing.measure.id, return_version_id__in=counting)
        .select_related("entered_by")
    }
    last = board.last_ended.number if board.last_ended else 0
    last = max([last, *(version.quarter_number for version in counting.values())])
    rows = []
    for quarter in board.quarters[:last]:
        version = board.approved(quarter.number)
        reading = stored.get(version.id) if version else None
        now = board.register_now(quarter, standing.measure.id)
        number = version.version if version else None
        rows.append(_row(quarter, number, reading, standing, now, named=named))
    return rows


def _row(
    quarter: Quarter,
    version: int | None,
    reading: Reading | None,
    standing: MeasureStanding,
    register_now: str,
    *,
    named: bool,
) -> ReadingRow:
    if reading is None:
        return ReadingRow(quarter, version, None)
    unit = standing.measure.unit
    few = reading.denominator is not None and reading.denominator < LEAST_BASE
    register = written(reading.register_value, unit)
    return ReadingRow(
        quarter=quarter,
        version=version,
        value="Too few answers" if few else written(reading.value, unit),
        origin=reading.get_origin_display() if reading.value is not None else "",
        register=register or "",
        register_note=reading.register_note if register else "",
        register_now=register_now,
        reason=reading.reason if named else "",
        entered_by=reading.entered_by.name if named else "",
    )


def _targets(board: Board, programme: Programme, standing: MeasureStanding) -> list[TargetRow]:
    stored = (
        Target.objects.for_council(programme.council)
        .filter(measure_id=standing.measure.id)
        .select_related("created_by", "approved_by")
        .order_by("due_quarter", "-version")
    )
    return [
        TargetRow(
            words=target_words(_facts(target), standing.measure, board),
            version=target.version,
            created_by=target.created_by.name,
            created_at=target.created_at,
            approved_by=target.approved_by.name if target.approved_by else "",
            approved_at=target.approved_at,
            reason=target.reason,
            note=target.note,
        )
        for target in stored
    ]


def _facts(target: Target) -> TargetFacts:
    return TargetFacts(
        due_quarter=target.due_quarter,
        version=target.version,
        kind=target.kind,
        comparator=target.comparator,
        value=target.value,
        state=target.state,
        approved=target.approved_at is not None,
    )
