"""What needs attention: returns by their dates, measures, baselines, targets; a few lines."""

from dataclasses import replace
from datetime import date

from dashboards.attention import Kind, matters
from dashboards.board import (
    BaselineFacts,
    Board,
    ReturnFacts,
    ReturnStatus,
)
from dashboards.standing import standings
from programmes.moved import Moved
from tests.unit.dashboards.making import a_board, a_measure


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
    assert [(matter.kind, matter.quarter_number) for matter in found] == [(Kind.RETURN, None)]
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
            "1 baseline is still to be established: Enquiries (due by 1 February 2021). "
            "Until then it is not judged.",
        ),
        (
            "Baseline to be set",
            "1 baseline is still to be established: Jobs. Until then it is not judged.",
        ),
        ("Target to be agreed", "1 target is still to be agreed: Pending list."),
    ]


def test_what_cannot_be_judged_for_want_of_a_baseline_or_a_date_is_said_with_its_target() -> None:
    nobodys = replace(a_measure((1, "40")), baseline=None, aggregation="latest")
    board = a_board(
        {1: ("0", "1", None)},
        today=date(2021, 4, 5),
        measures=[
            replace(nobodys, name="Jobs"),
            replace(nobodys, name="Without a figure", readings=()),
            a_measure((1, "40"), name="Visits", due=None),
        ],
    )
    assert lines(board) == [
        (
            "Not judged",
            "Neither on track nor off it, because no baseline is recorded to say what should be "
            "reached by now: Jobs (40 in Y1 Q1; the target is at least 200 by Y1 Q4 "
            "(December 2021)).",
        ),
        (
            "Not judged",
            "Neither on track nor off it, because the target has no date: Visits (40 to Y1 Q1; "
            "the target is at least 200, no date set).",
        ),
    ]


def test_a_plan_that_judges_a_measure_needs_no_baseline() -> None:
    judged = a_measure((1, "10"), baseline=None, code="hours_per_week", name="Hours")
    board = a_board({1: ("10", "1", None)}, today=date(2021, 4, 5), measures=[judged])
    assert ("Baseline to be set", "1 baseline is still to be established: Hours.") in lines(board)


def with_moved(*quarters: int) -> Board:
    """A board with approved returns, of which the register has moved away from some."""
    board = a_board(dict.fromkeys((1, 2, 3), ("70", "1", None)), today=date(2021, 10, 5))
    enquiries = {n: Moved(n, 7, "Enquiries", "10", "10", "12") for n in quarters}
    hours = Moved(2, 8, "Hours a week", "75 hours a week", "70.5 hours a week", None)
    return replace(
        board, moved={n: (one, hours) if n == 2 else (one,) for n, one in enquiries.items()}
    )


def moved(board: Board) -> list[str]:
    return [text for tag, text in lines(board) if tag == "Differs from approved"]


def test_a_register_that_says_the_same_as_when_approved_needs_nothing() -> None:
    assert moved(with_moved()) == []


def test_a_register_that_has_moved_since_approval_is_said_measure_by_measure() -> None:
    assert moved(with_moved(1, 2)) == [
        "The register has changed since the return for Y1 Q1 · Jan–Mar 2021 was approved. "
        "Enquiries: the register now says 12; the return says 10. "
        "The figures here are still of what was approved.",
        "The register has changed since the return for Y1 Q2 · Apr–Jun 2021 was approved. "
        "Enquiries: the register now says 12; the return says 10. "
        "Hours a week: the register now says nothing, no longer 70.5 hours a week; "
        "the return says 75 hours a week. "
        "The figures here are still of what was approved.",
    ]


def test_many_moved_quarters_are_one_line_about_no_single_one() -> None:
    about = [
        matter.quarter_number
        for board in (with_moved(1, 2), with_moved(1, 2, 3))
        for matter in matters(board, ())
        if matter.tag == "Differs from approved"
    ]
    assert about == [1, 2, None]
    assert moved(with_moved(1, 2, 3)) == [
        "The register no longer says what the approved returns for Y1 Q1, Y1 Q2 and Y1 Q3 say: "
        "Enquiries; Hours a week. The figures here are still of what was approved."
    ]
