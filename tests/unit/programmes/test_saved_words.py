"""What is said of a page that was saved in part."""

import pytest

from programmes.saved_words import ONLY_HERE, STAYS, outcome, stays, typed_before


@pytest.mark.parametrize(
    ("saved", "blank", "wrong", "words"),
    [
        (0, 0, 1, "This answer was not saved:"),
        (0, 0, 2, "These 2 were not saved:"),
        (1, 0, 1, "1 answer was saved. This one was not:"),
        (3, 0, 2, "3 answers were saved. These 2 were not:"),
        (3, 1, 1, "3 answers were saved, 1 of them as not known. This one was not:"),
        (1, 1, 1, "1 answer was saved as not known. This one was not:"),
        (2, 2, 1, "2 answers were saved as not known. This one was not:"),
    ],
)
def test_what_was_saved_and_what_was_not(saved: int, blank: int, wrong: int, words: str) -> None:
    assert outcome(saved=saved, blank=blank, wrong=wrong) == words


def test_who_typed_it_is_named_once() -> None:
    assert typed_before(["Ann"]) == "Typed earlier by Ann, and not saved:"
    assert typed_before(["Ann", "Bob", "Ann"]) == "Typed earlier by Ann and Bob, and not saved:"


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ({"enquiries": {"enquiries": "seven"}, "other": {"other": "x"}}, STAYS),
        ({"enquiries": {"enquiries": "sev…"}}, ONLY_HERE),
        ({}, ONLY_HERE),
    ],
)
def test_words_are_said_to_stay_where_they_are_kept_to_the_last_character(
    kept: dict[str, dict[str, str]], words: str
) -> None:
    wrong = {"enquiries": {"enquiries": "seven"}, "choice": {}, "hours": {"hours": ""}}
    assert stays(wrong, kept) == words
    assert stays({"choice": {}}, kept) == ""
