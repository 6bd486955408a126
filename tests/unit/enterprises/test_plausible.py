"""What hours may be, and which are unlikely."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enterprises import plausible, rollup
from enterprises.enquiry_rules import wrong_days

MONDAY = date(2022, 1, 3)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("hours", "hundredths"), [("0", 0), ("0.01", 1), ("12.5", 1250), ("10000", 1_000_000)]
)
def test_hours_are_whole_hundredths(hours: str, hundredths: int) -> None:
    assert plausible.hundredths(Decimal(hours)) == hundredths


@pytest.mark.parametrize("hours", ["-0.01", "10000.01", "1.005", "NaN", "Infinity", "-Infinity"])
def test_hours_that_cannot_be_say_what_to_enter(hours: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter hours (from 0 to 10,000|with no more than 2)"):
        plausible.hundredths(Decimal(hours))


def test_a_week_is_long_above_168_hours() -> None:
    assert not plausible.is_long_week(16_800)
    assert plausible.is_long_week(16_801)


@pytest.mark.parametrize(
    ("figure", "others", "far"),
    [
        (12_500, [1_250, 1_300, 1_200, 1_250], True),  # 125 where 12.5 is usual
        (5_000, [1_250] * 4, False),  # exactly four times
        (5_001, [1_250] * 4, True),
        (12_500, [1_250, 1_300, 1_200], False),  # too few weeks to know the usual
        (12_500, [1_250, 1_300, 1_200, 0, 0, 0], False),  # nought is no usual week
        (1_100, [100] * 5, False),  # not ten hours more
        (1_101, [100] * 5, True),
        (0, [1_250] * 5, False),
    ],
)
def test_a_figure_far_above_the_usual_is_a_slip(figure: int, others: list[int], far: bool) -> None:
    assert plausible.is_far_above_usual(figure, others) is far


def test_days_of_an_enquiry() -> None:
    today = date(2022, 5, 1)
    assert wrong_days(today, today, today) == {}
    assert wrong_days(today, None, today) == {}
    assert list(wrong_days(date(2022, 5, 2), None, today)) == ["received_on"]
    assert list(wrong_days(today, date(2022, 5, 2), today)) == ["status_on"]
    assert list(wrong_days(today, date(2022, 4, 30), today)) == ["status_on"]


days = st.dates(MONDAY - WEEK * 3, MONDAY + WEEK * 16)
steps = st.lists(
    st.builds(rollup.Step, st.sampled_from(rollup.STAGES), st.none() | days), max_size=7
)


# Ended and began again within one week: it is one week traded.
IN_ONE_WEEK = [
    rollup.Step("established", MONDAY),
    rollup.Step("paused", MONDAY + timedelta(days=9)),
    rollup.Step("established", MONDAY + timedelta(days=11)),
]


@given(steps)
@example(IN_ONE_WEEK)
def test_weeks_traded_are_those_that_a_span_touches(taken: list[rollup.Step]) -> None:
    weeks = [MONDAY + WEEK * place for place in range(13)]
    spans = rollup.trading_spans(taken)
    touched = [week for week in weeks if any(span.touches(week) for span in spans)]
    assert rollup.weeks_traded(spans, weeks) == len(touched)
    quiet = rollup.EnterpriseHours(new=True, spans=spans)
    usual = rollup.EnterpriseHours(
        new=True, spans=spans, typical=(rollup.Typical(weeks[0], weeks[-1], 100),)
    )
    assert rollup.roll_up(weeks, [quiet]).enterprise_weeks_due == len(touched)
    assert rollup.roll_up(weeks, [usual]).estimated_hundredths == len(touched) * 100
