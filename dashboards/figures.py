"""From the database to plain values: all that a board page needs, in a fixed number of queries.

Nine, whatever the number of quarters and measures, and one for each measure that returns take from
the register, to say where that has changed since; one more where the figures wait to be worked
out again, or where there are none yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.conf import settings

from accounts.access import Access
from cashflow.engine import Rate, Row, compute
from cashflow.models import Assumptions, Line, RateVersion, Run
from cashflow.queueing import was_given_up
from cashflow.series import BasisName, CellState, SeriesName, one_has_ended_since
from dashboards.board import (
    Bands,
    BaselineFacts,
    Board,
    Cell,
    Flow,
    HoursFacts,
    MeasureFacts,
    ReadingFacts,
    ReturnFacts,
    ReturnStatus,
    RunFacts,
    TargetFacts,
    counting,
)
from enterprises.models import QuarterHours
from programmes.models import Measure, Programme, QuarterlyReturn, Reading, Target
from programmes.quarters import Quarter
from programmes.since_approved import moved_since

_HUNDREDTHS = Decimal(100)


def board_of(programme: Programme, *, today: date) -> Board:
    """Read everything that the board page of one programme shows."""
    council = programme.council
    quarters = programme.quarters()
    lines = list(
        Line.objects.for_council(council)
        .filter(run__programme=programme)
        .select_related("run__assumptions__created_by")
    )
    run = lines[0].run if lines else None
    facts = None if run is None else _run_facts(run, programme, quarters, today)
    if facts is not None and facts.pending:
        facts = replace(facts, stalled=was_given_up(programme))
    returns = [
        version for version in _returns(programme) if 1 <= version.quarter_number <= len(quarters)
    ]
    return Board(
        programme=programme.name,
        council=council.name,
        quarters=quarters,
        today=today,
        weeks_rule=programme.rule,
        return_due_days=programme.return_due_days,
        demonstration=settings.DEMONSTRATION or council.is_demonstration,
        run=facts,
        has_assumptions=run is not None or _has_assumptions(programme),
        flows={} if run is None else _flows(lines, quarters, _rates(run, programme), programme),
        returns=returns,
        hours=_hours(programme, quarters, today),
        measures=_measures(programme, returns),
        moved=moved_since(programme),
        bands=Bands(council.rag_green_from, council.rag_amber_from),
    )


def headline_boards(access: Access, *, today: date) -> Iterator[tuple[Programme, Board]]:
    """Read just enough of every visible programme for its headline, in two queries.

    Without assumptions and without a run look alike here, so both count as not worked out yet.
    """
    council = access.council
    programmes = Programme.objects.for_council(council).visible_to(access).order_by("name")
    lines: dict[int, list[Line]] = defaultdict(list)
    stored = Line.objects.for_council(council).filter(basis=Line.Basis.PUBLISHED)
    for line in stored.select_related("run__assumptions__created_by"):
        lines[line.run.programme_id].append(line)
    for programme in programmes:
        # The row is reached through this council; saying so saves asking for it again.
        programme.council = council
        quarters = programme.quarters()
        own = lines[programme.pk]
        yield (
            programme,
            Board(
                programme=programme.name,
                council=council.name,
                quarters=quarters,
                today=today,
                run=_run_facts(own[0].run, programme, quarters, today) if own else None,
                flows=_flows(own, quarters, (), programme),
                bands=Bands(council.rag_green_from, council.rag_amber_from),
            ),
        )


def _flows(
    lines: Iterable[Line],
    quarters: tuple[Quarter, ...],
    rates: Sequence[Rate],
    programme: Programme,
) -> dict[tuple[SeriesName, BasisName], Flow]:
    # Which weeks fall to which rate depends on dates and rates alone, not on what is stored.
    parts = {
        row.quarter.number: row.rate_parts
        for row in compute(quarters, (), rates, programme.rule).rows
    }
    series: dict[tuple[SeriesName, BasisName], list[Cell]] = defaultdict(list)
    for line in lines:
        # A programme made shorter keeps its old lines until they are worked out again.
        if line.quarter_number in parts:
            quarter = quarters[line.quarter_number - 1]
            key = (SeriesName(line.series), BasisName(line.basis))
            series[key].append(_cell(line, quarter, parts[line.quarter_number]))
    return {
        key: Flow(tuple(sorted(cells, key=lambda cell: cell.quarter.number)))
        for key, cells in series.items()
    }


def _cell(line: Line, quarter: Quarter, rate_parts: tuple[tuple[int, Decimal], ...]) -> Cell:
    return Cell(
        row=Row(
            quarter=quarter,
            hours_per_week=line.hours_per_week,
            weeks=line.weeks,
            hours=line.hours,
            cost_avoidance=line.cost_avoidance,
            expenditure=line.expenditure,
            net=line.net,
            cumulative=line.cumulative,
            rate_parts=rate_parts,
        ),
        hours_state=CellState(line.hours_state),
        expenditure_state=CellState(line.expenditure_state),
        return_id=line.return_version_id,
    )


def _rates(run: Run, programme: Programme) -> list[Rate]:
    stored = RateVersion.objects.for_council(programme.council).filter(
        assumptions_id=run.assumptions_id
    )
    return [Rate(rate.effective_from, rate.rate_per_hour) for rate in stored]


def _run_facts(
    run: Run, programme: Programme, quarters: tuple[Quarter, ...], today: date
) -> RunFacts:
    pending = programme.input_version > run.input_version
    assumptions = run.assumptions
    return RunFacts(
        as_at=run.as_at,
        worked_out_at=run.worked_out_at,
        fingerprint=run.fingerprint,
        engine_version=run.engine_version,
        assumptions_version=assumptions.version,
        assumptions_reason=assumptions.reason,
        assumptions_by=assumptions.created_by.name,
        assumptions_at=assumptions.created_at,
        pending=pending,
        stale=one_has_ended_since(quarters, run.as_at, today),
    )


def _has_assumptions(programme: Programme) -> bool:
    return bool(
        Assumptions.objects.for_council(programme.council).filter(programme=programme).exists()
    )


def _returns(programme: Programme) -> list[ReturnFacts]:
    stored = QuarterlyReturn.objects.for_council(programme.council).filter(programme=programme)
    return [
        ReturnFacts(
            id=version.pk,
            quarter_number=version.quarter_number,
            version=version.version,
            status=ReturnStatus(version.status),
        )
        for version in stored
    ]


def _hours(programme: Programme, quarters: Sequence[Quarter], today: date) -> dict[int, HoursFacts]:
    """Return the register's hours of the quarters that have begun.

    A typical week may hold for years to come; what it says of them is nobody's record.
    """
    begun = {quarter.number: quarter for quarter in quarters if quarter.start <= today}
    stored = QuarterHours.objects.for_council(programme.council).filter(programme=programme)
    return {
        rolled.quarter_number: _hours_facts(rolled, ended=begun[rolled.quarter_number].end < today)
        for rolled in stored
        if rolled.quarter_number in begun
    }


def _hours_facts(rolled: QuarterHours, *, ended: bool) -> HoursFacts:
    """Return a quarter's roll-up as plain values, in hours."""
    return HoursFacts(
        weeks=rolled.weeks,
        measured=Decimal(rolled.measured_hundredths) / _HUNDREDTHS,
        estimated=Decimal(rolled.estimated_hundredths) / _HUNDREDTHS,
        eligible=Decimal(rolled.eligible_hundredths) / _HUNDREDTHS,
        unknown=Decimal(rolled.unknown_hundredths) / _HUNDREDTHS,
        trading=rolled.enterprises_trading,
        reporting=rolled.enterprises_reporting,
        weeks_due=rolled.enterprise_weeks_due,
        weeks_recorded=rolled.enterprise_weeks_recorded,
        ended=ended,
    )


