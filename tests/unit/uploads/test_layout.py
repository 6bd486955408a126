"""Where the table of a sheet is, and what is no part of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import NOBODY, one, read, sheet
from uploads.answers import Answers
from uploads.cells import Sheet, Value
from uploads.columns import SheetReading
from uploads.outside import AGAIN, NOTE, OTHER_TABLE, SECTION, TOTAL
from uploads.problems import Severity

HEADINGS: tuple[Value, ...] = ("Name of enterprise", "Postcode", "Stage", "Hours per week")
ISLE: tuple[Value, ...] = ("Isle Gardens", "CB6 1AB", "Trading", Decimal("14"))
ELY: tuple[Value, ...] = ("Ely Home Help", "CB7 4EE", "Closed", Decimal("7.5"))


def texts(reading: SheetReading) -> list[str]:
    return [heading.text for heading in reading.headings]


def test_titles_and_notes_above_the_headings_are_no_headings() -> None:
    reading = one(
        sheet(
            ("Tracker of enterprises, 2023",),
            ("Status: draft", "Name: Jo", "Updated", date(2023, 7, 14)),
            (),
            HEADINGS,
            ISLE,
        )
    )
    assert reading.header_rows == (4,)
    assert texts(reading) == list(HEADINGS)
    assert (reading.first, reading.last) == (5, 5)


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    reading = one(sheet(HEADINGS, ISLE, (), ELY, first_row=7))
    assert reading.header_rows == (7,)
    assert (reading.first, reading.last) == (8, 10)
    assert reading.skipped == {}


def test_headings_of_two_lines_under_merged_groups_are_joined() -> None:
    reading = one(
        sheet(
            ("Enterprise", None, "Progress", None),
            ("Name", "Post code", "Stage", "Date"),
            ISLE[:3],
            merged=("A1:B1", "C1:D1"),
        )
    )
    # Each of the lower words is known, so the line above is no part of them.
    assert texts(reading)[:2] in (
        ["Name", "Post code"],
        ["Enterprise Name", "Enterprise Post code"],
    )
    assert [heading.field for heading in reading.headings][:3] == ["name", "postcode", "stage"]
    assert reading.first == 3


def test_headings_merged_down_over_two_lines_are_found_with_those_beside_them() -> None:
    reading = one(
        sheet(
            ("Name of enterprise", "Hours", None, "Notes"),
            (None, date(2023, 4, 3), date(2023, 4, 10), None),
            ("Isle Gardens", Decimal(14), Decimal(15), None),
            merged=("A1:A2", "B1:C1", "D1:D2"),
        )
    )
    assert reading.header_rows == (1, 2)
    assert reading.kind == "hours"
    assert [heading.week for heading in reading.headings] == [
        None,
        date(2023, 4, 3),
        date(2023, 4, 10),
        None,
    ]


def test_rows_that_merged_cells_join_are_not_parted_though_the_first_is_better_known() -> None:
    reading = one(
        sheet(
            ("Name", "Postcode", "Hours", None, "Notes"),
            (None, None, "at home", "elsewhere", None),
            ("Isle Gardens", "CB6 1AB", Decimal(3), Decimal(4), None),
            merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
        )
    )
    assert reading.header_rows == (1, 2)
    assert texts(reading)[2:4] == ["Hours at home", "Hours elsewhere"]


def test_months_over_the_numbers_of_days_are_one_heading() -> None:
    reading = one(
        sheet(
            ("Hours of care",),
            (None, "April 2023", None, "May 2023", None),
            ("Provider", Decimal(17), Decimal(24), Decimal(1), Decimal(8)),
            ("Isle Gardens", Decimal(14), Decimal(15), Decimal(16), Decimal(17)),
            merged=("A1:E1", "B2:C2", "D2:E2"),
        )
    )
    assert reading.header_rows == (2, 3)
    assert [heading.week for heading in reading.headings[1:]] == [
        date(2023, 4, 17),
        date(2023, 4, 24),
        date(2023, 5, 1),
        date(2023, 5, 8),
    ]


def test_numbers_of_weeks_under_the_word_are_one_heading() -> None:
    reading = one(
        sheet(
            ("Provider", "Week", None, None),
            (None, Decimal(1), Decimal(2), Decimal(3)),
            ("Isle Gardens", Decimal(14), Decimal(15), Decimal(16)),
            name="Q1 2023/24",
            merged=("A1:A2", "B1:D1"),
        )
    )
    assert [heading.week for heading in reading.headings[1:]] == [
        date(2023, 4, 3),
        date(2023, 4, 10),
        date(2023, 4, 17),
    ]


def test_headings_wrapped_over_two_rows_without_merging_are_joined() -> None:
    reading = one(
        sheet(
            ("Trading", "Base", "Date", "Date"),
            ("name", "postcode", "established", "closed"),
            ("Isle Gardens", "CB6 1AB", date(2023, 4, 3), None),
        )
    )
    assert texts(reading) == [
        "Trading name",
        "Base postcode",
        "Date established",
        "Date closed",
    ]
    assert reading.first == 3


def test_a_first_row_of_words_is_not_taken_for_a_second_line_of_headings() -> None:
    reading = one(
        sheet(
            ("Name of enterprise", "Where from", "Stage"),
            ("Email Champions", "Email", "Closed"),
            ("Ely Home Help", "Phone", "Closed"),
        )
    )
    assert reading.header_rows == (1,)
    assert reading.first == 2


@pytest.mark.parametrize(
    "words",
    ["Total", "TOTALS", "Grand total", "Sub-total", "Sum", "Average", "Total hours", "Total:"],
)
def test_rows_of_totals_are_left_out_by_their_name(words: str) -> None:
    reading = one(sheet(HEADINGS, ISLE, ELY, (words, None, None, Decimal("21.5"))))
    assert reading.skipped == {4: TOTAL}


@pytest.mark.parametrize("words", ["Subtotal East", "Sub-total: Ely", "East total", "Total East"])
def test_totals_of_a_part_are_left_out(words: str) -> None:
    part: tuple[Value, ...] = (words, None, None, Decimal("21.5"))
    reading = one(sheet(HEADINGS, ISLE, ELY, part, ISLE, ELY, part))
    assert reading.skipped == {4: TOTAL, 7: TOTAL}


def test_rows_that_add_up_those_above_are_totals_without_saying_so() -> None:
    total: tuple[Value, ...] = (None, None, None, Decimal("21.5"))
    assert one(sheet(HEADINGS, ISLE, ELY, total)).skipped == {4: TOTAL}
    other: tuple[Value, ...] = (None, None, None, Decimal("21"))
    assert one(sheet(HEADINGS, ISLE, ELY, other)).skipped == {}
    written: tuple[Value, ...] = (None, None, None, "21.50")
    rows = [(*ISLE[:3], "14"), (*ELY[:3], "7.5")]
    assert one(sheet(HEADINGS, *rows, written)).skipped == {4: TOTAL}
    clock: tuple[Value, ...] = (*ISLE[:3], timedelta(hours=7, minutes=30))
    twice: tuple[Value, ...] = (None, None, None, timedelta(hours=15))
    assert one(sheet(HEADINGS, clock, clock, twice)).skipped == {4: TOTAL}


@pytest.mark.parametrize("name", ["Total Care Ely", "Sumner Support", "Key Care", "Average Joes"])
def test_an_enterprise_is_not_left_out_for_its_name(name: str) -> None:
    reading = one(sheet(HEADINGS, ISLE, ELY, (name, None, None, None), ELY))
    assert reading.skipped == {}


@pytest.mark.parametrize(
    "row",
    [
        ("Care Total", "CB7 4EE", "Trading", Decimal("12")),
        ("Care Total", None, "Trading", None),
        ("Total Care Ltd", "CB7 4EE", None, Decimal("12")),
        ("Total Care Ltd", None, None, Decimal("12")),
    ],
)
def test_a_row_that_tells_what_no_total_does_is_an_enterprise(row: tuple[Value, ...]) -> None:
    reading = one(sheet(HEADINGS, ISLE, ELY, row, ELY))
    assert (reading.skipped, reading.perhaps_totals) == ({}, ())


@pytest.mark.parametrize(
    "row",
    [
        # Its figures are not those above, and it tells nothing else.
        ("Care Total", None, None, Decimal("12")),
        ("Care Total", None, None, None),
        # Its figures are those above, but it stands in a place.
        ("Care Total", "CB7 4EE", "Trading", Decimal("21.5")),
        ("Total", "CB7 4EE", "Trading", Decimal("12")),
    ],
)
def test_what_may_be_a_total_or_an_enterprise_is_asked(row: tuple[Value, ...]) -> None:
    reading = one(sheet(HEADINGS, ISLE, ELY, row, ELY))
    assert (reading.skipped, reading.perhaps_totals) == ({}, (4,))


def test_a_row_that_may_be_a_total_is_read_and_asked_about_until_it_is_left_out() -> None:
    row: tuple[Value, ...] = ("Care Total", None, None, None)
    plain = sheet(HEADINGS, ISLE, row)
    (found,), problems = read(plain)
    assert [one.values.get("name") for one in found.rows][-1] == "Care Total"
    asked = [one for one in problems if one.code == "rows.perhaps_total"]
    assert [(one.severity, one.row, one.column, one.value) for one in asked] == [
        (Severity.CONFIRM, 3, 0, "Care Total")
    ]
    out = Answers(left_out=frozenset({("Sheet1", 3)}))
    (found,), problems = read(plain, answers=out)
    assert len(found.rows) == 1
    assert not problems


def test_what_begins_like_a_total_is_asked_about_at_the_end_of_the_list() -> None:
    last: tuple[Value, ...] = ("Total Care", None, None, Decimal("12"))
    reading = one(sheet(HEADINGS, ISLE, ELY, last, (), ("Notes: by Jo",)))
    assert (reading.skipped, reading.perhaps_totals) == ({6: NOTE}, (4,))


def test_a_total_with_shares_beside_it_is_a_total() -> None:
    total: tuple[Value, ...] = ("Ely total", "100%", "-", Decimal("21.5"))
    assert one(sheet(HEADINGS, ISLE, ELY, total, ELY)).skipped == {4: TOTAL}


def test_lines_across_headings_again_and_notes_are_left_out() -> None:
    reading = one(
        sheet(
            HEADINGS,
            ("East Cambridgeshire",),
            ISLE,
            (),
            HEADINGS,
            ELY,
            (),
            ("Key",),
            ("Green", "accredited"),
            (None, None, None, None, "checked by Jo"),
            ("* not yet confirmed",),
            merged=("A2:D2",),
        )
    )
    assert reading.skipped == {2: SECTION, 5: AGAIN, 8: NOTE, 9: NOTE, 10: NOTE, 11: NOTE}


def test_a_row_of_words_that_are_headings_elsewhere_is_no_second_table() -> None:
    headings: tuple[Value, ...] = ("Name", "Stage", "Existing", "Service", "Heard of us")
    reading = one(
        sheet(
            headings,
            ("Isle Gardens", "Trading", "New", "Gardening", "GP"),
            (),
            ("Ely Support", "Closed", "Existing", "Support", "Email"),
        )
    )
    assert reading.skipped == {}


def test_a_second_table_with_its_title_is_left_out_whole() -> None:
    reading = one(
        sheet(
            HEADINGS,
            ISLE,
            ELY,
            (),
            ("Enquiries this quarter",),
            ("Date", "Source", "District", "Status"),
            (date(2023, 4, 3), "GP", "Ely", "Open"),
        )
    )
    assert reading.skipped == {5: NOTE, 6: OTHER_TABLE, 7: OTHER_TABLE}


def test_a_person_may_name_the_row_of_headings() -> None:
    lines = sheet(("Enterprise", "Stage"), ("Name", "Postcode"), ("Isle Gardens", "CB6 1AB"))
    assert one(lines).header_rows != (2,)
    reading = one(lines, answers=Answers(header_rows={"Sheet1": 2}))
    assert reading.header_rows == (2,)
    assert texts(reading) == ["Name", "Postcode"]
    assert one(lines, answers=Answers(header_rows={"Sheet1": 99})).kind == ""


@pytest.mark.parametrize(
    "empty", [sheet(), sheet((), (None, "  ")), sheet((Decimal(1), Decimal(2)))]
)
def test_a_sheet_without_a_table_is_left_out(empty: Sheet) -> None:
    reading = one(empty, answers=NOBODY)
    assert reading.kind == ""
    assert reading.why
