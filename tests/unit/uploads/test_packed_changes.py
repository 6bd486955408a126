"""Changes as they are kept until they are stored: none lost, changed, or out of order."""

import json

import pytest

from uploads import changes
from uploads.changes import ADDED, CHANGED, Change, FieldChange, PackedChanges


def a_change(number: int) -> Change:
    return Change(
        what="week" if number % 3 else "enterprise",
        action=ADDED if number % 2 else CHANGED,
        label=f"Tŷ Gofal {number}",
        sheet="“Hours”\t",
        row=number + 2,
        fields=(FieldChange("Name", "", f"Tŷ\n{number}"), FieldChange("Day", "1 May", "")),
        number=None if number % 2 else number,
        before=None if number % 2 else {"lines": [{"hundredths": number, "origin": None}]},
        after={"traded": None, "kinds": [1, 2], "on": "2023-04-03"},
    )


@pytest.mark.parametrize("count", [0, 1, 4, 5, 9, 23])
def test_they_come_back_as_they_were(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two by two, of which all but the first pair are compressed.
    monkeypatch.setattr(changes, "_BATCH", 2)
    monkeypatch.setattr(changes, "_PLAIN", 1)
    given = [a_change(number) for number in range(count)]
    kept = PackedChanges(given)
    assert list(kept) == given
    assert (len(kept), bool(kept)) == (count, count > 0)
    assert [kept[place] for place in range(count)] == given
    assert kept[1:4] == given[1:4]
    assert sum(kept.counted.values()) == count
    assert kept.counted["enterprise", CHANGED] == len(range(0, count, 6))


def test_they_are_stored_as_json() -> None:
    (row,) = PackedChanges([a_change(4)]).rows()
    assert row[:6] == ("week", CHANGED, 4, "Tŷ Gofal 4", "“Hours”\t", 6)
    fields, before, after = row[6:]
    assert json.loads(fields)[0] == {"name": "Name", "before": "", "after": "Tŷ\n4"}
    assert before is not None
    assert json.loads(before) == {"lines": [{"hundredths": 4, "origin": None}]}
    assert json.loads(after) == {"traded": None, "kinds": [1, 2], "on": "2023-04-03"}
    (new,) = PackedChanges([a_change(5)]).rows()
    assert new[7] is None
