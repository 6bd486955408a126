"""What people say of a file's sheets and columns, now and last time, and which sheets are read."""

from datetime import date
from decimal import Decimal

from tests.unit.uploads.lists import asked, fields, one, sheet, understood
from tests.unit.uploads.samples import LONG, REGISTER, TYPICAL, WEEKS, WIDE
from uploads.answers import Answers
from uploads.columns import WEEK
from uploads.headings import normalised


def test_what_a_person_says_of_a_column_wins() -> None:
    answers = Answers(fields={("Enterprises", 1): "", ("Enterprises", 4): "name"})
    reading = one(REGISTER, answers=answers)
    assert reading.headings[1].field == ""
    assert reading.headings[4].field == "name"
    nonsense = Answers(fields={("Enterprises", 1): "no such field", ("Other", 1): ""})
    assert fields(one(REGISTER, answers=nonsense)) == fields(one(REGISTER))


def test_a_field_chosen_for_one_column_is_taken_from_another() -> None:
    lines = sheet(("Name", "Provider name"), ("Browns House", "Holdings Ltd"))
    reading = one(lines, answers=Answers(fields={("Sheet1", 1): "name"}))
    assert [heading.field for heading in reading.headings] == ["", "name"]


def test_what_is_said_of_this_file_wins_over_what_was_said_before() -> None:
    lines = sheet(("Name", "Provider name"), ("Browns House", "Holdings Ltd"))
    remembered = {one(lines).signature: ("enterprises", {normalised("Name"): "name"})}
    answers = Answers(fields={("Sheet1", 1): "name"})
    reading = one(lines, remembered=remembered, answers=answers)
    assert [heading.field for heading in reading.headings] == ["", "name"]


def test_what_was_said_of_the_same_headings_is_remembered() -> None:
    first = one(REGISTER)
    said = {normalised("Services"): "", normalised("Ref"): "reference"}
    remembered = {first.signature: ("enterprises", said)}
    again = one(REGISTER, remembered=remembered)
    assert fields(again)["Services"] == ""
    assert asked(again) == []
    assert again.why == "As you said last time."
    now = Answers(fields={("Enterprises", 4): "service_types"})
    assert fields(one(REGISTER, remembered=remembered, answers=now))["Services"] == "service_types"


def test_what_was_said_of_other_headings_is_proposed_and_asked_about() -> None:
    remembered = {"another sheet": ("enterprises", {normalised("Outfit"): "name"})}
    reading = one(sheet(("Outfit", "Stage"), ("Isle Gardens", "Trading")), remembered=remembered)
    assert fields(reading)["Outfit"] == "name"
    assert asked(reading) == ["Outfit"]


def test_what_was_said_of_another_list_makes_nothing_doubtful_that_is_certain() -> None:
    said = {normalised("Ref"): "reference", normalised("Postcode"): "postcode"}
    said |= {normalised("Services"): "", normalised("Outfit"): "name"}
    lines = sheet(
        ("Ref", "Business name", "Postcode", "Services", "Outfit"),
        ("ISLE-7", "Isle Gardens", "CB6 1AB", "Gardening", "Green"),
    )
    alone = one(lines)
    reading = one(lines, remembered={"another sheet": ("enterprises", said)})
    assert asked(reading) == []
    assert fields(reading) == fields(alone)
    assert fields(reading)["Business name"] == "name"


def test_the_headings_of_next_quarters_weeks_are_the_same_headings() -> None:
    later = (date(2023, 7, 3), date(2023, 7, 10))
    same = sheet(("Business name", *later), ("Isle Gardens", Decimal(1), Decimal(2)))
    assert one(same).signature == one(WIDE).signature
    assert one(LONG).signature != one(WIDE).signature


def test_a_person_may_say_which_week_an_undated_column_is() -> None:
    lines = sheet(("Provider", "Wk1", "Wk2"), ("Isle Gardens", Decimal(1), Decimal(2)))
    reading = one(lines)
    assert [heading.week for heading in reading.headings] == [None, None, None]
    assert asked(reading) == ["Wk1"]
    reading = one(lines, answers=Answers(fields={("Sheet1", 1): "2023-04-03"}))
    assert [heading.week for heading in reading.headings[1:]] == [WEEKS[0], WEEKS[1]]
    assert asked(reading) == []
    reading = one(lines, answers=Answers(fields={("Sheet1", 2): ""}))
    assert [heading.field for heading in reading.headings] == ["name", WEEK, ""]


def test_sheets_of_a_workbook_are_each_what_they_are() -> None:
    hidden = sheet(("Status",), ("Trading",), name="Lists", hidden=True)
    summary = sheet(("Month", "Number of enterprises"), ("April", Decimal(2)), name="Summary")
    readings = understood(REGISTER, WIDE, hidden, summary)
    assert [reading.kind for reading in readings] == ["enterprises", "hours", "", ""]
    assert "hidden" in readings[2].why


def test_a_person_may_say_what_a_sheet_is_or_leave_it_out() -> None:
    hidden = sheet(*REGISTER.rows, name="Old", hidden=True)
    said = Answers(kinds={"Old": "enterprises", "Enterprises": ""})
    readings = understood(hidden, REGISTER, answers=said)
    assert [reading.kind for reading in readings] == ["enterprises", ""]
    assert readings[1].why == "You left this sheet out."


def test_the_kind_that_was_said_of_a_file_holds_for_the_sheets_that_fit_it() -> None:
    kinds = [reading.kind for reading in understood(REGISTER, WIDE, said_kind="hours")]
    assert kinds == ["", "hours"]
    kinds = [reading.kind for reading in understood(REGISTER, WIDE, said_kind="enterprises")]
    assert kinds == ["enterprises", ""]
    kinds = [reading.kind for reading in understood(REGISTER, WIDE, said_kind="enquiries")]
    assert sorted(kinds) == ["", "enquiries"]
    assert [reading.kind for reading in understood(TYPICAL, said_kind="enterprises")] == [
        "enterprises"
    ]
