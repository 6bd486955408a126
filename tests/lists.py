"""Lists as simple as can be, for tests of the pages: no register stands behind them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from uploads.cells import Value
from uploads.columns import Column, ListKind, Unreadable, WeekColumns
from uploads.importing import Blank, CannotUndo, Examination, InRegister

NOT_KEPT = "contact details are not kept here"


def words(value: Value) -> str:
    """Any cell as words."""
    return str(value)


def figure(value: Value) -> Decimal:
    """A number of hours."""
    try:
        return Decimal(str(value))
    except InvalidOperation as problem:
        raise Unreadable("This is not a number", "Type hours as a number, like 12.5") from problem


def day(value: Value) -> date:
    """A day, written like 2022-01-03."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as problem:
        raise Unreadable("This is not a day", "Type a day, like 3 January 2022") from problem


NAME = Column("name", "Name", words, help="The enterprise’s name.", example="Fen Helpers")
NEEDED_NAME = Column(
    "name", "Name", words, help="The enterprise’s name.", example="Fen Helpers", required=True
)
POSTCODE = Column("postcode", "Postcode", words, help="Its postcode.", example="CB7 4EE", width=12)
REFERENCE = Column("reference", "Reference", words, help="Your own number for it.", width=12)
KIND = Column("service_type", "Kind of help", words, choices=("Personal care", "Meals"))
PAYER = Column("payer", "Who pays", words, choices=("Direct payment", "Own money"))

ENTERPRISES = ListKind(
    code="enterprises",
    name="Enterprises",
    about="Each enterprise once, with its stage.",
    columns=(
        REFERENCE,
        NEEDED_NAME,
        POSTCODE,
        Column("stage", "Stage", words, choices=("Forming", "Established", "Closed")),
        Column("stage_on", "Stage since", day, example="2022-01-03"),
        Column("typical_hours", "Hours in a usual week", figure, example="12.5"),
    ),
    needs=(frozenset({"name"}),),
    left_out=((NOT_KEPT, ("email", "phone")),),
)
ENQUIRIES = ListKind(
    code="enquiries",
    name="Enquiries",
    about="Each enquiry once, without who made it.",
    columns=(
        REFERENCE,
        Column("received_on", "Date received", day, required=True),
        Column("area", "Area", words),
    ),
    needs=(frozenset({"received_on"}),),
    left_out=((NOT_KEPT, ("email", "phone")),),
)
HOURS = ListKind(
    code="hours",
    name="Weekly hours",
    about="The hours that each enterprise gave, week by week.",
    columns=(
        REFERENCE,
        NAME,
        POSTCODE,
        KIND,
        PAYER,
        Column("week", "Week beginning", day),
        Column("hours", "Hours", figure, example="12.5"),
    ),
    needs=(frozenset({"name"}),),
    weeks=WeekColumns("hours", figure),
    left_out=((NOT_KEPT, ("email", "phone")),),
)
TYPICAL = ListKind(
    code="typical",
    name="Typical weeks",
    about="The hours in a usual week, where weeks are not counted.",
    columns=(REFERENCE, NEEDED_NAME, Column("hours", "Hours a week", figure), KIND),
    needs=(frozenset({"name", "hours"}),),
)
KINDS = (ENTERPRISES, ENQUIRIES, HOURS, TYPICAL)


class SimpleImporter:
    """Stands in for the register; `standing_in_the_way` is what keeps an upload from undoing."""

    def __init__(self, standing_in_the_way: Sequence[str] = ()) -> None:
        self.standing_in_the_way = standing_in_the_way
        self.undone: list[int] = []

    def kinds(self, programme: Any) -> tuple[ListKind, ...]:
        return KINDS

    def examine(self, *args: Any) -> Examination:
        return Examination()

    def numbers(self, what: str, count: int) -> Sequence[int]:
        return ()

    def save(self, upload: Any, changes: Any, by: Any) -> None:
        return None

    def undo(self, upload: Any, changes: Any, by: Any) -> None:
        if self.standing_in_the_way:
            raise CannotUndo(self.standing_in_the_way)
        self.undone.append(upload.pk)

    def hindrances(self, upload: Any, changes: Any) -> Sequence[str]:
        return self.standing_in_the_way

    def in_register(self, programme: Any) -> tuple[InRegister, ...]:
        return (
            InRegister(11, "Fen Helpers, CB7 4EE", "Fen Helpers"),
            InRegister(12, "Isle Gardens, CB6 1AA, reference I1", "Isle Gardens"),
            InRegister(13, "Isle Gardens, CB6 2BB", "Isle Gardens"),
        )

    def to_add(self, upload: Any, problem: Any, field: str) -> str:
        return ""

    def blank(self, programme: Any, kind: str, quarter: int) -> Blank:
        rows = ({"name": "=1+1", "postcode": "CB7 4EE", "reference": "007"}, {"name": "Lode Care"})
        if kind != "hours":
            return Blank(rows=({**rows[0], "typical_hours": "-12.5"},) if kind else ())
        start = programme.quarter(quarter).weeks[0]
        weeks = tuple(start + timedelta(weeks=number) for number in range(3))
        return Blank(rows=rows, weeks=weeks, period=programme.quarter(quarter).full_label)
