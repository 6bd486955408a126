"""What a board page is made from: plain values, read once, frozen (pure).

`figures.py` fills these; words, charts, tables and downloads read them and nothing else. A figure
that is not known is None all the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cashflow.engine import Row
from cashflow.series import BasisName, CellState, SeriesName
from programmes.moved import Moved
from programmes.progress import Rag
from programmes.quarters import Quarter, WeeksRule, due_quarter

Exact = Decimal | Fraction | int


STATE_WORDS = {
    CellState.ACTUAL: "Actual",
    CellState.FORECAST: "Forecast",
    CellState.PLAN: "Plan",
    CellState.PLAN_RETURN_MISSING: "Plan: return missing",
    CellState.PLAN_LEFT_BLANK: "Plan: left blank in the return",
    CellState.UNKNOWN: "Not known",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One quarter of one series: its figures, what each of them is, and their return."""

    row: Row
    hours_state: CellState
    expenditure_state: CellState
    return_id: int | None = None

    @property
    def quarter(self) -> Quarter:
        """The quarter of the programme."""
        return self.row.quarter

    @property
    def is_actual(self) -> bool:
        """Whether both hours and expenditure come from an approved return."""
        return self.hours_state is self.expenditure_state is CellState.ACTUAL

    @property
    def has_actual(self) -> bool:
        """Whether anything in it comes from an approved return."""
        return CellState.ACTUAL in (self.hours_state, self.expenditure_state)

    @property
    def state_words(self) -> str:
        """Return what the quarter's net and cumulative rest on."""
        if self.hours_state is self.expenditure_state:
            return STATE_WORDS[self.hours_state]
        return f"Hours {_inside(self.hours_state)}; expenditure {_inside(self.expenditure_state)}"


def _inside(state: CellState) -> str:
    """Return a state as it stands inside a sentence."""
    words = STATE_WORDS[state].replace(":", ",")
    return words[0].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Flow:
    """One series on one basis, in order of quarters; no cells where it has not been worked out."""

    cells: tuple[Cell, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The figures alone, as the appraisal takes them."""
        return tuple(cell.row for cell in self.cells)

    def at(self, quarter_number: int) -> Cell | None:
        """Return the cell of a quarter, or None."""
        return next((cell for cell in self.cells if cell.quarter.number == quarter_number), None)

    @property
    def is_known(self) -> bool:
        """Whether any amount of it is known."""
        return any(cell.row.net is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The working-out that the figures come from.

    `pending` says that an input has changed since; `stalled` that working it out again has failed
    and a person must look; `stale` that a quarter has ended since.
    """

    as_at: date
    worked_out_at: datetime
    fingerprint: str
    engine_version: str
    assumptions_version: int
    assumptions_reason: str
    assumptions_by: str
    assumptions_at: datetime
    pending: bool = False
    stalled: bool = False
    stale: bool = False


class ReturnStatus(StrEnum):
    """Where a quarter's return stands; NOT_STARTED is said of a quarter without one."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """One version of a quarter's return."""

    id: int
    quarter_number: int
    version: int
    status: ReturnStatus


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """What the register holds of one quarter's hours, and how complete that is.

    `ended` says that the quarter is over: before, the weeks still to come are due as well.
    """

    weeks: int
    measured: Decimal
    estimated: Decimal
    eligible: Decimal
    unknown: Decimal
    trading: int
    reporting: int
    weeks_due: int
    weeks_recorded: int
    ended: bool = True

    @property
    def recorded(self) -> Decimal:
        """All recorded hours of the quarter: measured and from typical weeks."""
        return self.measured + self.estimated


def counting(returns: Iterable[ReturnFacts]) -> dict[int, ReturnFacts]:
    """Return the version that counts, by quarter number: the latest that is approved."""
    in_time = sorted(returns, key=lambda version: version.version)
    approved = [version for version in in_time if version.status is ReturnStatus.APPROVED]
    return {version.quarter_number: version for version in approved}


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target in force. `level` is what has to be reached, in the measure's unit."""

    due_quarter: int | None
    version: int
    kind: str
    comparator: str | None
    value: Decimal | None
    state: str
    approved: bool


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """Where a measure started, or who is to find out by when."""

    state: str
    value: Decimal | None
    due_by: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One approved reading of a measure."""

    quarter_number: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure with its targets (those in force), baseline and approved readings."""

    id: int
    code: str
    name: str
    unit: str
    direction: str
    aggregation: str
    definition: str = ""
    tolerance_percent: Decimal | None = None
    baseline: BaselineFacts | None = None
    targets: tuple[TargetFacts, ...] = ()
    readings: tuple[ReadingFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """How a measure stands: what pages say of it, worked out by `standing.py`.

    `met` is whether the target is met, said only once its due quarter is reported.
    """

    measure: MeasureFacts
    target: TargetFacts | None
    level: Exact | None
    value: Exact | None
    value_quarter: Quarter | None
    expected: Exact | None
    rag: Rag
    met: bool | None = None
    missing_quarters: tuple[Quarter, ...] = ()
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The council's shares of what is expected from which a measure is on track, or at risk."""

    green: Decimal = Decimal("0.95")
    amber: Decimal = Decimal("0.80")


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that one programme's board page shows.

    `moved` says, by quarter number, what an approved return says that the register no longer does.
    """

    programme: str
    council: str
    quarters: tuple[Quarter, ...]
    today: date
    weeks_rule: WeeksRule = WeeksRule.BUSINESS_CASE
    return_due_days: int = 28
    demonstration: bool = False
    run: RunFacts | None = None
    has_assumptions: bool = False
    flows: Mapping[tuple[SeriesName, BasisName], Flow] = field(default_factory=dict)
    returns: Sequence[ReturnFacts] = ()
    hours: Mapping[int, HoursFacts] = field(default_factory=dict)
    measures: Sequence[MeasureFacts] = ()
    moved: Mapping[int, Sequence[Moved]] = field(default_factory=dict)
    bands: Bands = Bands()

    def flow(self, series: SeriesName, basis: BasisName = BasisName.PUBLISHED) -> Flow:
        """Return a series; an empty one where it has not been worked out."""
        return self.flows.get((series, basis), Flow())

    @property
    def plan(self) -> Flow:
        """The plan on the published basis."""
        return self.flow(SeriesName.PLAN)

    @property
    def outturn(self) -> Flow:
        """Actual, then forecast, on the published basis."""
        return self.flow(SeriesName.OUTTURN)

    @property
    def last_ended(self) -> Quarter | None:
        """The latest quarter that has ended by today, or None."""
        return due_quarter(self.quarters, self.today)

    def quarter(self, number: int) -> Quarter:
        """Return a quarter by its number, from 1. Raises IndexError outside the programme."""
        if not 1 <= number <= len(self.quarters):
            raise IndexError(f"the programme has no quarter {number}")
        return self.quarters[number - 1]

    def approved(self, quarter_number: int) -> ReturnFacts | None:
        """Return the version of a quarter's return that counts, or None."""
        return counting(self.returns).get(quarter_number)

    def register_now(self, quarter: Quarter, measure_id: int) -> str:
        """Return what the register says now of a measure of an approved return, where that is
        something else than the return says; "" where it is not."""
        of_quarter = self.moved.get(quarter.number, ())
        return next((one.now for one in of_quarter if one.measure_id == measure_id), "")

    def open_return(self, quarter_number: int) -> ReturnFacts | None:
        """Return the version of a quarter's return that is still being worked on, or None."""
        return next(
            (
                version
                for version in self.returns
                if version.quarter_number == quarter_number
                and version.status is not ReturnStatus.APPROVED
            ),
            None,
        )
