"""When a return is due and overdue, and what is said of it. No database."""

from datetime import date

import pytest

from accounts.models import Council
from programmes.models import Programme, QuarterlyReturn
from programmes.schedule import Standing, due_day
from programmes.timeline import STATUS_AFTER, TITLES, replay

PROGRAMME = Programme(
    council=Council(), start_date=date(2022, 1, 1), quarter_count=8, return_due_days=28
)
FIRST = PROGRAMME.quarters()[0]


def standing(
    today: date, status: str = "", version: int = 1, approved: QuarterlyReturn | None = None
) -> Standing:
    latest = QuarterlyReturn(status=status, version=version) if status else None
    if status == "approved":
        approved = latest
    return Standing(FIRST, due_day(PROGRAMME, FIRST), today, latest, approved)


@pytest.mark.parametrize(
    ("today", "tag", "words"),
    [
        (date(2021, 12, 31), "Not begun", ""),
        (date(2022, 1, 1), "Under way", ""),
        (date(2022, 3, 31), "Under way", ""),
        (date(2022, 4, 1), "Due", ""),
        (date(2022, 4, 28), "Due", ""),
        (date(2022, 4, 29), "Overdue", "Overdue by 1 day"),
        (date(2026, 8, 23), "Overdue", "Overdue by more than 4 years"),
    ],
)
def test_a_return_nobody_began(today: date, tag: str, words: str) -> None:
    found = standing(today)
    assert (found.tag[0], found.words) == (tag, words)


@pytest.mark.parametrize(
    ("status", "days", "fills", "decides"),
    [
        ("draft", 3, True, False),
        ("sent_back", 3, True, False),
        ("submitted", 0, False, True),
        ("approved", 0, False, False),
    ],
)
def test_a_return_is_late_only_while_the_commissioner_has_it(
    status: str, days: int, fills: bool, decides: bool
) -> None:
    found = standing(date(2022, 5, 1), status)
    assert found.days_over == days
    assert (found.waits_for_commissioner, found.waits_for_decision) == (fills, decides)


def test_a_reopened_return_is_not_late() -> None:
    before = QuarterlyReturn(status="approved", version=1)
    found = standing(date(2023, 1, 1), "draft", version=2, approved=before)
    assert found.days_over == 0
    assert found.waits_for_commissioner
    assert found.words == "Version 2, version 1 counts until this is approved"


def test_every_step_has_words_and_a_status() -> None:
    assert STATUS_AFTER.keys() == TITLES.keys()
    assert replay([]) is None
    assert replay(["return.opened", "return.saved"]) == "draft"
    sent_back = ["return.opened", "return.submitted", "return.sent_back", "return.saved"]
    assert replay(sent_back) == "sent_back"
