"""Which enterprise an outcome names."""

import pytest

from enterprises.mentions import Mentions

NAMES = Mentions(
    [
        (1, "Isle Gardens"),
        (2, "Isle Gardens and Meals Ltd"),
        (3, "Care"),
        (4, "Fen Help"),
        (5, "FEN HELP"),
        (6, "The Ouse Kitchen"),
    ]
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Isle Gardens", 1),
        ("Set up as ISLE GARDENS, in May", 1),
        ("became Isle Gardens & Meals", 2),
        ("Ouse Kitchen started", 6),
        ("Isle Gardeners", None),
        ("Isle", None),
        ("found work in care", None),
        ("Care", 3),
        ("Fen Help", None),  # two of that name
        ("Isle Gardens or Ouse Kitchen", None),
        ("", None),
    ],
)
def test_an_enterprise_is_named_in_full_and_alone(text: str, number: int | None) -> None:
    assert NAMES.one_in(text) == number
