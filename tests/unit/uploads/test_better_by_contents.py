"""Where cells say more of a column than its heading does."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.uploads.lists import NOBODY, asked, fields, one, sheet
from tests.unit.uploads.samples import WEEKS
from uploads.cells import Book
from uploads.columns import Column, ListKind
from uploads.parsing.choices import Choices, one_of
from uploads.parsing.text import text
from uploads.understanding import understand


def test_a_heading_of_any_words_over_the_choices_of_another_field_is_asked_about() -> None:
    first, second, third = (date(2025, 4, day) for day in (3, 4, 7))
    said = sheet(
        ("Date received", "What happened", "Where from"),
        (first, "Open", "Leaflet"),
        (second, "Closed", "A friend"),
        (third, "Became an enterprise", "Web"),
    )
    reading = one(said, said_kind="enquiries")
    assert fields(reading) == {
        "Date received": "received_on",
        "What happened": "status",
        "Where from": "heard_from",
    }
    assert asked(reading) == ["What happened", "Where from"]


@pytest.mark.parametrize(
    ("outcomes", "statuses"),
    [
        (("Moved away", "Closed", "Found work"), ("Open", "Open", "Closed")),
        (("Open", "Closed", "Closed"), ("Open", "Open", "Closed")),
        (("Moved away", "Closed", "Found work"), ("", "", "")),
    ],
)
def test_other_words_or_a_column_of_statuses_leave_it_what_its_heading_says(
    outcomes: tuple[str, str, str], statuses: tuple[str, str, str]
) -> None:
    days = (date(2025, 4, 3), date(2025, 4, 4), date(2025, 4, 7))
    rows = zip(days, outcomes, statuses, strict=True)
    both = one(sheet(("Date received", "What happened", "Status"), *rows), said_kind="enquiries")
    assert fields(both)["What happened"] == "outcome"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Name", *WEEKS[:2]), "hours"),
        (("Provider", *WEEKS[:2]), "hours"),
        (("Name", "Usual hours", "From"), "typical"),
    ],
)
def test_names_that_are_words_for_kinds_of_help_stay_names(
    lines: tuple[Any, ...], kind: str
) -> None:
    for names in (("Home Help", "Home Care", "Companionship"), ("Meals", "Home Help", "Meals")):
        rows = [
            (name, Decimal(7), date(2023, 4, 3) if kind == "typical" else Decimal(8))
            for name in names
        ]
        reading = one(sheet(lines, *rows))
        assert reading.kind == kind
        assert fields(reading)[lines[0]] == "name"


def test_two_rows_or_one_word_are_too_little_to_doubt_a_heading() -> None:
    head = ("Date received", "What happened")
    days = [date(2025, 4, day) for day in (3, 4, 7)]
    few = sheet(head, (days[0], "Open"), (days[1], "Closed"))
    same = sheet(head, *((day, "Closed") for day in days))
    for lines in (few, same):
        assert fields(one(lines, said_kind="enquiries"))["What happened"] == "outcome"


def test_a_field_of_choices_of_its_own_is_not_taken_for_another() -> None:
    choices: Choices[str] = {"yes": ("Yes", ()), "no": ("No", ())}
    first, second = (
        Column(name, name.capitalize(), one_of(choices, what="an answer"), choices=("Yes", "No"))
        for name in ("first", "second")
    )
    name = Column("name", "Name", text(100), required=True)
    kind = ListKind("asked", "Asked", "", (name, first, second), (frozenset({"name"}),))
    rows = sheet(("Name", "Second"), ("Isle", "Yes"), ("Ouse", "No"), ("Fen", "Yes"))
    (reading,) = understand(Book((rows,), "xlsx"), [kind], NOBODY, {}, "asked")
    assert fields(reading) == {"Name": "name", "Second": "second"}


def test_stages_under_words_that_nobody_knows_are_asked_about() -> None:
    reading = one(
        sheet(
            ("Name", "Where are they now?"),
            ("Isle Gardens", "Trading"),
            ("Ouse Care", "paused"),
            ("Fen Helpers", "just started"),
            ("Ely Help", "in set up"),
        )
    )
    assert fields(reading)["Where are they now?"] == "stage"
    assert asked(reading) == ["Where are they now?"]
