"""Events in words."""

from typing import Any

import pytest

from accounts.history import change_words, verb_words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, None, ""),
        (None, {"name": "A"}, "name: A"),
        ({"value": "1"}, {"value": "1"}, ""),
        ({"value": "0"}, {"value": None}, "value: 0 → none"),
        ({"value": None}, {"value": "0"}, "value: none → 0"),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, "b: 2 → 3; c: 4"),
        ({"on_return": True}, {"on_return": False}, "on return: yes → no"),
        ({"rates": ["1.10", "2.20"]}, {"rates": []}, "rates: 1.10, 2.20 → none"),
        (None, {"cells": {"1": "5", "2": None}}, "cells: 1 5, 2 none"),
        ({"gone": "x"}, {}, "gone: x → none"),
        (None, {"cells": {"wte_jobs": "8.7000", "n": "2.0000"}}, "cells: wte jobs 8.70, n 2"),
        (None, {"reference": "2022-13-45"}, "reference: 2022-13-45"),
        (None, {"rate": "4.3956"}, "rate: 4.3956"),
        ({"on": "2022-12-19"}, {"on": "2022-12-9"}, "on: 19 December 2022 → 2022-12-9"),
    ],
)
def test_only_what_changed_is_told_and_a_nought_is_no_blank(
    before: dict[str, Any] | None, after: dict[str, Any] | None, words: str
) -> None:
    assert change_words(before, after) == words


def test_a_verb_in_words() -> None:
    assert verb_words("return.sent_back") == "Return sent back"
