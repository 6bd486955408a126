"""A reason is a few words; "ok" is none."""

import pytest

from accounts.reasons import is_reason


@pytest.mark.parametrize("text", ["Three people", "Dau a phobl ychwanegol", "  Many people \n"])
def test_a_few_words_are_a_reason(text: str) -> None:
    assert is_reason(text)


@pytest.mark.parametrize(
    "text", ["", "ok", "Because", "It is ok", "Becausebecause", "... ... ... ...", "12 345 678 90"]
)
def test_less_is_none(text: str) -> None:
    assert not is_reason(text)
