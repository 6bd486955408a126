"""The hours of a quarter, against hand-worked cases and a slow, obvious sum."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises import rollup
from enterprises.rollup import EnterpriseHours, Measured, QuarterTotals, Span, Step, Typical

MONDAY = date(2022, 1, 3)
WEEK = timedelta(days=7)
WEEKS = tuple(MONDAY + WEEK * place for place in range(13))


def totals(*enterprises: EnterpriseHours) -> QuarterTotals:
    return rollup.roll_up(WEEKS, enterprises)


def trading(new: bool | None = True, **kwargs: tuple[Measured | Typical, ...]) -> EnterpriseHours:
    return EnterpriseHours(new=new, spans=(Span(MONDAY, None),), **kwargs)  # type: ignore[arg-type]


def test_a_missing_week_is_not_nought_and_is_not_filled() -> None:
    result = totals(trading(measured=(Measured(MONDAY, 1000),)))
    assert result.measured_hundredths == 1000
    assert (result.enterprise_weeks_due, result.enterprise_weeks_recorded) == (13, 1)


def test_a_recorded_nought_is_recorded() -> None:
    result = totals(trading(measured=(Measured(MONDAY, 0),)))
    assert (result.measured_hundredths, result.enterprise_weeks_recorded) == (0, 1)
    assert rollup.hours_per_week(0, 13, result.enterprise_weeks_recorded) == 0


def test_measured_hours_win_over_a_typical_week() -> None:
    result = totals(
        trading(measured=(Measured(WEEKS[1], 300),), typical=(Typical(WEEKS[0], WEEKS[2], 1000),))
    )
    assert (result.measured_hundredths, result.estimated_hundredths) == (300, 2000)
    assert result.enterprise_weeks_recorded == 3


def test_a_typical_week_does_not_run_on_after_the_enterprise_has_closed() -> None:
    closed = EnterpriseHours(
        new=True, spans=(Span(MONDAY, WEEKS[2]),), typical=(Typical(WEEKS[0], None, 1000),)
    )
    result = totals(closed)
    assert (result.estimated_hundredths, result.enterprise_weeks_due) == (2000, 2)


def test_a_typical_week_without_a_dated_stage_counts_nowhere() -> None:
    result = totals(EnterpriseHours(new=True, typical=(Typical(WEEKS[0], None, 1000),)))
    assert result == QuarterTotals(weeks=13)


def test_hours_outside_the_trading_time_count_and_coverage_stays_within_all() -> None:
    early = EnterpriseHours(
        new=True, spans=(Span(WEEKS[12], None),), measured=(Measured(WEEKS[0], 500),)
    )
    result = totals(early)
    assert result.measured_hundredths == 500
    assert (result.enterprise_weeks_due, result.enterprise_weeks_recorded) == (2, 1)
    assert (result.enterprises_trading, result.enterprises_reporting) == (1, 1)


def test_rows_of_other_weeks_are_left_alone() -> None:
    result = totals(trading(measured=(Measured(MONDAY - WEEK, 500), Measured(MONDAY, 7))))
    assert result.measured_hundredths == 7


@pytest.mark.parametrize(
    ("new", "displaces", "funded", "eligible", "unknown"),
    [
        (True, True, True, 100, 0),
        (False, None, None, 0, 0),
        (None, False, None, 0, 0),
        (None, None, False, 0, 0),
        (None, True, True, 0, 100),
        (True, None, True, 0, 100),
        (True, True, None, 0, 100),
        (None, None, None, 0, 100),
        (True, False, True, 0, 0),
        (True, True, False, 0, 0),
    ],
)
def test_an_hour_is_unknown_only_where_nothing_known_rules_it_out(
    new: bool | None, displaces: bool | None, funded: bool | None, eligible: int, unknown: int
) -> None:
    for rows in (
        {"measured": (Measured(MONDAY, 100, displaces, funded),)},
        {"typical": (Typical(MONDAY, MONDAY, 100, displaces, funded),)},
    ):
        result = totals(trading(new, **rows))
        assert (result.eligible_hundredths, result.unknown_hundredths) == (eligible, unknown)


@pytest.mark.parametrize(
    ("steps", "spans"),
    [
        ([], []),
        ([("established", None)], []),
        ([("established", 0)], [(0, None)]),
        ([("accredited", 5), ("established", 0)], [(0, None)]),
        ([("accredited", 5)], [(5, None)]),
        ([("in_development", 0), ("paused", 3)], []),
        ([("established", 0), ("paused", 10), ("established", 20)], [(0, 10), (20, None)]),
        ([("established", 0), ("closed", 10), ("paused", 5)], [(0, 5)]),
        ([("established", 3), ("closed", 3)], []),
        ([("established", 0), ("closed", None)], []),
        ([("established", 0), ("paused", 10), ("closed", None)], [(0, 10)]),
        ([("established", 0), ("paused", 9), ("accredited", 20), ("closed", None)], [(0, 9)]),
        ([("established", 0), ("paused", None)], [(0, None)]),
        ([("established", 0), ("in_development", 9)], [(0, None)]),
    ],
)
def test_an_enterprise_trades_from_established_until_paused_or_closed(
    steps: list[tuple[str, int | None]], spans: list[tuple[int, int | None]]
) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else MONDAY + timedelta(days=offset)

    taken = [Step(stage, day(offset)) for stage, offset in steps]
    expected = tuple(Span(MONDAY + timedelta(days=start), day(end)) for start, end in spans)
    assert rollup.trading_spans(taken) == expected


def test_a_week_counts_when_any_day_of_it_is_traded() -> None:
    sunday = MONDAY + timedelta(days=6)
    assert Span(sunday, None).touches(MONDAY)
    assert not Span(MONDAY + WEEK, None).touches(MONDAY)
    assert Span(MONDAY - WEEK, MONDAY + timedelta(days=1)).touches(MONDAY)
    assert not Span(MONDAY - WEEK, MONDAY).touches(MONDAY)


def test_hours_a_week_are_exact_and_unknown_where_nothing_is_recorded() -> None:
    assert rollup.hours_per_week(1000, 13, 1) == Fraction(10, 13)
    assert rollup.hours_per_week(0, 13, 0) is None


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((45, 39, 585, 532), "from 39 of 45 trading enterprises, 91% of enterprise-weeks"),
        ((1, 1, 13, 13), "from 1 of 1 trading enterprise, 100% of enterprise-weeks"),
        ((3, 0, 39, 0), "from 0 of 3 trading enterprises, 0% of enterprise-weeks"),
        ((2, 1, 8, 1), "from 1 of 2 trading enterprises, 13% of enterprise-weeks"),
        ((50, 50, 650, 649), "from 50 of 50 trading enterprises, over 99% of enterprise-weeks"),
        ((50, 1, 650, 1), "from 1 of 50 trading enterprises, under 1% of enterprise-weeks"),
        ((0, 0, 0, 0), "no trading enterprise yet"),
    ],
)
def test_coverage_in_words(counts: tuple[int, int, int, int], words: str) -> None:
    assert rollup.coverage_words(*counts) == words


facts = st.sampled_from([True, False, None])
hundredths = st.integers(0, 1_000_000)
weeks = st.sampled_from([MONDAY + WEEK * place for place in range(-3, 17)])
measured_rows = st.builds(Measured, weeks, hundredths, facts, facts)


@st.composite
def typical_rows(draw: st.DrawFn) -> Typical:
    first = draw(weeks)
    last = draw(st.none() | weeks.filter(lambda week: week >= first))
    return Typical(first, last, draw(hundredths), draw(facts), draw(facts))


days = st.none() | st.dates(MONDAY - WEEK * 4, MONDAY + WEEK * 17)
steps = st.lists(st.builds(Step, st.sampled_from(rollup.STAGES), days), max_size=6)


@st.composite
def enterprises(draw: st.DrawFn) -> tuple[list[Step], EnterpriseHours]:
    taken = draw(steps)
    return taken, EnterpriseHours(
        new=draw(facts),
        spans=rollup.trading_spans(taken),
        measured=tuple(draw(st.lists(measured_rows, max_size=8))),
        typical=tuple(draw(st.lists(typical_rows(), max_size=3))),
    )


def trades_on(taken: Sequence[Step], day: date) -> bool:
    """Say it day by day: what the last dated stage that begins or ends trading said; of one that
    has closed on a day that nobody knows, only what a later end bears out."""
    state = False
    for step in sorted(
        (step for step in taken if step.on is not None and step.on <= day),
        key=lambda step: (step.on, rollup.STAGES.index(step.stage)),
    ):
        if step.stage in ("established", "accredited"):
            state = True
        elif step.stage in ("paused", "closed"):
            state = False
    ends = [
        step.on
        for step in taken
        if step.stage in ("paused", "closed") and step.on is not None and step.on > day
    ]
    gone = any(step.stage == "closed" and step.on is None for step in taken)
    return state and (bool(ends) or not gone)


def slow_sum(quarter: Sequence[date], everybody: Sequence[tuple[list[Step], EnterpriseHours]]):  # type: ignore[no-untyped-def]
    """The same rules, hour by hour and day by day, with no cleverness."""
    hours = {"measured": 0, "estimated": 0, "eligible": 0, "unknown": 0}
    due, recorded = set(), set()
    for number, (taken, enterprise) in enumerate(everybody):
        for week in quarter:
            traded = any(trades_on(taken, week + timedelta(days=day)) for day in range(7))
            rows: list[Measured | Typical] = [r for r in enterprise.measured if r.week == week]
            kind = "measured"
            if not rows and traded:
                kind = "estimated"
                rows = [
                    r
                    for r in enterprise.typical
                    if r.first_week <= week and (r.last_week is None or r.last_week >= week)
                ]
            for row in rows:
                hours[kind] += row.hundredths
                three = {enterprise.new, row.displaces, row.council_funded}
                if three == {True}:
                    hours["eligible"] += row.hundredths
                elif False not in three:
                    hours["unknown"] += row.hundredths
            if rows:
                recorded.add((number, week))
            if rows or traded:
                due.add((number, week))
    return QuarterTotals(
        weeks=len(quarter),
        measured_hundredths=hours["measured"],
        estimated_hundredths=hours["estimated"],
        eligible_hundredths=hours["eligible"],
        unknown_hundredths=hours["unknown"],
        enterprises_trading=len({number for number, _ in due}),
        enterprises_reporting=len({number for number, _ in recorded}),
        enterprise_weeks_due=len(due),
        enterprise_weeks_recorded=len(recorded),
    )


@given(st.integers(12, 14), st.lists(enterprises(), max_size=4))
def test_the_roll_up_is_the_obvious_sum(
    count: int, everybody: list[tuple[list[Step], EnterpriseHours]]
) -> None:
    quarter = [MONDAY + WEEK * place for place in range(count)]
    result = rollup.roll_up(quarter, [enterprise for _, enterprise in everybody])
    assert result == slow_sum(quarter, everybody)
    assert result.enterprise_weeks_recorded <= result.enterprise_weeks_due
    all_hours = result.measured_hundredths + result.estimated_hundredths
    assert result.eligible_hundredths + result.unknown_hundredths <= all_hours
