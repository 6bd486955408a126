"""Where a figure comes from: its working, and down to returns, register, assumptions and people.

A reader gets as far down as the role may read, and is told who can go further.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from accounts.access import Access
from accounts.holders import holders
from accounts.roles import Permission
from cashflow.models import CostAmount
from cashflow.series import BasisName, SeriesName
from dashboards.board import Board, Flow, HoursFacts
from dashboards.figure_names import ABOUT, Figure, Span
from dashboards.wording import counted
from dashboards.workings import Working, of_quarter
from dashboards.workings_whole import of_whole, of_year
from enterprises import behind
from enterprises.files import File
from programmes import codes
from programmes.dates import day_words
from programmes.models import Programme, QuarterlyReturn, Reading
from programmes.quarters import Quarter
from programmes.units import written

REGISTER_HOURS = "the register’s hours by enterprise, with the names, and by week"
FILES = "the uploaded files themselves, which can hold details of people"
_CODES = {
    BasisName.PUBLISHED: (codes.HOURS_PER_WEEK, codes.EXPENDITURE),
    BasisName.ELIGIBLE: (codes.ELIGIBLE_HOURS_PER_WEEK, codes.EXPENDITURE),
}


@dataclass(frozen=True, slots=True)
class ReadingTrace:
    """One figure of a return: what was given, what the register offered beside it, and what it
    says now where that is something else."""

    name: str
    value: str | None
    origin: str
    register_value: str | None
    register_note: str
    reason: str
    entered_by: str
    entered_at: datetime
    register_now: str = ""


@dataclass(frozen=True, slots=True)
class ReturnTrace:
    """The approved version of a quarter's return that a figure rests on."""

    quarter: Quarter
    version: int
    submitted_by: str
    submitted_at: datetime | None
    approved_by: str
    approved_at: datetime | None
    reopened_reason: str
    readings: Sequence[ReadingTrace] = ()


@dataclass(frozen=True, slots=True)
class HoursFile:
    """What the register's hours of a quarter rest on: an uploaded file (by its number), or what
    somebody typed (None); in words."""

    upload: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What lies further down than this reader's role may read, and who can go there."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that the page of one figure says."""

    figure: Figure
    basis: BasisName
    quarter: Quarter | None
    outturn: Working | None
    plan: Working | None
    returns: Sequence[ReturnTrace] = ()
    register: HoursFacts | None = None
    files: Sequence[HoursFile] = ()
    reaches: Sequence[Reach] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """The figure's name."""
        return ABOUT[self.figure].name

    @property
    def meaning(self) -> str:
        """What the figure means, in plain words."""
        return ABOUT[self.figure].meaning


def trace(
    board: Board,
    programme: Programme,
    access: Access,
    figure: Figure,
    quarter_number: int,
    basis: BasisName,
) -> Trace:
    """Return how a figure came about, as far as this reader may know.

    `quarter_number` is 0 for a figure of the whole programme. Raises LookupError where the
    programme has no such quarter, or the figure is not about what was asked.
    """
    quarter = _quarter(board, figure, quarter_number)
    costs = _costs(board, programme, figure, quarter_number)
    outturn = board.flow(SeriesName.OUTTURN, basis)
    plan = board.flow(SeriesName.PLAN, basis)
    versions = _behind(board, figure, quarter, basis)
    files = _files(programme, quarter) if quarter else []
    uploaded = any(file.upload is not None for file in files)
    may_read = access.may(Permission.VIEW_RETURNS)
    return Trace(
        figure=figure,
        basis=basis,
        quarter=quarter,
        outturn=_work(board, figure, outturn, quarter_number, costs),
        plan=_work(board, figure, plan, quarter_number, costs),
        returns=_returns(programme, board, versions, basis) if may_read and versions else (),
        register=board.hours.get(quarter_number) if quarter else None,
        files=files,
        reaches=_reaches(access, has_returns=bool(versions), has_files=uploaded),
    )


def _quarter(board: Board, figure: Figure, number: int) -> Quarter | None:
    if (ABOUT[figure].span is Span.WHOLE) != (number == 0):
        raise LookupError(f"{figure.value} is not about quarter {number}")
    return board.quarter(number) if number else None


def _work(
    board: Board,
    figure: Figure,
    flow: Flow,
    quarter_number: int,
    costs: Sequence[tuple[str, Decimal | None]],
) -> Working | None:
    span = ABOUT[figure].span
    if span is Span.QUARTER:
        return of_quarter(figure, flow, quarter_number, costs, board.weeks_rule)
    if span is Span.YEAR:
        return of_year(figure, flow, quarter_number)
    return of_whole(figure, flow)


