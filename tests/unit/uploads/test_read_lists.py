"""Rows of values from sheets, and what is wrong in their cells."""

from datetime import date, time
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import codes, read, sheet
from uploads.answers import Answers
from uploads.cells import CellError, Uncalculated, Value
from uploads.problems import Severity, group

APRIL = date(2023, 4, 3)
HEADINGS: tuple[Value, ...] = ("Ref", "Name of enterprise", "Postcode", "Stage", "Established")
ISLE: tuple[Value, ...] = ("ISLE-7", "Isle Gardens", "cb61ab", "Trading", "3/4/2023")
ELY: tuple[Value, ...] = ("EHH-1", "Ely Home Help", None, "tbc", APRIL)


def test_rows_know_their_values_their_cells_and_where_they_stand() -> None:
    (found,), problems = read(sheet(HEADINGS, ISLE, (), ELY))
    assert problems == ()
    assert found.kind == "enterprises"
    assert found.fields == {"reference", "name", "postcode", "stage", "established_on"}
    first, second = found.rows
    assert (first.sheet, first.number, second.number) == ("Sheet1", 2, 4)
    assert first.values == {
        "reference": "ISLE-7",
        "name": "Isle Gardens",
        "postcode": "CB6 1AB",
        "stage": "established",
        "established_on": APRIL,
    }
    assert first.raw["postcode"] == "cb61ab"
    assert first.places["established_on"] == 4
    # What is blank or says nothing is not known: it has no value.
    assert second.values == {"reference": "EHH-1", "name": "Ely Home Help", "established_on": APRIL}
    assert second.raw["stage"] == "tbc"


def test_what_cannot_be_read_is_a_problem_in_its_own_cell_and_nothing_stops() -> None:
    wrong: tuple[Value, ...] = (
        Decimal("4.5E+15"),
        "Kind Company",
        APRIL,
        "Plumbing",
        "31/4/2023",
    )
    (found,), problems = read(sheet(HEADINGS, ISLE, wrong, (CellError("#REF!"), *ISLE[1:])))
    assert codes(problems) == [
        ("reference.digits", 3, 0),
        ("cell.error", 4, 0),
        ("postcode.turned", 3, 2),
        ("choice.unknown", 3, 3),
        ("day.impossible", 3, 4),
    ]
    assert {problem.severity for problem in problems} == {Severity.FIX}
    assert problems[3].value == "Plumbing"
    assert problems[3].heading == "Stage"
    assert found.rows[1].values == {"name": "Kind Company"}
    assert found.rows[1].faulty == {"reference", "postcode", "stage", "established_on"}
    assert found.rows[0].faulty == set()


def test_equal_problems_are_one_to_the_reader() -> None:
    rows = [(f"R-{number}", f"Enterprise {number}", None, "Plumbing", None) for number in range(9)]
    _, problems = read(sheet(HEADINGS, ISLE, *rows))
    (only,) = group(problems)
    assert only.where == "Sheet “Sheet1”, D3, D4, D5, D6, D7 and 4 more"


def test_doubtful_values_are_kept_and_asked_about() -> None:
    (found,), problems = read(
        sheet(
            ("Name", "Postcode", "Established", "Hours per week"),
            ("Isle Gardens", "CB6", "Tue 3 April 2023", "nil"),
            ("Ely Home Help", "CB7 4EE", Decimal(45019), Decimal("7.33333333333333")),
        )
    )
    assert [(p.code, p.severity) for p in problems] == [
        ("postcode.part", Severity.CONFIRM),
        ("day.weekday", Severity.CONFIRM),
        ("day.serial", Severity.NOTE),
        ("hours.zero", Severity.NOTE),
        ("hours.minutes", Severity.NOTE),
    ]
    assert found.rows[0].values == {
        "name": "Isle Gardens",
        "established_on": APRIL,
        "typical_hours": Decimal(0),
    }
    assert found.rows[1].values["typical_hours"] == Decimal("7.33")
    assert all(not row.faulty for row in found.rows)


