"""What the stages of a row make of the stages that are recorded."""

from datetime import date
from typing import Any

import pytest

from enterprises.importers.snapshot import StageRow
from enterprises.importers.stage_plan import Left, plan, stage_now

JAN, FEB, MAR, APR = (date(2022, month, 1) for month in (1, 2, 3, 4))


def rows(*given: tuple[str, date | None]) -> list[StageRow]:
    return [StageRow(number, stage, on) for number, (stage, on) in enumerate(given, start=1)]


def planned(
    recorded: list[StageRow], **values: Any
) -> tuple[list[tuple[int | None, str, date | None]], list[tuple[str, Left]]]:
    found = plan(recorded, values)
    return [(row.number, row.stage, row.on) for row in found.after], list(found.left)


@pytest.mark.parametrize(
    ("recorded", "values", "after"),
    [
        # New ones, from columns of their own or from a stage with its day.
        ([], {"established_on": JAN}, [(None, "established", JAN)]),
        ([], {"stage": "established", "stage_on": JAN}, [(None, "established", JAN)]),
        (
            [],
            {"stage": "established", "stage_on": JAN, "established_on": JAN},
            [(None, "established", JAN)],
        ),
        (
            [],
            {"closed_on": APR, "established_on": JAN, "stage": "closed"},
            [(None, "established", JAN), (None, "closed", APR)],
        ),
        # Recorded already.
        ([("established", JAN)], {"established_on": JAN}, [(1, "established", JAN)]),
        ([("established", JAN)], {"stage": "established"}, [(1, "established", JAN)]),
        ([("established", None)], {"stage": "established"}, [(1, "established", None)]),
        ([("established", JAN)], {}, [(1, "established", JAN)]),
        # A day found for a stage without one.
        ([("established", None)], {"established_on": FEB}, [(1, "established", FEB)]),
        (
            [("paused", None), ("paused", JAN)],
            {"paused_on": FEB},
            [(1, "paused", FEB), (2, "paused", JAN)],
        ),
        # A correction.
        ([("established", JAN)], {"established_on": FEB}, [(1, "established", FEB)]),
        ([("paused", JAN)], {"paused_on": FEB}, [(1, "paused", FEB)]),
        # Paused a second time, after it had begun again: no correction.
        (
            [("established", JAN), ("paused", FEB), ("established", MAR)],
            {"paused_on": APR},
            [
                (1, "established", JAN),
                (2, "paused", FEB),
                (3, "established", MAR),
                (None, "paused", APR),
            ],
        ),
        # Began again after a pause that the register or the row knows.
        (
            [("established", JAN), ("paused", FEB)],
            {"stage": "established", "stage_on": MAR},
            [(1, "established", JAN), (2, "paused", FEB), (None, "established", MAR)],
        ),
        (
            [("established", JAN)],
            {"paused_on": FEB, "stage": "established", "stage_on": MAR},
            [(1, "established", JAN), (None, "paused", FEB), (None, "established", MAR)],
        ),
        # The download of the register: stage since, and first established.
        (
            [("established", JAN), ("paused", FEB), ("established", MAR)],
            {"stage": "established", "stage_on": MAR, "established_on": JAN},
            [(1, "established", JAN), (2, "paused", FEB), (3, "established", MAR)],
        ),
    ],
)
def test_what_becomes_of_the_stages(
    recorded: list[tuple[str, date | None]],
    values: dict[str, Any],
    after: list[tuple[int | None, str, date | None]],
) -> None:
    assert planned(rows(*recorded), **values) == (after, [])


def test_a_stage_without_a_day_is_added_and_said() -> None:
    after, left = planned([], stage="established")
    assert after == [(None, "established", None)]
    assert left == [("stage", Left.UNDATED)]


def test_of_one_that_has_closed_the_day_is_asked_for_and_it_is_closed_from_then_on() -> None:
    recorded = rows(("established", JAN))
    after, left = planned(recorded, stage="closed")
    assert after == [(1, "established", JAN), (None, "closed", None)]
    assert left == [("stage", Left.CLOSED_UNDATED)]
    closed = rows(("established", JAN), ("closed", None))
    assert stage_now(closed) == "closed"
    assert planned(closed, stage="closed") == (
        [(1, "established", JAN), (2, "closed", None)],
        [],
    )


def test_a_stage_without_a_day_does_not_undo_a_later_one() -> None:
    recorded = rows(("established", JAN), ("closed", FEB))
    assert planned(recorded, stage="established") == (
        [(1, "established", JAN), (2, "closed", FEB)],
        [("stage", Left.LATER)],
    )


def test_of_a_stage_recorded_twice_nobody_knows_which_is_meant() -> None:
    recorded = rows(("paused", JAN), ("paused", FEB))
    assert planned(recorded, paused_on=MAR) == (
        [(1, "paused", JAN), (2, "paused", FEB)],
        [("paused_on", Left.SEVERAL)],
    )


def test_two_days_for_one_new_stage_are_both_taken_and_asked_about() -> None:
    after, left = planned([], stage="established", stage_on=MAR, established_on=JAN)
    assert after == [(None, "established", JAN), (None, "established", MAR)]
    assert left == [("stage_on", Left.TWO_DAYS)]


def test_the_stage_now_is_the_latest_by_day_and_of_undated_ones_the_furthest() -> None:
    assert stage_now([]) is None
    assert stage_now(rows(("paused", None), ("established", JAN))) == "established"
    assert stage_now(rows(("in_development", None), ("accredited", None))) == "accredited"
    assert stage_now(rows(("established", JAN), ("accredited", JAN))) == "accredited"
