"""A cell emptied on the page keeps what the register has, as the question says."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from enterprises.actions import hours, service_types, typical_weeks
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from tests.integration.enterprises.making import words
from tests.integration.uploads.conversing import Talk
from uploads.models import Upload

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2022, 1, 10), date(2022, 1, 17)
LONG = "Reference,Name,Week beginning,Kind of help,Hours\n"


@pytest.fixture
def ely(talk: Talk) -> Enterprise:
    """An enterprise of the register; its first week's hours were typed by kind and payer."""
    talk.saved()
    found: Enterprise = Enterprise.unscoped.get(reference="A1")
    kinds = service_types.set_up(council=talk.world.council, by=talk.world.keeper)
    lines = [
        hours.WeekEntry(Decimal("4.5"), kinds["personal-care"], "direct_payment"),
        hours.WeekEntry(Decimal(8), kinds["befriending"], "self_funded"),
    ]
    hours.record_weeks(enterprise=found, by=talk.world.keeper, weeks={FIRST: lines})
    return found


def recorded(one: Enterprise) -> dict[date, list[Decimal]]:
    found: dict[date, list[Decimal]] = {}
    for row in WeeklyHours.unscoped.filter(enterprise=one).order_by("hundredths"):
        found.setdefault(row.week_start, []).append(row.hours)
    return found


def emptied(talk: Talk, upload: Upload, code: str, box: str) -> Upload:
    """Empty the box as the question says, and put the list in."""
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url("upload_problems", upload=upload.pk)
    page = client.get(url)
    assert [part.group.first.code for part in page.context["form"].parts] == [code]
    assert "mpty the cell" in words(page)
    client.post(url, {box: "", "edition": str(upload.edition)})
    checked = talk.worked(upload)
    assert checked.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    return talk.confirm(checked)


@pytest.mark.parametrize(
    ("text", "code", "box"),
    [
        ("Reference,Name,10/1/2022,17/1/2022\nA1,Ely Home Help,14,15\n",
         "hours.split_lost", "fix_0_2_2"),
        (LONG + "A1,Ely Home Help,10/1/2022,,14\nA1,Ely Home Help,17/1/2022,,15\n",
         "hours.split_lost", "fix_0_2_4"),
        (LONG + "A1,Ely Home Help,10/1/2022,Meals,14\nA1,Ely Home Help,17/1/2022,,15\n",
         "hours.lines_lost", "fix_0_2_4"),
    ],
)  # fmt: skip
def test_hours_of_one_week_are_kept_and_those_of_the_next_go_in(
    talk: Talk, ely: Enterprise, text: str, code: str, box: str
) -> None:
    emptied(talk, talk.hand_in(text, "Hours.csv"), code, box)
    assert recorded(ely) == {FIRST: [Decimal("4.5"), Decimal(8)], SECOND: [Decimal(15)]}


def test_a_typical_week_that_somebody_typed_is_kept(talk: Talk, ely: Enterprise) -> None:
    kinds = service_types.set_up(council=talk.world.council, by=talk.world.keeper)
    typical_weeks.set_typical_week(
        enterprise=ely,
        by=talk.world.keeper,
        valid_from=SECOND,
        valid_to=None,
        hours=Decimal(9),
        service_type=kinds["not-recorded"],
    )
    text = (
        "Reference,Name,Typical hours a week,First week\n"
        "A1,Ely Home Help,12,17/1/2022\nA2,Fen Gardens,6,7/3/2022\n"
    )
    emptied(talk, talk.hand_in(text, "Typical.csv"), "typical.typed_by_hand", "fix_0_2_2")
    found = TypicalWeek.unscoped.order_by("enterprise__reference")
    assert [(one.enterprise.reference, one.hours) for one in found] == [("A1", 9), ("A2", 6)]


def test_the_day_of_a_stage_is_kept_and_the_rest_of_the_row_goes_in(talk: Talk) -> None:
    talk.saved()
    text = "Reference,Name,Postcode,Established on\nA1,Ely Home Help,CB7 4EF,5 May 2022\n"
    emptied(talk, talk.hand_in(text, "Moved.csv"), "enterprises.other_quarter", "fix_0_2_3")
    kept = EnterpriseStage.unscoped.get(enterprise__reference="A1")
    assert (kept.on, kept.enterprise.postcode) == (date(2022, 1, 5), "CB7 4EF")
