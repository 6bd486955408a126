"""The quick way of adding a quarter up, held against going through it week by week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from enterprises.rollup import (
    EnterpriseHours,
    Measured,
    QuarterTotals,
    Step,
    Typical,
    roll_up,
    trading_spans,
    weeks_of,
)

FIRST = date(2024, 1, 1)
WEEKS = tuple(FIRST + timedelta(weeks=place) for place in range(13))
days = st.integers(-60, 160).map(lambda days: FIRST + timedelta(days=days))
mondays = st.integers(-8, 22).map(lambda weeks: FIRST + timedelta(weeks=weeks))
perhaps = st.sampled_from([True, False, None])
hundredths = st.integers(0, 20_000)

steps = st.builds(
    Step,
    st.sampled_from(["in_development", "established", "accredited", "paused", "closed"]),
    st.none() | days,
)
measured = st.builds(Measured, mondays, hundredths, perhaps, perhaps)


@st.composite
def typical_weeks(draw: st.DrawFn) -> Typical:
    first = draw(mondays)
    last = draw(st.none() | st.integers(0, 20).map(lambda weeks: first + timedelta(weeks=weeks)))
    return Typical(first, last, draw(hundredths), draw(perhaps), draw(perhaps))


@st.composite
def enterprises(draw: st.DrawFn) -> EnterpriseHours:
    return EnterpriseHours(
        new=draw(perhaps),
        spans=trading_spans(draw(st.lists(steps, max_size=5))),
        measured=tuple(draw(st.lists(measured, max_size=6))),
        typical=tuple(draw(st.lists(typical_weeks(), max_size=3))),
    )


def week_by_week(known: list[EnterpriseHours]) -> QuarterTotals:
    """The plain way: each week of each enterprise looked at."""
    due = [[week for week in weeks_of(one, WEEKS) if week.due] for one in known]
    weeks = [week for of_one in due for week in of_one]
    return QuarterTotals(
        weeks=len(WEEKS),
        measured_hundredths=sum(week.measured or 0 for week in weeks),
        estimated_hundredths=sum(week.estimated or 0 for week in weeks),
        eligible_hundredths=sum(week.eligible for week in weeks),
        unknown_hundredths=sum(week.unknown for week in weeks),
        enterprises_trading=sum(bool(of_one) for of_one in due),
        enterprises_reporting=sum(any(week.recorded for week in of_one) for of_one in due),
        enterprise_weeks_due=len(weeks),
        enterprise_weeks_recorded=sum(week.recorded for week in weeks),
    )


@given(st.lists(enterprises(), max_size=4))
def test_a_quarter_adds_up_to_its_weeks(known: list[EnterpriseHours]) -> None:
    assert roll_up(WEEKS, known) == week_by_week(known)
