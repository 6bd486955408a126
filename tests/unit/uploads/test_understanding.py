"""What sheets and columns are."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import asked, fields, one, sheet
from tests.unit.uploads.samples import ENQUIRIES, LONG, REGISTER, TYPICAL, WEEKS, WIDE
from uploads.cells import Sheet
from uploads.columns import WEEK


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (REGISTER, "enterprises"),
        (WIDE, "hours"),
        (LONG, "hours"),
        (ENQUIRIES, "enquiries"),
        (TYPICAL, "typical"),
    ],
)
def test_a_sheet_is_the_kind_of_list_that_explains_it(lines: Sheet, kind: str) -> None:
    reading = one(lines)
    assert reading.kind == kind
    assert asked(reading) == []
    assert all(heading.why for heading in reading.headings)


def test_a_register_with_hours_and_a_date_is_no_list_of_hours() -> None:
    reading = one(
        sheet(
            ("Name", "Postcode", "Status", "Since", "Type of support", "Hours per week"),
            ("Isle Gardens", "CB6 1AB", "Trading", date(2023, 4, 3), "Gardening", Decimal(14)),
        )
    )
    assert reading.kind == "enterprises"
    assert fields(reading)["Since"] == "stage_on"
    assert fields(reading)["Hours per week"] == "typical_hours"


def test_contacts_persons_and_notes_are_left_out_on_purpose_and_never_shown() -> None:
    left_out = {
        "Contact name": "Priya Nolan",
        "E-mail": "priya@isle.example",
        "Mobile no.": "07700 900111",
        "Address 1": "1 High Street",
        "DOB": "1 May 1980",
        "NI number": "AB 12 34 56 C",
        "Owner": "Priya Nolan",
        "Notes": "recovering from an operation",
        "How to reach them": "07700 900222",
    }
    reading = one(sheet(("Name of enterprise", *left_out), ("Isle Gardens", *left_out.values())))
    for heading in reading.headings[1:]:
        assert heading.field == ""
        assert heading.certain
        assert heading.samples == ()
        assert "left out on purpose" in heading.why or "contact details" in heading.why


def test_what_is_about_a_person_is_left_out_though_it_is_nearly_a_heading() -> None:
    owners = sheet(("Name of enterprise owner", "Postcode"), ("Priya Nolan", "CB6 1AB"))
    assert fields(one(owners, said_kind="enterprises"))["Name of enterprise owner"] == ""


def test_whoever_enquired_is_left_out_where_an_enterprise_is_named() -> None:
    assert fields(one(ENQUIRIES))["Name"] == ""
    assert fields(one(sheet(("Name", "Stage"), ("Isle Gardens", "Trading"))))["Name"] == "name"


def test_no_column_is_known_by_where_it_stands() -> None:
    reading = one(
        sheet(
            ("Status", "Services", "Postcode", "Ref", "Business name"),
            ("Trading", "Gardening", "CB6 1AB", "ISLE-7", "Isle Gardens"),
        )
    )
    assert fields(reading) == fields(one(REGISTER))


def test_a_heading_that_is_nearly_known_is_taken_where_the_cells_fit() -> None:
    lines = sheet(
        ("Enterprice nmae", "Date they established", "Stage reached by now"),
        ("Isle Gardens", date(2023, 4, 3), "Trading"),
        ("Ely Home Help", date(2023, 4, 4), "Closed"),
    )
    assert fields(one(lines, said_kind="enterprises"))["Date they established"] == "established_on"
    words = sheet(("Name", "Date they established"), ("Isle Gardens", "with her sister"))
    assert fields(one(words))["Date they established"] == ""


def test_a_choice_that_no_cell_holds_is_not_taken_and_asked_about() -> None:
    register = sheet(
        ("Name", "Service types"),
        *((f"Home {number}", "Nursing homes") for number in range(4)),
    )
    reading = one(register)
    assert fields(reading)["Service types"] == ""
    assert asked(reading) == ["Service types"]


def test_one_wrong_word_does_not_hide_a_column() -> None:
    reading = one(sheet(("Name", "Stage"), ("Isle Gardens", "Tradign"), ("Ely", "Trading")))
    assert fields(reading)["Stage"] == "stage"


def test_names_without_a_heading_are_found_by_their_looks_and_asked_about() -> None:
    lines = sheet((None, *WEEKS), *(row for row in WIDE.rows[1:]))
    reading = one(lines)
    assert reading.kind == "hours"
    assert reading.headings[0].field == "name"
    assert asked(reading) == [""]


def test_postcodes_without_a_known_heading_are_found_by_their_looks_and_asked_about() -> None:
    lines = sheet(
        ("Name", "Where"),
        *((f"Enterprise {number}", f"CB{number} 1AB") for number in range(1, 5)),
    )
    assert fields(one(lines))["Where"] == "postcode"
    assert asked(one(lines)) == ["Where"]


def test_crosses_under_no_known_heading_are_not_taken_for_yes() -> None:
    reading = one(sheet(("Name", "Invoiced"), *((f"Isle {number}", "x") for number in range(4))))
    assert fields(reading)["Invoiced"] == ""
    assert asked(reading) == []


def test_a_column_of_colours_has_nothing_to_read() -> None:
    reading = one(sheet(("Name", "RAG", "Stage"), ("Isle Gardens", None, None)))
    assert [heading.field for heading in reading.headings] == ["name", "", "stage"]
    assert "Colours are not read" in reading.headings[1].why
    assert asked(reading) == []


def test_a_column_that_counts_the_rows_is_no_reference() -> None:
    rows = [(Decimal(number), f"Enterprise {number}") for number in range(1, 6)]
    assert fields(one(sheet(("No.", "Enterprise"), *rows)))["No."] == ""
    assert fields(one(sheet(("ID", "Enterprise"), *rows)))["ID"] == "reference"


def test_totals_and_numbers_of_things_are_left_out() -> None:
    reading = one(
        sheet(
            ("Business name", *WEEKS, "Total", "Average hours", "No. of clients"),
            ("Isle Gardens", Decimal(14), None, Decimal(1), Decimal(15), Decimal(7), Decimal(3)),
        )
    )
    assert [heading.field for heading in reading.headings[4:]] == ["", "", ""]
    assert asked(reading) == []


def test_of_two_columns_under_one_heading_the_second_is_asked_about() -> None:
    reading = one(sheet(("Name", "Stage", "Stage"), ("Isle Gardens", "Trading", "Closed")))
    assert [heading.field for heading in reading.headings] == ["name", "stage", ""]
    assert [heading.certain for heading in reading.headings] == [True, True, False]


def test_of_two_headings_for_one_thing_the_better_known_is_taken() -> None:
    reading = one(
        sheet(("Provider name", "Name", "Postcode"), ("Holdings Ltd", "Browns House", "CB1 1AA"))
    )
    assert fields(reading) == {"Provider name": "", "Name": "name", "Postcode": "postcode"}
    assert asked(reading) == []
    # The other may be a person's name: it is not shown.
    assert reading.headings[0].samples == ()


@pytest.mark.parametrize(
    ("taken", "beside"),
    [
        ("Hours (self-funded)", "Hours (direct payment)"),
        ("Hours of care", "Hours of support"),
        ("Hours delivered", "Night hrs"),
    ],
)
def test_hours_in_a_further_column_are_not_lost_without_a_question(taken: str, beside: str) -> None:
    reading = one(
        sheet(
            ("Name", "Week commencing", taken, beside, "Total hours of all"),
            ("Isle Gardens", date(2023, 4, 3), Decimal(14), Decimal(3), Decimal(17)),
            ("Fen Helpers", date(2023, 4, 3), Decimal(9), Decimal(4), Decimal(13)),
        )
    )
    assert (fields(reading)[taken], fields(reading)[beside]) == ("hours", "")
    assert asked(reading) == [beside]
    (left,) = [heading for heading in reading.headings if heading.text == beside]
    assert "rows of their own" in left.why


@pytest.mark.parametrize("text", ["Hours per month", "Hours a year", "Minutes", "Minutes a week"])
def test_figures_of_another_time_or_unit_are_no_hours_of_a_week(text: str) -> None:
    reading = one(
        sheet(
            ("Name", "Postcode", "Stage", "Established on", text),
            ("Isle Gardens", "CB6 1AB", "Trading", date(2023, 4, 3), Decimal(14)),
            ("Fen Helpers", "CB6 1AD", "Trading", date(2023, 4, 4), Decimal(9)),
        )
    )
    assert reading.kind == "enterprises"
    assert fields(reading)[text] == ""


def test_the_help_of_a_blank_template_is_no_row_but_an_example_kept_by_somebody_is() -> None:
    helped = sheet(
        ("Reference", "Name of the enterprise", "Postcode"),
        (
            "The number or code by which you know it. No two enterprises share one.",
            None,
            "Where the enterprise is run from.",
        ),
        ("For example: ISLE-7", "For example: Isle Gardens", "e.g. CB7 4EE"),
        ("ISLE-7", "Isle Gardens", "CB7 4EE"),
    )
    assert sorted(one(helped).skipped) == [2, 3]


def test_weeks_that_count_something_else_are_left_out() -> None:
    reading = one(
        sheet(
            ("Provider", "Hours", None, "Clients", None),
            (None, *WEEKS[:2], *WEEKS[:2]),
            ("Isle Gardens", Decimal(14), Decimal(15), Decimal(2), Decimal(2)),
            merged=("A1:A2", "B1:C1", "D1:E1"),
        )
    )
    assert [heading.field for heading in reading.headings] == ["name", WEEK, WEEK, "", ""]
    assert asked(reading) == []


def test_a_month_is_not_proposed_as_a_week() -> None:
    lines = sheet(
        ("Provider", "Month", "Hours delivered"),
        *((f"Isle {month}", date(2023, month, 1), Decimal(14)) for month in range(1, 5)),
    )
    assert fields(one(lines, said_kind="hours"))["Month"] == ""
    dated = sheet(("Provider", "Day", "Hours delivered"), *lines.rows[1:])
    assert fields(one(dated, said_kind="hours"))["Day"] == "week"
    assert asked(one(dated, said_kind="hours")) == ["Day"]


def test_a_heading_that_may_mean_a_field_is_asked_about() -> None:
    reading = one(sheet(("Name", "Stage", "Hours"), ("Isle Gardens", "Trading", Decimal(14))))
    assert fields(reading)["Hours"] == "typical_hours"
    assert asked(reading) == ["Hours"]
    surer = one(
        sheet(("Name", "Hours", "Hours per week"), ("Isle Gardens", Decimal(120), Decimal(14)))
    )
    assert fields(surer) == {"Name": "name", "Hours": "", "Hours per week": "typical_hours"}


def test_weeks_that_go_down_are_pointed_out() -> None:
    turned = sheet(
        ("Week commencing", "Isle Gardens", "Ely Home Help"), (WEEKS[0], Decimal(3), Decimal(4))
    )
    assert "Transpose" in one(turned).why


def test_a_sheet_in_which_everything_is_a_guess_is_no_list() -> None:
    meetings = sheet(
        ("Meeting", "People"), ("Spring social", Decimal(12)), ("Autumn fair", Decimal(30))
    )
    assert one(meetings).kind == ""
    assert fields(one(meetings, said_kind="enterprises"))["Meeting"] == "name"


def test_one_guess_does_not_lose_a_list_but_two_make_none() -> None:
    rows = [
        (f"Isle {n}", f"CB{n} 1AB", date(2023, 4, 3), Decimal(n), Decimal(-n)) for n in range(1, 5)
    ]
    weekly = sheet(("Name", "Postcode", "Week commencing", "Given"), *(row[:4] for row in rows))
    assert one(weekly).kind == "hours"
    assert asked(one(weekly)) == ["Given"]
    places = sheet(("Name", "Postcode", "Visited", "Latitude"), *(row[:4] for row in rows))
    assert one(places).kind == "enterprises"
