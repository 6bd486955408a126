"""A cell emptied on the page keeps what the register has, as the question says."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from enterprises.actions import hours, service_types, typical_weeks
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from tests.integration.uploads.conversing import Talk
from uploads.models import Upload, UploadProblem

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2022, 1, 10), date(2022, 1, 17)
TYPICAL = "Reference,Name,Typical hours a week,First week,Last week\n"
LONG = "Reference,Name,Week beginning,Kind of help,Hours\n"


@pytest.fixture
def ely(talk: Talk) -> Enterprise:
    """An enterprise of the register, without any hours."""
    talk.saved()
    found: Enterprise = Enterprise.unscoped.get(reference="A1")
    return found


def typed(talk: Talk, one: Enterprise, *lines: tuple[str, str, str]) -> None:
    """Type the lines of the first week: hours, kind of help, payer."""
    kinds = service_types.set_up(council=talk.world.council, by=talk.world.keeper)
    week = [hours.WeekEntry(Decimal(hours_), kinds[kind], payer) for hours_, kind, payer in lines]
    hours.record_weeks(enterprise=one, by=talk.world.keeper, weeks={FIRST: week})


def recorded(one: Enterprise) -> dict[date, list[Decimal]]:
    """The lines of each week, the shortest first."""
    found: dict[date, list[Decimal]] = {}
    for row in WeeklyHours.unscoped.filter(enterprise=one).order_by("hundredths"):
        found.setdefault(row.week_start, []).append(row.hours)
    return found


def emptied(
    talk: Talk, upload: Upload, code: str, *boxes: str, of: Sequence[str] | None = None
) -> Upload:
    """Empty the boxes as the question says, all or those `of` them, and put the list in."""
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url("upload_problems", upload=upload.pk)
    page = client.get(url)
    (part,) = page.context["form"].parts
    assert part.group.first.code == code
    assert "mpty " in part.group.first.remedy
    assert {cell.box.html_name for cell in part.cells if cell.box} == set(boxes)
    client.post(url, dict.fromkeys(of or boxes, "") | {"edition": str(upload.edition)})
    checked = talk.worked(upload)
    assert checked.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    return talk.confirm(checked)


PARTS = (("4.5", "personal-care", "direct_payment"), ("8", "befriending", "self_funded"))
WHOLE = (("20", "not-recorded", "unknown"),)
NEXT = "A1,Ely Home Help,17/1/2022,,15\n"


@pytest.mark.parametrize(
    ("before", "text", "code", "boxes"),
    [
        (PARTS, "Reference,Name,10/1/2022,17/1/2022\nA1,Ely Home Help,14,15\n",
         "hours.split_lost", ("fix_0_2_2",)),
        (PARTS, f"{LONG}A1,Ely Home Help,10/1/2022,,14\n{NEXT}",
         "hours.split_lost", ("fix_0_2_4",)),
        (PARTS, f"{LONG}A1,Ely Home Help,10/1/2022,Meals,14\n{NEXT}",
         "hours.lines_lost", ("fix_0_2_4",)),
        (WHOLE, f"{LONG}A1,Ely Home Help,10/1/2022,,14\n{NEXT}",
         "hours.typed_by_hand", ("fix_0_2_4",)),
        (WHOLE, f"{LONG}A1,Ely Home Help,10/1/2022,Personal care,5\n"
         f"A1,Ely Home Help,10/1/2022,Befriending,20\n{NEXT}",
         "hours.typed_by_hand", ("fix_0_2_4", "fix_0_3_4")),
        (WHOLE, f"{LONG}A1,Ely Home Help,10/1/2022,Personal care,5\n"
         f"A1,Ely Home Help,10/1/2022,Befriending,6\n{NEXT}",
         "hours.less_than_total", ("fix_0_2_4", "fix_0_3_4")),
    ],
)  # fmt: skip
def test_hours_of_one_week_are_kept_and_those_of_the_next_go_in(
    talk: Talk,
    ely: Enterprise,
    before: tuple[tuple[str, str, str], ...],
    text: str,
    code: str,
    boxes: tuple[str, ...],
) -> None:
    typed(talk, ely, *before)
    emptied(talk, talk.hand_in(text, "Hours.csv"), code, *boxes)
    kept = [Decimal(hours_) for hours_, _, _ in before]
    assert recorded(ely) == {FIRST: kept, SECOND: [Decimal(15)]}


def typed_typical(talk: Talk, one: Enterprise, last: date | None = None) -> None:
    """Type a usual week of nine hours."""
    kinds = service_types.set_up(council=talk.world.council, by=talk.world.keeper)
    typical_weeks.set_typical_week(
        enterprise=one,
        by=talk.world.keeper,
        valid_from=SECOND,
        valid_to=last,
        hours=Decimal(9),
        service_type=kinds["not-recorded"],
    )


def typical() -> list[tuple[str, Decimal]]:
    found = TypicalWeek.unscoped.order_by("enterprise__reference", "valid_from")
    return [(one.enterprise.reference, one.hours) for one in found]


def test_a_typical_week_that_somebody_typed_is_kept(talk: Talk, ely: Enterprise) -> None:
    typed_typical(talk, ely)
    text = f"{TYPICAL}A1,Ely Home Help,12,17/1/2022,\nA2,Fen Gardens,6,7/3/2022,\n"
    emptied(talk, talk.hand_in(text, "Typical.csv"), "typical.typed_by_hand", "fix_0_2_2")
    assert typical() == [("A1", 9), ("A2", 6)]


def test_a_later_typical_week_that_overlaps_the_kept_one_is_emptied_too(
    talk: Talk, ely: Enterprise
) -> None:
    typed_typical(talk, ely, last=date(2022, 6, 27))
    text = (
        f"{TYPICAL}A1,Ely Home Help,,17/1/2022,28/3/2022\n"
        "A1,Ely Home Help,15,4/4/2022,\nA2,Fen Gardens,6,7/3/2022,\n"
    )
    boxes = ("fix_0_3_2", "fix_0_3_3", "fix_0_3_4")
    emptied(talk, talk.hand_in(text, "Typical.csv"), "typical.overlap", *boxes, of=boxes[:1])
    assert typical() == [("A1", 9), ("A2", 6)]


def test_the_day_of_a_stage_is_kept_and_the_rest_of_the_row_goes_in(talk: Talk) -> None:
    talk.saved()
    text = "Reference,Name,Postcode,Established on\nA1,Ely Home Help,CB7 4EF,5 May 2022\n"
    emptied(talk, talk.hand_in(text, "Moved.csv"), "enterprises.other_quarter", "fix_0_2_3")
    kept = EnterpriseStage.unscoped.get(enterprise__reference="A1")
    assert (kept.on, kept.enterprise.postcode) == (date(2022, 1, 5), "CB7 4EF")


def test_both_cells_that_give_a_day_are_emptied(talk: Talk) -> None:
    talk.saved()
    text = (
        "Reference,Name,Postcode,Stage,Date of that stage,Established on\n"
        "A1,Ely Home Help,CB7 4EF,Established,5 May 2022,5 May 2022\n"
    )
    upload = talk.hand_in(text, "Both.csv")
    emptied(talk, upload, "enterprises.other_quarter", "fix_0_2_5", "fix_0_2_4")
    kept = EnterpriseStage.unscoped.get(enterprise__reference="A1")
    assert (kept.on, kept.enterprise.postcode) == (date(2022, 1, 5), "CB7 4EF")


def test_hours_that_stand_in_another_sheet_too_are_said_to(talk: Talk, ely: Enterprise) -> None:
    typed(talk, ely, *WHOLE)
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("Befriending")
    for sheet, kind, figure in ((first, "Personal care", 5), (second, "Befriending", 6)):
        sheet.append(["Reference", "Name", "Week beginning", "Kind of help", "Hours"])
        sheet.append(["A1", "Ely Home Help", datetime(2022, 1, 10), kind, figure])  # noqa: DTZ001
    content = BytesIO()
    book.save(content)
    upload = talk.hand_in_bytes(content.getvalue(), "Two.xlsx", "hours")
    problem = UploadProblem.unscoped.get(upload=upload, code="hours.less_than_total")
    assert "some of it in sheet “" in problem.about