def _costs(
    board: Board, programme: Programme, figure: Figure, quarter_number: int
) -> list[tuple[str, Decimal | None]]:
    """The cost lines behind the planned expenditure of the quarter, as the run used them."""
    if figure is not Figure.EXPENDITURE or board.run is None:
        return []
    amounts = (
        CostAmount.objects.for_council(programme.council)
        .filter(
            cost_line__assumptions__programme=programme,
            cost_line__assumptions__version=board.run.assumptions_version,
            quarter_number=quarter_number,
        )
        .select_related("cost_line")
        .order_by("cost_line__position", "cost_line_id")
    )
    return [(amount.cost_line.name, amount.amount) for amount in amounts]


def _behind(
    board: Board, figure: Figure, quarter: Quarter | None, basis: BasisName
) -> dict[int, Quarter]:
    """The returns that the figure rests on: of its quarter, of all so far, or of all."""
    cells = board.flow(SeriesName.OUTTURN, basis).cells
    last = len(board.quarters)
    first = 1
    if quarter is not None:
        last = quarter.number
        first = 1 if figure is Figure.CUMULATIVE else quarter.number
    return {
        cell.return_id: cell.quarter
        for cell in cells
        if cell.return_id is not None and first <= cell.quarter.number <= last
    }


def _returns(
    programme: Programme, board: Board, behind: dict[int, Quarter], basis: BasisName
) -> list[ReturnTrace]:
    readings: dict[int, list[ReadingTrace]] = {}
    stored = (
        Reading.objects.for_council(programme.council)
        .filter(return_version_id__in=behind, measure__code__in=_CODES[basis])
        .select_related("measure", "entered_by")
    )
    for reading in stored:
        unit = reading.measure.unit
        readings.setdefault(reading.return_version_id, []).append(
            ReadingTrace(
                name=reading.measure.name,
                value=written(reading.value, unit),
                origin=reading.get_origin_display(),
                register_value=written(reading.register_value, unit),
                register_note=reading.register_note,
                reason=reading.reason,
                entered_by=reading.entered_by.name,
                entered_at=reading.entered_at,
                register_now=board.register_now(
                    behind[reading.return_version_id], reading.measure_id
                ),
            )
        )
    versions = (
        QuarterlyReturn.objects.for_council(programme.council)
        .filter(pk__in=behind)
        .select_related("submitted_by", "approved_by")
        .order_by("quarter_number")
    )
    return [
        ReturnTrace(
            quarter=behind[version.pk],
            version=version.version,
            submitted_by=version.submitted_by.name if version.submitted_by else "",
            submitted_at=version.submitted_at,
            approved_by=version.approved_by.name if version.approved_by else "",
            approved_at=version.approved_at,
            reopened_reason=version.reopened_reason,
            readings=tuple(readings.get(version.pk, ())),
        )
        for version in versions
    ]


def _files(programme: Programme, quarter: Quarter) -> list[HoursFile]:
    """Return what the hours of a quarter rest on, files first. Their names are no secret to whoever
    may read the figure; opening them is for those who may read the register."""
    found = behind.by_file(behind.shares_of(programme, quarter))
    return [
        HoursFile(
            file.upload if file else None,
            f"{_weeks(weeks)} {_given(file)}",
        )
        for file, weeks in sorted(found.items(), key=lambda item: item[0] is None)
    ]


def _weeks(weeks: int | None) -> str:
    return "Typical weeks" if weeks is None else counted(weeks, "enterprise-week")


def _given(file: File | None) -> str:
    if file is None:
        return "typed in"
    return f"from {file.name}, uploaded by {file.by} on {day_words(file.on)}"


def _reaches(access: Access, *, has_returns: bool, has_files: bool) -> list[Reach]:
    wanted = [
        (
            Permission.VIEW_RETURNS,
            "the returns behind it, and who submitted and approved them",
            has_returns,
        ),
        (Permission.VIEW_ASSUMPTIONS, "who set the plan and the rates, and why", True),
        (Permission.VIEW_REGISTER, REGISTER_HOURS, True),
        (Permission.EDIT_REGISTER, FILES, has_files),
    ]
    return [
        Reach(what, holders(permission))
        for permission, what, is_there in wanted
        if is_there and not access.may(permission)
    ]
