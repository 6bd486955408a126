"""How a measure stands: sums with gaps, shares of too few, targets that are not agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dashboards.board import BaselineFacts, Board, MeasureFacts, MeasureStanding, TargetFacts
from dashboards.standing import standing, target_in_force
from programmes import codes
from programmes.progress import Rag
from tests.unit.dashboards.making import a_board, a_measure, a_share

BOARD = a_board(today=date(2021, 10, 5))


def stands(measure: MeasureFacts, board: Board = BOARD) -> MeasureStanding:
    return standing(measure, board)


def test_a_sum_is_held_against_a_straight_line_at_the_end_of_its_last_quarter() -> None:
    found = stands(a_measure((1, "40"), (2, "60")))
    assert (found.value, found.value_quarter) == (100, BOARD.quarters[1])
    # 181 of the 365 days to the end of Y1 Q4 have passed.
    assert found.expected == Fraction(200 * 181, 365)
    assert found.rag is Rag.ON_TRACK


def test_no_reading_is_no_data_and_never_nought() -> None:
    for measure in (a_measure(), a_measure((1, None))):
        found = stands(measure)
        assert found.value is None
        assert found.rag is Rag.NO_DATA


def test_a_reading_of_nought_is_a_reading() -> None:
    found = stands(a_measure((1, "0")))
    assert found.value == 0
    assert found.rag is Rag.OFF_TRACK


def test_a_sum_with_a_gap_is_never_judged_off_track_but_may_be_on_it() -> None:
    low = stands(a_measure((1, "10"), (3, "10")))
    assert low.rag is Rag.NO_DATA
    assert low.missing_quarters == (BOARD.quarters[1],)
    assert stands(a_measure((1, "100"), (3, "100"))).rag is Rag.ON_TRACK


def test_a_baseline_to_be_established_blocks_a_status() -> None:
    assert stands(a_measure((1, "500"), baseline=None)).rag is Rag.BASELINE_TO_BE_SET


def without_baseline(*readings: tuple[int, str | None], direction: str = "up") -> MeasureFacts:
    """A count of the quarter for which nobody recorded where it began; to be 200 by Y1 Q4."""
    measure = a_measure(*readings)
    return replace(measure, baseline=None, aggregation="latest", direction=direction)


def test_without_a_baseline_a_target_that_is_due_is_judged_plainly() -> None:
    board = a_board(today=date(2022, 1, 5))
    for value, rag in (("199", Rag.AT_RISK), ("165", Rag.AT_RISK), ("150", Rag.OFF_TRACK)):
        found = stands(without_baseline((4, value)), board)
        assert (found.rag, found.expected, found.met) == (rag, 200, False)
    assert stands(without_baseline((4, "200")), board).rag is Rag.ON_TRACK


def test_without_a_baseline_a_target_that_is_reached_early_is_on_track() -> None:
    assert stands(without_baseline((2, "200"))).rag is Rag.ON_TRACK
    assert stands(without_baseline((2, "200"), direction="down")).rag is Rag.ON_TRACK


def test_without_a_baseline_nothing_is_judged_on_the_way() -> None:
    for direction, value in (("up", "199"), ("down", "201")):
        found = stands(without_baseline((2, value), direction=direction))
        assert (found.rag, found.expected) == (Rag.BASELINE_TO_BE_SET, None)


def test_a_baseline_to_be_established_blocks_a_status_on_the_day_it_is_due_as_well() -> None:
    waits = replace(a_measure((4, "150"), baseline=None), aggregation="latest")
    found = stands(waits, a_board(today=date(2022, 1, 5)))
    assert (found.rag, found.expected, found.met) == (Rag.BASELINE_TO_BE_SET, None, False)


def test_a_target_to_be_agreed_blocks_a_status_and_one_to_be_confirmed_does_not() -> None:
    assert stands(a_measure((1, "90"), state="to_be_agreed")).rag is Rag.TARGET_TO_BE_AGREED
    assert stands(a_measure((1, "90"), state="to_be_confirmed")).rag is Rag.ON_TRACK
    assert stands(a_measure((1, "90"), target=None)).rag is Rag.TARGET_TO_BE_AGREED


def test_a_target_without_a_date_is_not_judged() -> None:
    found = stands(a_measure((1, "90"), due=None))
    assert found.rag is Rag.NO_DATE
    assert found.expected is None


def test_a_change_from_an_unknown_baseline_waits_for_the_baseline() -> None:
    fall = TargetFacts(4, 1, "change", "<=", Decimal(-25), "agreed", True)
    measure = replace(
        a_measure((2, "80"), baseline=None), direction="down", aggregation="latest", targets=(fall,)
    )
    assert stands(measure).rag is Rag.BASELINE_TO_BE_SET
    known = replace(measure, baseline=a_measure(baseline="100").baseline)
    assert stands(known).level == 75
    # 12.4 of the 25 should have gone by the end of June; 20 have.
    assert stands(known).rag is Rag.ON_TRACK


def test_two_thirds_shows_as_67_and_misses_67() -> None:
    found = stands(a_share((2, "20", "30"), (4, "0", "0.0001")), a_board(today=date(2022, 1, 5)))
    assert found.rag is not Rag.TOO_FEW
    at_due = stands(a_share((4, "20", "30")), a_board(today=date(2022, 1, 5)))
    assert at_due.value == Fraction(200, 3)
    assert at_due.met is False
    assert stands(a_share((4, "68", "100")), a_board(today=date(2022, 1, 5))).met is True


def test_a_share_adds_answers_up_and_never_averages_percentages() -> None:
    found = stands(a_share((1, "1", "10"), (2, "90", "90")))
    assert found.value == 91


def test_a_share_is_held_against_its_target_from_the_start() -> None:
    assert stands(a_share((1, "20", "100"))).expected == 67


def test_too_few_answers_are_not_shown() -> None:
    found = stands(a_share((1, "3", "4")))
    assert found.rag is Rag.TOO_FEW
    assert found.value is None
    assert stands(a_share((1, "3", "5"))).value == 60


def test_hours_follow_the_plan_and_not_a_straight_line() -> None:
    measure = replace(
        a_measure((3, "170"), target="250"), code=codes.HOURS_PER_WEEK, aggregation="latest"
    )
    found = stands(measure)
    assert found.expected == 175
    assert found.rag is Rag.ON_TRACK


def test_met_is_said_only_once_the_due_quarter_is_reported() -> None:
    assert stands(a_measure((1, "500"))).met is None
    assert stands(a_measure((1, "0"), (2, "0"), (3, "0"), (4, "199"))).met is False
    assert stands(a_measure((1, "0"), (2, "0"), (3, "0"), (4, "200"))).met is True
    # With a gap it is at least this, so it can be met but not missed.
    assert stands(a_measure((1, "0"), (4, "10"))).met is None


def test_the_next_target_due_is_in_force_then_the_last() -> None:
    one, two, undated = (
        TargetFacts(due, 1, "level", ">=", Decimal(1), "agreed", True) for due in (4, 8, None)
    )
    assert target_in_force((two, undated, one), 4) is one
    assert target_in_force((two, undated, one), 5) is two
    assert target_in_force((two, one), 9) is two
    assert target_in_force((undated,), 1) is undated
    assert target_in_force((), 1) is None


def test_a_target_due_after_the_last_quarter_still_has_a_date() -> None:
    assert stands(a_measure((1, "90"), due=12)).rag is Rag.ON_TRACK


def test_what_is_added_up_counts_from_nil_without_a_baseline() -> None:
    counted = replace(a_measure((1, "40"), (2, "60")), baseline=None)
    found = stands(counted)
    assert found.expected == Fraction(200 * 181, 365)
    assert found.rag is Rag.ON_TRACK


def test_what_stood_before_is_not_expected_of_a_sum() -> None:
    there = BaselineFacts("established", Decimal(60), None, "")
    found = stands(replace(a_measure((1, "50")), baseline=there))
    assert found.expected == Fraction(200 * 90, 365)
    assert found.rag is Rag.ON_TRACK


def test_a_latest_figure_counts_from_its_baseline() -> None:
    there = BaselineFacts("established", Decimal(60), None, "")
    measure = replace(a_measure((1, "80")), baseline=there, aggregation="latest")
    assert stands(measure).expected == 60 + Fraction(140 * 90, 365)
    assert stands(replace(measure, baseline=None)).rag is Rag.BASELINE_TO_BE_SET


def test_a_target_that_was_due_and_is_missed_is_not_on_track() -> None:
    ended = a_board(today=date(2022, 1, 5))
    nearly = a_measure((1, "50"), (2, "50"), (3, "50"), (4, "49"))
    assert (stands(nearly, ended).met, stands(nearly, ended).rag) == (False, Rag.AT_RISK)
    # On the way there, the same share of what is expected is on track.
    assert stands(a_measure((1, "49"))).rag is Rag.ON_TRACK


def test_more_than_is_not_at_least() -> None:
    ended = a_board(today=date(2022, 1, 5))
    exactly = a_share((4, "67", "100"))
    assert (stands(exactly, ended).met, stands(exactly, ended).rag) == (True, Rag.ON_TRACK)
    over = replace(exactly, targets=(replace(exactly.targets[0], comparator=">"),))
    assert (stands(over, ended).met, stands(over, ended).rag) == (False, Rag.AT_RISK)


def test_a_sum_with_a_gap_may_still_pass_a_ceiling() -> None:
    """So far 9 of at most 10: the missing quarter may have had more. 11 are too many already."""
    ceiling = TargetFacts(4, 1, "level", "<=", Decimal(10), "agreed", True)
    few, many = (
        replace(a_measure((1, "2"), (4, last)), direction="down", targets=(ceiling,))
        for last in ("7", "9")
    )
    assert stands(few, a_board(today=date(2022, 1, 5))).met is None
    assert stands(many, a_board(today=date(2022, 1, 5))).met is False


def test_a_measure_to_be_kept_is_judged_by_its_range() -> None:
    kept = replace(
        a_measure((4, "49"), target="50"),
        direction="keep",
        aggregation="latest",
        tolerance_percent=Decimal(5),
    )
    found = stands(kept, a_board(today=date(2022, 1, 5)))
    assert (found.met, found.rag) == (False, Rag.ON_TRACK)
