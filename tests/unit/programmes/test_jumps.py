"""When a figure is asked about because of last quarter's."""

from decimal import Decimal

import pytest

from programmes.jumps import jump

MORE = "ten times last quarter’s £X or more"
LESS = "a tenth of last quarter’s £X or less"
NONE_LEFT = "last quarter it was £X"


@pytest.mark.parametrize(
    ("now", "last", "said"),
    [
        ("250000", "25000", MORE),
        ("249999.99", "25000", ""),
        ("250000.01", "25000", MORE),
        ("2500", "25000", LESS),
        ("2500.01", "25000", ""),
        ("2499.99", "25000", LESS),
        ("25000", "25000", ""),
        ("10", "1", MORE),
        ("1", "10", LESS),
        ("9", "1", ""),
        # Whatever the signs.
        ("-250", "25000", LESS),
        ("-25000", "25000", ""),
        ("-250000", "25000", MORE),
        ("250000", "-25000", MORE),
        # Nought is a figure, but no measure.
        ("0", "25000", NONE_LEFT),
        ("0", "10", NONE_LEFT),
        ("0", "9.99", ""),
        ("0", "0", ""),
        ("25000", "0", ""),
        ("0.00", "0.00", ""),
    ],
)
def test_a_jump(now: str, last: str, said: str) -> None:
    assert jump(Decimal(now), Decimal(last), "£X") == said


@pytest.mark.parametrize("last", [None, Decimal(0), Decimal(25000)])
def test_a_blank_is_not_nought(last: Decimal | None) -> None:
    assert jump(None, last, "£X") == ""


def test_without_a_last_quarter_nothing_is_asked() -> None:
    assert jump(Decimal(25000), None, "") == ""
    assert jump(Decimal(0), None, "") == ""
