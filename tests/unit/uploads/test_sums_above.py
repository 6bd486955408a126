"""What a total adds up: nothing from nothing, and each row once."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.unit.uploads.lists import one, sheet
from uploads import outside
from uploads.cells import Value


def test_an_enterprise_called_total_without_hours_is_no_total_of_others_without() -> None:
    nothing = Decimal(0)
    reading = one(
        sheet(
            ("Name of enterprise", "Hours per week"),
            ("Isle Gardens", nothing),
            ("Ely Home Help", nothing),
            ("Total Care Ltd", nothing),
            ("Fen Helpers", Decimal(5)),
        )
    )
    assert reading.skipped == {}


def test_a_list_in_which_every_other_row_may_be_a_total_is_added_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0

    def counted(cell: Value) -> Fraction | None:
        nonlocal asked
        asked += 1
        return figure_of(cell)

    figure_of = outside._figure
    monkeypatch.setattr(outside, "_figure", counted)
    rows: list[tuple[Value, ...]] = []
    for number in range(1, 201):
        rows += [(f"Helper {number}", Decimal(5)), (f"Helper {number} Total", Decimal(5))]
    reading = one(sheet(("Name of enterprise", "Hours per week"), *rows))
    assert len(reading.perhaps_totals) == 200
    assert asked < 20 * len(rows)


@pytest.mark.parametrize(
    "name", ["Sum of Us", "Total Number One Care", "Average Hours of Fun", "Total for All Care"]
)
def test_a_name_that_begins_like_a_total_is_never_dropped_unasked(name: str) -> None:
    reading = one(
        sheet(
            ("Name of enterprise", "Hours per week"),
            ("Isle Gardens", Decimal(1)),
            ("Ely Home Help", Decimal(2)),
            (name, Decimal(7)),
        )
    )
    assert (reading.skipped, reading.perhaps_totals) == ({}, (4,))


@pytest.mark.parametrize(
    "words",
    ["Total hours", "Total for April 2023", "Sum of all hours", "Total enterprises", "Mean"],
)
def test_what_says_of_what_it_is_the_total_is_one(words: str) -> None:
    reading = one(
        sheet(
            ("Name of enterprise", "Hours per week"),
            ("Isle Gardens", Decimal(1)),
            ("Ely Home Help", Decimal(2)),
            (words, Decimal(7)),
        )
    )
    assert list(reading.skipped) == [4]
