"""The one form of a cell's text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads import limits
from uploads.text import clean


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Fen Care", "Fen Care"),
        ("", ""),
        ("  as it stands\t ", "  as it stands\t "),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\0b\x1fc\x7fd\x9fe", "a b c d e"),
        ("Cafe\u0301", "Café"),
        ("\ufeffFen\u200b\u2060 Care\u00ad", "Fen Care"),
        ("a\u200db \u200c\u200dc\u200d", "ab c"),
        ("ẁ\u200dẃ", "ẁẃ"),
        ("e\u200b\u0301", "é"),
        ("👩\u200d👩\u200d👧 می\u200cخواهم", "👩\u200d👩\u200d👧 می\u200cخواهم"),
        ("Ŵyn O’Neill ❤\ufe0f", "Ŵyn O’Neill ❤\ufe0f"),
        ("a\u202eb\u2066c\u2069", "a\u202eb\u2066c\u2069"),
        ("асme Ｆｅｎ", "асme Ｆｅｎ"),
    ],
)
def test_text_is_kept_in_one_form(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(one) == "Cc" and one not in "\t\n" for one in once)


def test_marks_upon_marks_do_not_take_long() -> None:
    flood = "e" + "\u0301\u0327\u0323" * limits.LONGEST_CELL
    assert clean(flood) == flood