def _measures(programme: Programme, returns: Sequence[ReturnFacts]) -> tuple[MeasureFacts, ...]:
    council = programme.council
    measures = (
        Measure.objects.for_council(council)
        .filter(programme=programme)
        .select_related("baseline")
        .order_by("position", "id")
    )
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.for_council(council).filter(measure__programme=programme):
        targets[target.measure_id].append(target)
    readings = _readings(programme, returns)
    return tuple(
        MeasureFacts(
            id=measure.pk,
            code=measure.code,
            name=measure.name,
            unit=measure.unit,
            direction=measure.direction,
            aggregation=measure.aggregation,
            definition=measure.definition,
            tolerance_percent=measure.tolerance_percent,
            baseline=_baseline(measure),
            targets=_in_force(targets[measure.pk]),
            readings=tuple(readings[measure.pk]),
        )
        for measure in measures
    )


def _baseline(measure: Measure) -> BaselineFacts | None:
    if not hasattr(measure, "baseline"):
        return None
    stored = measure.baseline
    return BaselineFacts(stored.state, stored.value, stored.due_by, stored.owner)


def _in_force(versions: Sequence[Target]) -> tuple[TargetFacts, ...]:
    """Return the target in force for each due quarter: the latest approved, else the latest."""
    by_quarter: dict[int | None, Target] = {}
    for target in sorted(versions, key=lambda one: (one.approved_at is not None, one.version)):
        by_quarter[target.due_quarter] = target
    return tuple(
        TargetFacts(
            due_quarter=target.due_quarter,
            version=target.version,
            kind=target.kind,
            comparator=target.comparator,
            value=target.value,
            state=target.state,
            approved=target.approved_at is not None,
        )
        for target in by_quarter.values()
    )


def _readings(
    programme: Programme, returns: Sequence[ReturnFacts]
) -> dict[int, list[ReadingFacts]]:
    """Return approved readings by measure, from the version of each quarter that counts."""
    quarter_of = {version.id: number for number, version in counting(returns).items()}
    found: dict[int, list[ReadingFacts]] = defaultdict(list)
    stored = Reading.objects.for_council(programme.council).filter(return_version_id__in=quarter_of)
    for reading in stored.order_by("id"):
        found[reading.measure_id].append(
            ReadingFacts(
                quarter_number=quarter_of[reading.return_version_id],
                value=reading.value,
                numerator=reading.numerator,
                denominator=reading.denominator,
            )
        )
    return found
