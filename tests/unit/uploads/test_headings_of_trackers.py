"""Headings that real trackers have, each beside what is taken for certain, asked or left out.

Whoever takes the day of a telephone call for the day on which an enterprise began to trade puts
it into a quarter that it does not belong to: nothing doubtful is taken without a question.
"""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import one, sheet
from uploads.cells import Value
from uploads.columns import IGNORED, Heading

DAYS: tuple[Value, ...] = (date(2023, 4, 3), date(2023, 5, 9), date(2023, 6, 20))
HOURS: tuple[Value, ...] = (Decimal(12), Decimal(7), Decimal("3.5"))
NAMES: tuple[Value, ...] = ("Isle Gardens", "Ely Help", "Fen Care")
PEOPLE: tuple[Value, ...] = ("Jo Brown", "Sam Green", "Ali Khan")
BESIDE: dict[str, tuple[str, tuple[Value, ...]]] = {
    "enterprises": ("Enterprise name", NAMES),
    "enquiries": ("Date of enquiry", DAYS),
}

SURE, ASKS, OUT = "sure", "asks", "out"


def heading_of(kind: str, heading: str, cells: tuple[Value, ...]) -> Heading:
    """How a column is taken beside the one that the kind of list needs."""
    name, needed = BESIDE[kind]
    rows = zip((name, *needed), (heading, *cells), strict=True)
    reading = one(sheet(*rows), said_kind=kind)
    return next(found for found in reading.headings if found.column == 1)


def judged(kind: str, heading: str, cells: tuple[Value, ...]) -> tuple[str, str]:
    """What a column is taken as, and how surely."""
    found = heading_of(kind, heading, cells)
    if found.field == IGNORED:
        return (OUT, "") if found.certain else (ASKS, "")
    return (SURE if found.certain else ASKS, found.field)


@pytest.mark.parametrize(
    ("heading", "how", "field"),
    [
        ("Stage date", SURE, "stage_on"),
        ("Status date", SURE, "stage_on"),
        ("Date of status", SURE, "stage_on"),
        ("Date status changed", SURE, "stage_on"),
        ("Since", SURE, "stage_on"),
        ("Date", ASKS, "stage_on"),
        ("As at", ASKS, "stage_on"),
        ("Date changed", ASKS, "stage_on"),
        ("Status updated", ASKS, "stage_on"),
        ("Date established", SURE, "established_on"),
        ("Started trading", SURE, "established_on"),
        ("Go live date", SURE, "established_on"),
        ("Start date", ASKS, "established_on"),
        ("Date started", ASKS, "established_on"),
        ("Expected start date", OUT, ""),
        ("Planned launch date", OUT, ""),
        ("Contract start date", OUT, ""),
        ("Date joined", SURE, "in_development_on"),
        ("Sign up date", SURE, "in_development_on"),
        ("Follow up date", OUT, ""),
        ("Accreditation date", SURE, "accredited_on"),
        ("Date added to directory", SURE, "accredited_on"),
        ("Date approved", ASKS, "accredited_on"),
        ("Signed off", ASKS, "accredited_on"),
        ("Date closed", SURE, "closed_on"),
        ("Date left", SURE, "closed_on"),
        ("End date", ASKS, "closed_on"),
        ("Contract end date", OUT, ""),
        ("Date of last contact", OUT, ""),
        ("Date last contacted", OUT, ""),
        ("Last updated", OUT, ""),
        ("Date last updated", OUT, ""),
        ("Date modified", OUT, ""),
        ("Review date", OUT, ""),
        ("Date of next review", OUT, ""),
        ("Last visit", OUT, ""),
        ("Insurance expiry date", OUT, ""),
        ("DBS date", OUT, ""),
        ("Date of training", OUT, ""),
        ("Date of grant", OUT, ""),
        ("Date registered with HMRC", OUT, ""),
        ("DOB", OUT, ""),
        ("D.O.B.", OUT, ""),
        ("Date of birth", OUT, ""),
        ("Birth date", OUT, ""),
    ],
)
def test_days_of_a_list_of_enterprises(heading: str, how: str, field: str) -> None:
    assert judged("enterprises", heading, DAYS) == (how, field)


@pytest.mark.parametrize(
    ("heading", "how", "field"),
    [
        ("Date of status", SURE, "status_on"),
        ("Date closed", SURE, "status_on"),
        ("Date of outcome", SURE, "status_on"),
        ("As at", ASKS, "status_on"),
        ("Status updated", ASKS, "status_on"),
        ("Date of last contact", OUT, ""),
        ("Last contact", OUT, ""),
        ("Date last contacted", OUT, ""),
        ("Date contacted", OUT, ""),
        ("Last updated", OUT, ""),
        ("Date modified", OUT, ""),
        ("Next contact date", OUT, ""),
        ("Contract start date", OUT, ""),
        ("Date of birth", OUT, ""),
        ("D.O.B.", OUT, ""),
    ],
)
def test_days_of_a_list_of_enquiries(heading: str, how: str, field: str) -> None:
    assert judged("enquiries", heading, DAYS) == (how, field)


@pytest.mark.parametrize(
    ("heading", "how", "field"),
    [
        ("Usual hours per week", SURE, "typical_hours"),
        ("Average hours per week", SURE, "typical_hours"),
        ("Hours", ASKS, "typical_hours"),
        ("Capacity", ASKS, "typical_hours"),
        ("Maximum hours per week", OUT, ""),
        ("Hours per client per week", OUT, ""),
        ("Available hours per week", OUT, ""),
        ("Target hours per week", OUT, ""),
        ("Hours last week", OUT, ""),
        ("Hours per month", OUT, ""),
        ("Rate per hour", OUT, ""),
        ("Cost per hour", OUT, ""),
    ],
)
def test_figures_of_a_list_of_enterprises(heading: str, how: str, field: str) -> None:
    assert judged("enterprises", heading, HOURS) == (how, field)


@pytest.mark.parametrize("heading", ["Referee", "Name of referee", "Owner", "Contact name"])
def test_a_column_of_people_is_left_out(heading: str) -> None:
    assert judged("enterprises", heading, PEOPLE) == (OUT, "")


def test_who_referred_a_person_may_be_a_person_and_is_asked() -> None:
    assert judged("enquiries", "Referred by", PEOPLE) == (ASKS, "heard_from")


def test_a_day_that_is_left_out_says_why() -> None:
    why = heading_of("enquiries", "Date of last contact", DAYS).why
    assert why == "This is not the day on which a stage or status was reached, so it is left out."
