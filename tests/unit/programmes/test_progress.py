"""Targets: comparison, what is expected by now, and the status in words."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.progress import (
    Comparator,
    Direction,
    Rag,
    expected_to_date,
    level_of_change,
    rag,
    status,
)

START, DUE = date(2021, 1, 1), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("comparator", "below", "same", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        ("<=", True, True, False),
        ("<", True, False, False),
    ],
)
def test_comparators(comparator: str, below: bool, same: bool, above: bool) -> None:
    met = Comparator(comparator).met
    assert met(Decimal("49.9999"), 50) is below
    assert met(Decimal("50.0000"), 50) is same
    assert met(Decimal("50.0001"), 50) is above


def test_two_thirds_misses_67_per_cent_though_it_shows_as_67() -> None:
    assert not Comparator.AT_LEAST.met(Fraction(200, 3), Decimal(67))
    assert Comparator.AT_LEAST.met(Fraction(200, 3), Fraction(200, 3))


def test_the_straight_line_goes_by_days_and_ends_on_the_due_day() -> None:
    def expected(as_at: date) -> Any:
        return expected_to_date(None, Decimal(10), Decimal(375), START, DUE, as_at)

    assert expected(date(2020, 6, 1)) == 10
    assert expected(date(2020, 12, 31)) == 10
    assert expected(START) == 11
    assert expected(date(2021, 3, 31)) == 100
    assert expected(DUE) == 375
    assert expected(date(2030, 1, 1)) == 375


def test_the_straight_line_falls_too_and_stays_exact() -> None:
    line = expected_to_date(None, Decimal(80), Decimal(60), START, DUE, date(2021, 3, 31))
    assert line == 80 - Fraction(20 * 90, 365)


def test_the_plans_own_profile_wins() -> None:
    assert expected_to_date(Decimal(0), None, Decimal(200), START, None, START) == 0


@pytest.mark.parametrize("missing", ["baseline", "target", "due"])
def test_no_line_without_baseline_target_or_date(missing: str) -> None:
    given_: dict[str, Any] = {"baseline": Decimal(0), "target": Decimal(200), "due": DUE}
    given_[missing] = None
    before = DUE - timedelta(days=1)
    assert expected_to_date(None, start=START, as_at=before, **given_) is None


def test_on_the_day_the_target_is_due_it_is_expected_whatever_it_began_from() -> None:
    for day in (DUE, DUE + timedelta(days=1)):
        line = expected_to_date(None, None, Decimal(200), START, DUE, day)
        assert line == 200


def test_a_target_due_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before the start"):
        expected_to_date(None, 0, 1, START, date(2020, 12, 31), START)


@pytest.mark.parametrize(
    ("value", "expected", "direction", "baseline", "outcome"),
    [
        # rising, from nil or from nowhere: value / expected
        ("95", 100, "up", 0, Rag.ON_TRACK),
        ("94.99", 100, "up", 0, Rag.AT_RISK),
        ("80", 100, "up", None, Rag.AT_RISK),
        ("79.99", 100, "up", None, Rag.OFF_TRACK),
        ("0", 0, "up", 0, Rag.ON_TRACK),
        # rising from a baseline: standing still is not 90% of the way
        ("1800", 2000, "up", 1800, Rag.OFF_TRACK),
        ("1980", 2000, "up", 1800, Rag.AT_RISK),
        ("1990", 2000, "up", 1800, Rag.ON_TRACK),
        # falling from a baseline of 100 to 80 by now
        ("100", 80, "down", 100, Rag.OFF_TRACK),
        ("120", 80, "down", 100, Rag.OFF_TRACK),
        ("84", 80, "down", 100, Rag.AT_RISK),
        ("81", 80, "down", 100, Rag.ON_TRACK),
        ("80", 80, "down", 100, Rag.ON_TRACK),
        ("10", 80, "down", 100, Rag.ON_TRACK),
        # falling, no baseline: the inverse
        ("100", 95, "down", None, Rag.ON_TRACK),
        ("100", 94, "down", None, Rag.AT_RISK),
        ("100", 79, "down", None, Rag.OFF_TRACK),
        # a change in per cent, whose baseline is no change at all
        ("-20", -25, "down", 0, Rag.AT_RISK),
        ("0", -25, "down", 0, Rag.OFF_TRACK),
        ("-26", -25, "down", 0, Rag.ON_TRACK),
        # nothing may be left: one is off track, none is on track
        ("1", 0, "down", None, Rag.OFF_TRACK),
        ("0", 0, "down", None, Rag.ON_TRACK),
        # no way to measure by ratio
        ("-5", 0, "up", None, Rag.OFF_TRACK),
        ("-5", -4, "up", None, Rag.OFF_TRACK),
        ("5", -4, "down", None, Rag.OFF_TRACK),
        # before anything is expected, standing at the baseline is on track, slipping is by ratio
        ("100", 100, "down", 100, Rag.ON_TRACK),
        ("110", 100, "down", 100, Rag.AT_RISK),
        ("100", 100, "up", 100, Rag.ON_TRACK),
        ("70", 100, "up", 100, Rag.OFF_TRACK),
    ],
)
def test_rising_and_falling(
    value: str, expected: int, direction: str, baseline: int | None, outcome: Rag
) -> None:
    assert rag(Decimal(value), expected, direction, baseline=baseline) is outcome


@pytest.mark.parametrize(
    ("value", "tolerance", "outcome"),
    [
        ("90", 10, Rag.ON_TRACK),
        ("110", 10, Rag.ON_TRACK),
        ("110.01", 10, Rag.AT_RISK),
        ("80", 10, Rag.AT_RISK),
        ("79.99", 10, Rag.OFF_TRACK),
        ("100", 0, Rag.ON_TRACK),
        ("100.01", 0, Rag.OFF_TRACK),
        ("105", None, Rag.ON_TRACK),
        ("94.99", None, Rag.AT_RISK),
        ("120.01", None, Rag.OFF_TRACK),
    ],
)
def test_a_measure_to_be_kept_has_a_band_either_side(
    value: str, tolerance: int | None, outcome: Rag
) -> None:
    assert rag(Decimal(value), 100, Direction.KEEP, tolerance=tolerance) is outcome


def test_a_council_may_set_other_bands() -> None:
    assert rag(Decimal(90), 100, "up", Decimal("0.9"), Decimal("0.5")) is Rag.ON_TRACK
    assert rag(Decimal(50), 100, "up", Decimal("0.9"), Decimal("0.5")) is Rag.AT_RISK


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"direction": "sideways"}, "sideways"),
        ({"green": Decimal("0.7")}, "amber <= green"),
        ({"green": Decimal(2)}, "amber <= green"),
        ({"amber": Decimal(-1)}, "amber <= green"),
        ({"direction": "keep", "tolerance": -1}, "below 0"),
    ],
)
def test_odd_settings_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rag(Decimal(1), Decimal(1), **{"direction": "up", **arguments})


@given(
    st.decimals(-1000, 1000, places=2),
    st.decimals(-1000, 1000, places=2),
    st.decimals(-1000, 1000, places=2) | st.none(),
)
def test_falling_is_rising_upside_down(
    value: Decimal, expected: Decimal, baseline: Decimal | None
) -> None:
    """Where progress is measured from a baseline, both directions are judged alike."""
    if baseline is None or expected <= baseline:
        return
    assert rag(value, expected, "up", baseline=baseline) is rag(
        -value, -expected, "down", baseline=-baseline
    )


@given(st.sampled_from(["up", "down"]), st.data())
def test_better_is_never_judged_worse(direction: str, data: st.DataObject) -> None:
    figures = st.decimals(-1000, 1000, places=2)
    worse, better = sorted([data.draw(figures), data.draw(figures)], reverse=direction == "down")
    expected, baseline = data.draw(figures), data.draw(figures | st.none())
    order = [Rag.OFF_TRACK, Rag.AT_RISK, Rag.ON_TRACK]
    judged = [rag(value, expected, direction, baseline=baseline) for value in (worse, better)]
    assert order.index(judged[0]) <= order.index(judged[1])


def standing(**changes: Any) -> Rag:
    given_: dict[str, Any] = {
        "value": Decimal(100),
        "target": Decimal(200),
        "start": START,
        "due": DUE,
        "as_at": date(2021, 6, 30),
        "direction": "up",
        "baseline": Decimal(0),
    }
    return status(**{**given_, **changes})


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, Rag.ON_TRACK),  # 200 x 181/365 = 99.2 expected
        ({"value": Decimal(90)}, Rag.AT_RISK),
        ({"value": Decimal(0)}, Rag.OFF_TRACK),
        ({"value": None}, Rag.NO_DATA),
        ({"too_few": True}, Rag.TOO_FEW),
        ({"baseline": None}, Rag.BASELINE_TO_BE_SET),
        ({"baseline": None, "value": None}, Rag.BASELINE_TO_BE_SET),
        ({"baseline": None, "profile": Decimal(100)}, Rag.ON_TRACK),
        ({"due": None}, Rag.NO_DATE),
        ({"target": None, "due": None}, Rag.TARGET_TO_BE_AGREED),
        ({"direction": "keep", "baseline": None, "value": Decimal(191)}, Rag.ON_TRACK),
        ({"direction": "keep", "value": Decimal(100)}, Rag.OFF_TRACK),
    ],
)
def test_a_status_or_the_reason_why_there_is_none(changes: dict[str, Any], outcome: Rag) -> None:
    assert standing(**changes) is outcome
    assert outcome.is_judged == (outcome in {Rag.ON_TRACK, Rag.AT_RISK, Rag.OFF_TRACK})


def test_the_words_that_pages_show() -> None:
    assert [str(state) for state in Rag] == [
        "On track",
        "At risk",
        "Off track",
        "No data",
        "Baseline to be set",
        "Target to be agreed",
        "No date set",
        "Too few answers",
    ]


def test_a_change_in_per_cent_as_a_level() -> None:
    assert level_of_change(Decimal(80), Decimal(-25)) == 60
    assert level_of_change(Decimal(1), Decimal("33.3333")) == Fraction("1.333333")
    assert level_of_change(None, Decimal(-25)) is None
