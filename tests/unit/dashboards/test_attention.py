"""What needs attention: returns by their dates, measures, baselines, targets; a few lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dashboards.attention import Kind, matters
from dashboards.board import (
    BaselineFacts,
    Board,
    ReadingFacts,
    ReturnFacts,
    ReturnStatus,
)
from dashboards.standing import standings
from tests.unit.dashboards.making import a_board, a_measure, the_register


def lines(board: Board) -> list[tuple[str, str]]:
    return [(matter.tag, matter.text) for matter in matters(board, standings(board))]


def test_a_return_is_due_from_the_quarters_end_and_overdue_after_its_day() -> None:
    assert lines(a_board(today=date(2021, 3, 31))) == []
    assert lines(a_board(today=date(2021, 4, 1))) == [
        (
            "Due",
            "The return for Y1 Q1 · Jan–Mar 2021 is due by 28 April 2021: it has not been started.",
        )
    ]
    assert lines(a_board(today=date(2021, 4, 28)))[0][0] == "Due"
    assert lines(a_board(today=date(2021, 4, 29)))[0][0] == "Overdue"


def test_a_submitted_return_waits_for_approval() -> None:
    waiting = [ReturnFacts(1, 1, 1, ReturnStatus.SUBMITTED)]
    board = replace(a_board(today=date(2021, 5, 5)), returns=waiting)
    assert lines(board)[0][1].endswith("it is submitted and waits for approval.")


def test_an_approved_return_needs_nothing_until_it_is_reopened() -> None:
    board = a_board({1: ("0", "1", None)}, today=date(2021, 5, 5))
    assert lines(board) == []
    reopened = replace(board, returns=[*board.returns, ReturnFacts(2, 1, 2, ReturnStatus.DRAFT)])
    assert lines(reopened)[0][0] == "Being corrected"
    assert "version 2" in lines(reopened)[0][1]


def test_many_returns_that_nobody_began_are_one_line() -> None:
    found = matters(a_board(today=date(2023, 3, 1)), ())
    assert [(matter.kind, matter.quarter_number) for matter in found] == [(Kind.RETURN, 1)]
    assert found[0].text == (
        "8 returns have not been started: Y1 Q1 to Y2 Q4. The first was due by 28 April 2021."
    )


def test_measures_off_track_say_what_was_expected() -> None:
    board = a_board({1: ("0", "1", None)}, today=date(2021, 5, 5), measures=[a_measure((1, "10"))])
    assert lines(board) == [("Off track", "Enquiries (10, where 49 was expected by Y1 Q1).")]


def test_baselines_and_targets_that_are_still_open_are_named_by_what_is_late() -> None:
    late = BaselineFacts("to_be_established", None, date(2021, 2, 1), "Commissioner")
    board = a_board(
        today=date(2021, 3, 1),
        measures=[
            replace(a_measure(baseline=None), baseline=late),
            a_measure(baseline=None, name="Jobs"),
            a_measure(state="to_be_agreed", name="Pending list"),
            a_measure(targets=(), name="Without any target"),
        ],
    )
    assert lines(board) == [
        (
            "Baseline overdue",
            "1 baseline is still to be established: Enquiries (due by 1 February 2021).",
        ),
        ("Baseline to be set", "1 baseline is still to be established: Jobs."),
        ("Target to be agreed", "1 target is still to be agreed: Pending list."),
    ]


def with_hours(*said_then: tuple[int, str | None]) -> Board:
    """A board with approved returns and what the register said of their hours then.

    It now says 1,000 hours in 13 weeks, 76.92 a week, of every quarter.
    """
    readings = [
        ReadingFacts(number, Decimal(70), None, None, None if then is None else Decimal(then))
        for number, then in said_then
    ]
    measure = a_measure(code="hours_per_week", target=None, due=None, readings=tuple(readings))
    board = a_board({number: ("70", "1", None) for number, _ in said_then}, today=date(2022, 1, 5))
    hours = {number: the_register() for number, _ in said_then}
    return replace(board, measures=[replace(measure, targets=())], hours=hours)


def moved(board: Board) -> list[str]:
    return [text for tag, text in lines(board) if tag == "Differs from approved"]


def test_a_register_that_says_the_same_as_when_approved_needs_nothing() -> None:
    assert moved(with_hours((1, "76.92"), (2, None))) == []


def test_a_register_that_has_moved_since_approval_is_said_with_both_figures() -> None:
    assert moved(with_hours((1, "76.92"), (2, "70.5"))) == [
        "The register now says 76.92 hours a week for Y1 Q2 · Apr–Jun 2021; it said "
        "70.5 hours a week when the return was approved. "
        "The figures here are still of what was approved."
    ]


def test_many_moved_quarters_are_one_line() -> None:
    (text,) = moved(with_hours((1, "70"), (2, "70"), (3, "70")))
    assert text.startswith("The register's hours have changed since the returns for Y1 Q1, Y1 Q2")


def test_a_register_that_has_been_emptied_says_so() -> None:
    board = with_hours((1, "70"))
    emptied = the_register(measured=Decimal(0), estimated=Decimal(0), weeks_recorded=0)
    (text,) = moved(replace(board, hours={1: emptied}))
    assert text.startswith("The register now says nothing for Y1 Q1")