def test_a_required_cell_is_asked_for_also_where_it_says_nothing() -> None:
    _, problems = read(sheet(HEADINGS, ISLE, ("A-1", None, "CB6 1AB"), ("A-2", "tbc", "CB6 1AB")))
    assert codes(problems) == [("name.missing", 3, 1), ("name.missing", 4, 1)]
    assert problems[1].value == "tbc"


def test_wide_lists_have_their_figures_by_week() -> None:
    (found,), problems = read(
        sheet(
            ("Provider", "Funding", APRIL, date(2023, 4, 10), date(2023, 4, 17)),
            ("Isle Gardens", "DP", Decimal(0), None, time(7, 30)),
            ("Ely Home Help", "SF", "n/a", "lots", Uncalculated()),
        )
    )
    assert found.weeks == (APRIL, date(2023, 4, 10), date(2023, 4, 17))
    assert found.fields == {"name", "payer"}
    first, second = found.rows
    # Nought is a figure; blank is not.
    assert first.weeks == {APRIL: Decimal(0), date(2023, 4, 17): Decimal("7.5")}
    assert first.week_places[date(2023, 4, 17)] == 4
    assert second.weeks == {}
    assert codes(problems) == [("hours.unreadable", 3, 3), ("cell.uncalculated", 3, 4)]
    assert second.faulty == {"2023-04-10", "2023-04-17"}
    assert first.raw["2023-04-17"] == time(7, 30)


def test_what_a_person_typed_is_read_in_place_of_the_cell() -> None:
    wrong = (*ISLE[:3], "Plumbing", "31/4/2023")
    fixes = {("Sheet1", 2, 3): "paused", ("Sheet1", 2, 4): "4th April 2023", ("Other", 2, 1): "x"}
    (found,), problems = read(sheet(HEADINGS, wrong), answers=Answers(fixes=fixes))
    assert problems == ()
    assert found.rows[0].values["stage"] == "paused"
    assert found.rows[0].values["established_on"] == date(2023, 4, 4)
    assert found.rows[0].raw["stage"] == "paused"
    _, problems = read(sheet(HEADINGS, ISLE), answers=Answers(fixes={("Sheet1", 2, 3): "painting"}))
    assert codes(problems) == [("choice.unknown", 2, 3)]
    (found,), _ = read(sheet(HEADINGS, ISLE), answers=Answers(fixes={("Sheet1", 2, 3): ""}))
    assert "stage" not in found.rows[0].values


def test_rows_that_a_person_left_out_say_nothing() -> None:
    wrong = (*ISLE[:3], "Plumbing")
    answers = Answers(left_out=frozenset({("Sheet1", 3), ("Other", 2)}))
    (found,), problems = read(sheet(HEADINGS, ISLE, wrong), answers=answers)
    assert problems == ()
    assert [row.number for row in found.rows] == [2]


def test_true_and_one_are_told_apart() -> None:
    (found,), problems = read(
        sheet(
            ("Name", "Traded before", "Hours per week"),
            ("Isle Gardens", True, Decimal(1)),
            ("Ely Home Help", False, True),
            ("Kind Company", Decimal(1), Decimal(0)),
        )
    )
    assert [row.values["traded_before"] for row in found.rows] == [True, False, True]
    assert codes(problems) == [("hours.unreadable", 3, 2)]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Traded before", [True, False, False, True]),
        ("New enterprise?", [False, True, False, True]),
        ("New or existing?", [None, None, False, True]),
    ],
)
def test_whether_yes_means_new_is_for_the_heading_to_say(
    heading: str, expected: list[bool | None]
) -> None:
    rows = [(f"Enterprise {n}", word) for n, word in enumerate(("Yes", "No", "New", "Existing"))]
    (found,), problems = read(sheet(("Name", heading), *rows))
    assert [row.values.get("traded_before") for row in found.rows] == expected
    assert len(problems) == expected.count(None)


