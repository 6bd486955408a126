"""How long ago, in words that a person has a feeling for."""

from datetime import date, timedelta

import pytest

from programmes.dates import how_long

DUE = date(2022, 4, 28)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (date(2022, 4, 28), "0 days"),
        (date(2022, 4, 29), "1 day"),
        (date(2022, 4, 30), "2 days"),
        (date(2022, 6, 27), "60 days"),
        (date(2022, 6, 28), "2 months"),
        (date(2022, 6, 29), "more than 2 months"),
        (date(2022, 7, 27), "more than 2 months"),
        (date(2022, 7, 28), "3 months"),
        (date(2023, 4, 27), "more than 11 months"),
        (date(2023, 4, 28), "12 months"),
        (date(2024, 4, 27), "more than 23 months"),
        (date(2024, 4, 28), "2 years"),
        (date(2024, 4, 29), "more than 2 years"),
        (date(2024, 5, 28), "more than 2 years"),
        (date(2025, 4, 27), "more than 2 years"),
        (date(2025, 4, 28), "3 years"),
        (date(2026, 8, 23), "more than 4 years"),
    ],
)
def test_a_long_time_is_said_in_months_or_years(until: date, words: str) -> None:
    assert how_long(DUE, until) == words


@pytest.mark.parametrize("since", [date(2023, 12, 31), date(2024, 2, 29), date(2024, 1, 30)])
def test_it_never_says_more_than_has_passed(since: date) -> None:
    """By the shortest months and years there are, whatever the day one begins on."""
    for days in range(1500):
        words = how_long(since, since + timedelta(days=days))
        number, unit = words.removeprefix("more than ").split()
        least = {"day": 1, "month": 28, "year": 365}[unit.removesuffix("s")]
        assert int(number) * least <= days
