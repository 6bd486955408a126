"""What the history keeps of what was typed in place of a cell."""

import pytest

from uploads.columns import IGNORED
from uploads.recorded import NOT_KEPT, kept_of_cell


@pytest.mark.parametrize(
    "typed", ["12.5", "7:30", "3/4/2023", "5 January 2022", "3 Sept 2023", "2023-04-03"]
)
def test_figures_and_days_of_the_registers_own_fields_are_kept(typed: str) -> None:
    assert kept_of_cell(typed, "hours") == typed
    assert kept_of_cell(typed, IGNORED) == NOT_KEPT


@pytest.mark.parametrize(
    "typed",
    [
        "Mrs Jane Smith, 12 High Street, CB7 4EE",
        "12 High Street",
        "3 Margaret 2023",
        "07700 900123",
        "Established",
    ],
)
def test_words_are_not_whatever_the_field(typed: str) -> None:
    assert kept_of_cell(typed, "area") == NOT_KEPT


def test_what_is_taken_back_says_nothing() -> None:
    assert (kept_of_cell(None, "area"), kept_of_cell("", "area")) == (None, "")
