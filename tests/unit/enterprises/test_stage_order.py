"""What came before what in an enterprise's life, by hand-worked lives."""

from datetime import date

import pytest

from enterprises.rollup import Step
from enterprises.stage_order import Wrong, ended_before_it_began

JAN, MAR, MAY, JUL = (date(2022, month, 1) for month in (1, 3, 5, 7))


def wrong(*steps: tuple[str, date | None]) -> set[Wrong]:
    return set(ended_before_it_began(Step(stage, on) for stage, on in steps))


@pytest.mark.parametrize("ended", ["paused", "closed"])
@pytest.mark.parametrize("began", ["established", "accredited"])
def test_an_end_before_the_first_day_of_trading_is_wrong(ended: str, began: str) -> None:
    expected = {Wrong(ended, JAN, began, MAR)}
    assert wrong((ended, JAN), (began, MAR)) == expected
    assert wrong((began, MAR), (ended, JAN)) == expected


def test_of_several_beginnings_the_first_counts_and_every_end_before_it_is_named() -> None:
    found = wrong(("established", JUL), ("accredited", MAY), ("paused", JAN), ("closed", MAR))
    assert found == {
        Wrong("paused", JAN, "accredited", MAY),
        Wrong("closed", MAR, "accredited", MAY),
    }


@pytest.mark.parametrize(
    "life",
    [
        [],
        [("established", JAN), ("closed", MAR)],
        # On one day, as the roll-up has it: it traded on no day.
        [("established", JAN), ("closed", JAN)],
        # Paused and back again.
        [("established", JAN), ("paused", MAR), ("established", MAY)],
        # It never traded.
        [("in_development", JAN), ("closed", MAR)],
        # A stage without a date may have come first, or last.
        [("established", None), ("closed", JAN), ("accredited", MAR)],
        [("established", MAR), ("closed", None)],
        # It gave up and began anew.
        [("closed", JAN), ("in_development", MAR), ("established", MAY)],
        [("paused", JAN), ("in_development", MAR), ("established", MAR)],
    ],
)
def test_these_lives_are_possible(life: list[tuple[str, date | None]]) -> None:
    assert wrong(*life) == set()


@pytest.mark.parametrize("again", [JAN, MAR, JUL, None])
def test_being_in_development_at_another_time_does_not_mend_it(again: date | None) -> None:
    life = [("in_development", again), ("closed", MAR), ("established", MAY)]
    assert wrong(*life) == {Wrong("closed", MAR, "established", MAY)}


def test_it_is_said_in_words_with_what_to_do() -> None:
    assert Wrong("closed", JAN, "established", MAR).words == (
        "The enterprise would have closed on 1 January 2022, before it was established on "
        "1 March 2022. Correct the date. If it began again in between, first add the stage "
        "“In development” on the day on which it did."
    )