def test_a_week_that_ends_on_a_day_is_read_as_its_heading_says() -> None:
    row: tuple[Value, ...] = ("Isle Gardens", date(2023, 4, 9), Decimal(3))
    (ending,), _ = read(sheet(("Name", "Week ending", "Hours"), row))
    (beginning,), problems = read(sheet(("Name", "Week commencing", "Hours"), row))
    (any_day,), _ = read(sheet(("Name", "Week", "Hours"), row))
    assert ending.rows[0].values["week"] == APRIL
    assert beginning.rows[0].values["week"] == date(2023, 4, 10)
    assert codes(problems) == [("week.begins", 2, 1)]
    assert any_day.rows[0].values["week"] == APRIL
    _, asked = read(sheet(("Name", "Week", "Hours"), ("Isle Gardens", "9/4/2023", Decimal(3))))
    assert codes(asked) == [("week.sundays", 2, 1)]


def test_names_merged_over_several_rows_are_read_for_each_of_them_and_said() -> None:
    lines = sheet(
        ("Name", "W/C", "Hours"),
        ("Isle Gardens", APRIL, Decimal(3)),
        (None, date(2023, 4, 10), Decimal(4)),
        (None, date(2023, 4, 17), Decimal(5)),
        ("Ely Home Help", APRIL, Decimal(6)),
        merged=("A2:A4",),
    )
    (found,), problems = read(lines)
    assert [row.values["name"] for row in found.rows] == ["Isle Gardens"] * 3 + ["Ely Home Help"]
    assert codes(problems) == [("merged.down", 2, 0)]
    assert problems[0].severity == Severity.NOTE
    typed = Answers(fixes={("Sheet1", 3, 0): "Kind Company"})
    (found,), _ = read(lines, answers=typed)
    assert [row.values["name"] for row in found.rows][:3] == [
        "Isle Gardens",
        "Kind Company",
        "Isle Gardens",
    ]


def test_figures_merged_over_several_rows_must_be_put_right() -> None:
    (found,), problems = read(
        sheet(
            ("Name", "W/C", "Hours"),
            ("Isle Gardens", APRIL, "40 hrs"),
            ("Isle Gardens", date(2023, 4, 10), None),
            merged=("C2:C3",),
        )
    )
    assert codes(problems) == [("merged.figure", 2, 2)]
    assert problems[0].severity == Severity.FIX
    assert all("hours" in row.faulty for row in found.rows)
    assert "hours" not in found.rows[1].values


def test_cells_merged_over_several_weeks_must_be_put_right_unless_they_say_nothing() -> None:
    (_,), problems = read(
        sheet(
            ("Name", APRIL, date(2023, 4, 10), date(2023, 4, 17)),
            ("Isle Gardens", Decimal(40), None, None),
            ("Ely Home Help", "n/a", None, None),
            merged=("B2:D2", "B3:D3"),
        )
    )
    assert codes(problems) == [("merged.across", 2, 1)]


def test_a_column_written_month_first_is_asked_about() -> None:
    dates: tuple[Value, ...] = ("4/25/2023", "4/3/2023", date(2023, 4, 3), date(2023, 5, 5))
    _, problems = read(
        sheet(("Name", "Established"), *((f"Enterprise {n}", day) for n, day in enumerate(dates)))
    )
    assert codes(problems) == [
        ("day.american", 2, 1),
        ("day.american_column", 3, 1),
        ("day.american_column", 4, 1),
    ]
    assert problems[1].severity == Severity.CONFIRM


def test_a_list_without_a_column_it_needs_has_no_rows_and_says_what_it_lacks() -> None:
    (found,), problems = read(sheet(("Name", "Colour"), ("Isle", "red")), said_kind="hours")
    assert found.rows == ()
    assert codes(problems) == [("columns.missing", 0, -1)]
    assert problems[0].message == "This sheet has no column for: the hours of each week."


def test_two_columns_under_one_heading_must_be_told_apart_by_a_person() -> None:
    lines = sheet(("Name", "Stage", "Stage"), ("Isle Gardens", "Trading", "Closed"))
    _, problems = read(lines)
    assert codes(problems) == [("columns.twice", 1, 2)]
    assert "Columns B and C" in problems[0].message
    (found,), problems = read(lines, answers=Answers(fields={("Sheet1", 1): ""}))
    assert problems == ()
    assert found.rows[0].values["stage"] == "closed"
    thrice = sheet(("Name", "Stage", "Stage", "Stage"), ("Isle", "Trading", "Closed", "Paused"))
    _, problems = read(thrice, answers=Answers(fields={("Sheet1", 1): ""}))
    assert codes(problems) == [("columns.twice", 1, 3)]


