"""Events in words."""

from typing import Any

import pytest

from accounts.history import Field, changes, chosen, kind, named, unknown, yes_no


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (None, None, []),
        (None, {"name": "A"}, ["Name: A"]),
        ({"value": "1"}, {"value": "1"}, []),
        ({"value": "0"}, {"value": None}, ["Value: 0 → blank"]),
        ({"value": None}, {"value": "0"}, ["Value: blank → 0"]),
        ({"value": None}, {"value": ""}, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, ["B: 2 → 3", "C: 4"]),
        ({"on_return": True}, {"on_return": False}, ["On return: yes → no"]),
        ({"rates": ["1.10", "2.20"]}, {"rates": []}, ["Rates: 1.10; 2.20 → none"]),
        (None, {"cells": {"1": "5", "2": None}}, ["Cells: 1 5, 2 blank"]),
        ({"gone": "x"}, {}, ["Gone: x → removed"]),
        ({"gone": "x"}, None, ["Gone: x → removed"]),
        (None, {"cells": {"wte_jobs": "8.7000", "n": "2.0000"}}, ["Cells: wte jobs 8.70, n 2"]),
        (None, {"reference": "2022-13-45"}, ["Reference: 2022-13-45"]),
        (None, {"rate": "4.3956"}, ["Rate: 4.3956"]),
        ({"on": "2022-12-19"}, {"on": "2022-12-9"}, ["On: 19 December 2022 → 2022-12-9"]),
    ],
)
def test_only_what_changed_is_told_and_a_nought_is_no_blank(
    before: dict[str, Any] | None, after: dict[str, Any] | None, lines: list[str]
) -> None:
    assert changes(unknown("a.b"), before, after, "1") == lines


def test_a_kind_of_event_names_its_values_and_writes_them() -> None:
    fields = {
        "status": Field("Where it stands", chosen({"sent_back": "Sent back"}, "nowhere")),
        "sure": Field("Sure", yes_no()),
        "partner": Field("Delivery partner", named),
    }
    before = {"status": None, "sure": None, "partner": "Helping (#1) Hands (#12)"}
    after = {"status": "sent_back", "sure": False, "partner": None}
    assert changes(kind("It was done", fields), before, after, "1") == [
        "Where it stands: nowhere → Sent back",
        "Sure: not known → no",
        "Delivery partner: Helping (#1) Hands → blank",
    ]
    # A choice that the code no longer knows is told as it was kept.
    assert changes(kind("It was done", fields), None, {"status": "lost"}, "1") == [
        "Where it stands: lost"
    ]


def test_a_verb_that_nobody_has_words_for_is_still_readable() -> None:
    assert unknown("return.sent_back").title == "Return sent back"
