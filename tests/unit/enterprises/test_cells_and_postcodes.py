"""Cells that a spreadsheet would run, and postcodes as people type them."""

import pytest

from enterprises import cells, postcodes, rollup
from enterprises.models import COUNCIL_FUNDED, EnterpriseStage, Payer


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-cmd", "@SUM(A1)", "\tx", "\rx", "-1-1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert cells.safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [("-12.5", "-12.5"), ("+3", "+3"), (None, ""), ("a=b", "a=b"), (0, "0")]
)
def test_numbers_and_words_stay(value: object, cell: str) -> None:
    assert cells.safe_cell(value) == cell


def test_a_file_keeps_commas_quotes_and_lines_in_their_cells() -> None:
    text = cells.as_csv([("Name", "Note"), ('"Fen", Ltd', "one\ntwo")])
    assert text == '\ufeffName,Note\r\n"""Fen"", Ltd","one\ntwo"\r\n'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cb74ee", "CB7 4EE"),
        (" CB7  4EE ", "CB7 4EE"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("m11ae", "M1 1AE"),
        ("", ""),
        ("CB7", None),
        ("CB7 4E", None),
        ("12345", None),
    ],
)
def test_postcodes(typed: str, kept: str | None) -> None:
    assert postcodes.normalised(typed) == kept


@pytest.mark.parametrize(
    ("words", "whole"),
    [("Ely, CB7 4EE", True), ("cb74ee", True), ("CB7", False), ("East Cambridgeshire", False)],
)
def test_a_whole_postcode_is_found_among_words(words: str, whole: bool) -> None:
    assert postcodes.holds_whole_postcode(words) is whole


def test_the_roll_up_knows_the_stages_and_payers_of_the_register() -> None:
    assert tuple(EnterpriseStage.Stage.values) == rollup.STAGES
    assert set(EnterpriseStage.TRADING) == rollup.TRADING_STAGES
    assert set(rollup.COUNCIL_FUNDED) == set(Payer.values)
    assert {payer for payer, paid in rollup.COUNCIL_FUNDED.items() if paid} == set(COUNCIL_FUNDED)
