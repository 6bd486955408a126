"""Hours in cells."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from programmes.money import round_half_away
from tests.unit.uploads.reading import outcome, remedy
from uploads.cells import Uncalculated, Value
from uploads.parsing import hours

HOURS = hours(most=10_000, nearest=round_half_away)
ESTIMATE = hours(most=10_000, nearest=round_half_away, estimate=True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Decimal("12"), "12"),
        (Decimal("12.50"), "12.5"),
        (Decimal("0"), "0"),
        (Decimal("-0"), "0"),
        (Decimal("10000"), "10000"),
        ("12", "12"),
        ("0", "0"),
        ("12.25", "12.25"),
        (".5", "0.5"),
        ("1,234.5", "1234.5"),
        ("12 hrs", "12"),
        ("12.5 hours", "12.5"),
        ("12h", "12"),
        ("12 hours per week", "12"),
        ("12 hrs/wk", "12"),
        ("12pw", "12"),
        ("12 p/w", "12"),
        ("7½", "7.5"),
        ("½ hr", "0.5"),
        ("7¾ hours", "7.75"),
        ("7:30", "7.5"),
        ("37:45", "37.75"),
        ("07:30:00", "7.5"),
        ("7h30", "7.5"),
        ("7h 30m", "7.5"),
        ("7 hours 30 minutes", "7.5"),
        ("7 hrs and 3 mins", "7.05"),
        ("45 mins", "0.75"),
        (time(7, 30), "7.5"),
        (timedelta(hours=37, minutes=45), "37.75"),
    ],
)
def test_hours_are_read_exactly(cell: Value, expected: str) -> None:
    read = outcome(HOURS, cell)
    assert isinstance(read, Decimal)
    assert str(read) == expected


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [
        (time(7, 20), "7.33"),
        ("7:20", "7.33"),
        ("7h40", "7.67"),
        (timedelta(hours=31, minutes=10), "31.17"),
        (Decimal("7.33333333333333"), "7.33"),  # =22/3
        (Decimal("7.3333"), "7.33"),
        ("7.667", "7.67"),
    ],
)
def test_minutes_that_are_not_exact_in_hundredths_are_read_to_the_nearest_and_said(
    cell: Value, nearest: str
) -> None:
    assert outcome(HOURS, cell) == ("notes", Decimal(nearest), "hours.minutes")


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [(Decimal("12.345"), "12.35"), ("11.547344", "11.55"), (Decimal("9.6226"), "9.62")],
)
def test_a_figure_that_was_worked_out_is_asked_about(cell: Value, nearest: str) -> None:
    assert outcome(HOURS, cell) == ("asks", Decimal(nearest), "hours.decimals")


@pytest.mark.parametrize("cell", ["nil", "None", "zero", "no hours", "Nil."])
def test_words_for_no_hours_are_read_as_nought_and_said(cell: str) -> None:
    assert outcome(HOURS, cell) == ("notes", Decimal(0), "hours.zero")


@pytest.mark.parametrize("cell", ["nothing", "No"])
def test_words_that_may_mean_nought_are_asked_about_and_never_taken_for_it(cell: str) -> None:
    assert outcome(HOURS, cell) == ("asks", None, "hours.nil")


@pytest.mark.parametrize("cell", ["n/a", "tbc", "-", "?", "not known", ""])
def test_words_for_nothing_are_not_known(cell: str) -> None:
    assert outcome(HOURS, cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("approx 12", "hours.rough"),
        ("c. 12", "hours.rough"),
        ("~12", "hours.rough"),
        ("10-12", "hours.rough"),
        ("10 to 12", "hours.rough"),
        ("12+", "hours.rough"),
        ("12ish", "hours.rough"),
        ("12?", "hours.rough"),
        ("12 approx", "hours.rough"),
        ("12 hrs (est)", "hours.rough"),
        ("up to 12", "hours.rough"),
        ("varies", "hours.rough"),
        ("cancelled", "hours.unreadable"),
        ("(5)", "hours.brackets"),
        ("12%", "hours.percent"),
        ("£12.60", "hours.money"),
        ("1_000", "hours.unreadable"),
        ("١٢", "hours.digits"),
        ("１２", "hours.digits"),
        ("1.234,56", "hours.commas"),
        ("12,5", "hours.commas"),
        ("1,23,4", "hours.commas"),
        ("1e3", "hours.scientific"),
        ("nan", "hours.unreadable"),
        ("inf", "hours.unreadable"),
        ("Infinity", "hours.unreadable"),
        (Decimal("NaN"), "cell.number"),
        (Decimal("Infinity"), "cell.number"),
        (Decimal("1E+9999"), "hours.unreadable"),
        ("-3", "hours.negative"),
        ("−3", "hours.negative"),
        (Decimal("-0.5"), "hours.negative"),
        (timedelta(hours=-1), "hours.negative"),
        ("10,000.01", "hours.too_many"),
        (Decimal("10001"), "hours.too_many"),
        ("7:75", "hours.unreadable"),
        ("7h75", "hours.unreadable"),
        ("twelve", "hours.unreadable"),
        ("on holiday", "hours.unreadable"),
        ("9" * 2000, "hours.commas"),
        (True, "hours.unreadable"),
        (date(1900, 1, 12), "hours.day"),
        (datetime.fromisoformat("2023-04-03T07:30"), "hours.day"),
        (Uncalculated(), "cell.uncalculated"),
    ],
)
def test_what_is_no_figure_of_hours_is_refused_for_what_is_wrong_with_it(
    cell: Value, code: str
) -> None:
    assert outcome(HOURS, cell) == code
    assert "12" in remedy(HOURS, cell) or code.startswith("cell.")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("approx 12", "12"),
        ("Approx. 12.5", "12.5"),
        ("about 7h30", "7.5"),
        ("about 10 hrs", "10"),
        ("~10", "10"),
        ("~ 10 hrs a week", "10"),
        ("c. 10", "10"),
        ("10ish", "10"),
        ("10-ish hrs", "10"),
        ("10 approx.", "10"),
        ("10 hrs (approx)", "10"),
        ("10 or so", "10"),
        ("10 hours est", "10"),
        ("10~", "10"),
        ("average 10", "10"),
        ("about 7:20", "7.33"),
    ],
)
def test_an_approximate_figure_of_an_estimate_is_read_and_said_to_be(cell: str, read: str) -> None:
    assert outcome(ESTIMATE, cell) == ("notes", Decimal(read), "hours.approximate")


@pytest.mark.parametrize("cell", ["10?", "10 ??", "? 10", "10 hrs?", "10 (?)", "about 10?"])
def test_a_figure_with_a_question_mark_is_asked_about(cell: str) -> None:
    assert outcome(ESTIMATE, cell) == ("asks", Decimal("10"), "hours.in_doubt")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("approx", "hours.unreadable"),
        ("about Tuesday", "hours.unreadable"),
        ("about 10-12", "hours.rough"),
        ("10-12?", "hours.rough"),
        ("about -3", "hours.negative"),
        ("why?", "hours.unreadable"),
        ("c£10", "hours.money"),
    ],
)
def test_what_is_no_figure_is_none_for_being_approximate(cell: str, code: str) -> None:
    assert outcome(ESTIMATE, cell) == code


def test_an_estimate_may_be_rough_but_is_still_one_figure() -> None:
    assert outcome(ESTIMATE, "10-12") == "hours.rough"
    assert "typical weeks" in remedy(HOURS, "approx 12")
    assert "typical weeks" not in remedy(ESTIMATE, "10-12")


def test_the_rounding_is_the_callers() -> None:
    asked: list[tuple[Fraction, int]] = []

    def nearest(exact: Fraction, places: int) -> Decimal:
        asked.append((exact, places))
        return Decimal("1.11")

    assert outcome(hours(most=10, nearest=nearest), "7:20")[1] == Decimal("1.11")
    assert asked == [(Fraction(22, 3), 2)]