def test_unknown_and_double_weeks_must_be_put_right() -> None:
    row: tuple[Value, ...] = ("Isle Gardens", Decimal(1), Decimal(2))
    (found,), problems = read(sheet(("Name", "Wk1", "Wk2"), row))
    assert codes(problems) == [("weeks.unknown", 1, 1)]
    assert found.rows[0].weeks == {}
    _, problems = read(sheet(("Name", "w/c 3 Apr 2023", "w/c 5 Apr 2023"), row))
    assert codes(problems) == [("weeks.twice", 1, 2)]


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    rows = [(f"R-{n}", f"Enterprise {n}", None, "Trading") for n in range(6)]
    lines = sheet(
        HEADINGS, *rows, hidden_rows=frozenset({2, 3, 4, 6, 99}), hidden_columns=frozenset({0, 9})
    )
    (found,), problems = read(lines)
    assert len(found.rows) == 6
    assert codes(problems) == [("rows.hidden", 0, -1), ("columns.hidden", 0, -1)]
    assert "rows 2 to 4 and 6" in problems[0].message
    assert problems[1].message.endswith(": A.")


def test_sheets_and_rows_that_are_left_out_are_named() -> None:
    lists = sheet(("Status",), ("Trading",), name="Lists", hidden=True)
    total: tuple[Value, ...] = ("Total", None, None, None, None)
    _, problems = read(sheet(HEADINGS, ISLE, total), lists, sheet(name="Empty"))
    assert [(p.code, p.sheet, p.row, p.value) for p in problems] == [
        ("rows.skipped", "Sheet1", 3, "Total"),
        ("sheet.left_out", "Lists", 0, ""),
    ]
    assert all(p.severity == Severity.NOTE for p in problems)


def test_a_sheet_whose_headings_nobody_knows_is_asked_about() -> None:
    rows: list[tuple[Value, ...]] = [
        ("Isle Gardens", "CB6 1AB"),
        ("Ely Home Help", "CB7 4EE"),
        ("Kind Company", "CB7 5HE"),
        ("Granta Care", "CB1 0AA"),
    ]
    _, problems = read(sheet(*rows), said_kind="enterprises")
    assert codes(problems) == [("headings.unknown", 1, -1)]
    assert problems[0].severity == Severity.CONFIRM


def test_rows_with_nothing_in_the_columns_that_are_read_are_no_rows() -> None:
    (found,), problems = read(
        sheet(
            ("No.", "Name", "Notes"),
            (Decimal(1), "Isle Gardens", None),
            (Decimal(2), None, "to come"),
            (Decimal(3), None, None),
        )
    )
    assert [row.number for row in found.rows] == [2]
    assert problems == ()


def test_hours_beside_another_list_are_not_lost_without_a_word() -> None:
    weeks: tuple[Value, ...] = (APRIL, date(2023, 4, 10))
    register: tuple[Value, ...] = ("Name", "Postcode", "Stage", "Established", "Accredited")
    _, problems = read(
        sheet(
            (*register, *weeks),
            ("Isle Gardens", "CB6 1AB", "Trading", APRIL, None, Decimal(3), Decimal(4)),
        )
    )
    assert codes(problems) == [("weeks.not_read", 0, -1)]
    assert problems[0].message.startswith("Columns F to G hold hours by week")
    months: tuple[Value, ...] = (date(2023, 4, 1), date(2023, 5, 1))
    _, problems = read(sheet(("Name", *months), ("Isle Gardens", Decimal(3), Decimal(4))))
    assert problems[0].message.startswith("Columns B to C hold figures by month")


def test_a_file_without_any_list_stops() -> None:
    found, problems = read(sheet(("Colour", "Taste"), ("red", "sweet")), sheet(name="Empty"))
    assert found == ()
    assert [(p.code, p.severity) for p in problems] == [
        ("sheet.left_out", Severity.NOTE),
        ("file.no_list", Severity.STOPS),
    ]
