"""Cells of a download: every digit of a figure, and nothing that a spreadsheet would run."""

from decimal import Decimal
from fractions import Fraction

import pytest

from programmes import spreadsheet


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-cmd", "@SUM(A1)", "\tx", "\rx", "-1-1", "＝1+1"]
)
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert spreadsheet.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        (None, ""),
        ("a=b", "a=b"),
        (0, "0"),
        (Decimal("-14762.500000"), "-14762.5"),
        (Decimal("0E-6"), "0"),
        (Decimal("1E+3"), "1000"),
        (Fraction(200, 3), "66.666667"),
    ],
)
def test_numbers_and_words_stay(value: object, cell: str) -> None:
    assert spreadsheet.cell(value) == cell


def test_a_file_keeps_commas_quotes_and_lines_in_their_cells() -> None:
    text = spreadsheet.as_csv([("Name", "Note"), ('"Fen", Ltd', "one\ntwo")])
    assert text == '\ufeffName,Note\r\n"""Fen"", Ltd","one\ntwo"\r\n'
