"""Postcodes as people type them."""

import pytest

from enterprises import postcodes, rollup
from enterprises.models import COUNCIL_FUNDED, EnterpriseStage, Payer


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
        ("CB7 4EO", None),
        ("CB7 4CE", None),
        ("BT7 1NN", "BT7 1NN"),
        ("CV1 2MW", None),
        ("CB1O 1AA", None),
        ("W1A 1AA", "W1A 1AA"),
        ("EC1V 9LB", "EC1V 9LB"),
        ("ZZ9 9ZZ", "ZZ9 9ZZ"),
    ],
)
def test_postcodes(typed: str, kept: str | None) -> None:
    assert postcodes.normalised(typed) == kept


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Ely, CB7 4EE", True),
        ("cb74ee", True),
        ("CB7 4EO", True),
        ("CB7", False),
        ("East Cambridgeshire", False),
    ],
)
def test_a_whole_postcode_is_found_among_words(words: str, whole: bool) -> None:
    assert postcodes.holds_whole_postcode(words) is whole


def test_the_roll_up_knows_the_stages_and_payers_of_the_register() -> None:
    assert tuple(EnterpriseStage.Stage.values) == rollup.STAGES
    assert set(EnterpriseStage.TRADING) == rollup.TRADING_STAGES
    assert set(rollup.COUNCIL_FUNDED) == set(Payer.values)
    assert {payer for payer, paid in rollup.COUNCIL_FUNDED.items() if paid} == set(COUNCIL_FUNDED)
