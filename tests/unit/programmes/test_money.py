"""Rounding, writing and reading of pounds, hours, rates and counts."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import money
from programmes.money import (
    NumberProblem,
    format_hours,
    format_number,
    format_percent,
    format_pounds,
    format_thousands,
    parse_count,
    parse_figure,
    parse_hours,
    parse_pounds,
    parse_rate,
    round_half_away,
)

POUNDS = st.decimals(-10_000_000, 10_000_000, places=2)


@pytest.mark.parametrize(
    ("amount", "places", "expected"),
    [
        # the published figures that show up rounding to even, and rounding towards the top
        ("-14762.5", 0, "-14763"),
        ("-58912.5", 0, "-58913"),
        ("-69287.5", 0, "-69288"),
        ("30712.5", 0, "30713"),
        ("10237.5", 0, "10238"),
        ("0.4999999999999999999999999999999999", 0, "0"),
        ("-0.4", 0, "0"),
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("1E+3", 2, "1000.00"),
        ("1.005", 2, "1.01"),
    ],
)
def test_halves_go_away_from_zero(amount: str, places: int, expected: str) -> None:
    with localcontext() as ambient:
        ambient.prec = 2
        assert str(round_half_away(Decimal(amount), places)) == expected


def test_fractions_and_whole_numbers_round_too() -> None:
    assert str(round_half_away(Fraction(40000, 9100), 4)) == "4.3956"
    assert str(round_half_away(Fraction(-1, 2))) == "-1"
    assert str(round_half_away(7, 2)) == "7.00"


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_a_unit(amount: Fraction, places: int) -> None:
    off_by = Fraction(round_half_away(amount, places)) - amount
    assert abs(off_by) * 2 <= Fraction(1, 10**places)
    if abs(off_by) * 2 == Fraction(1, 10**places):
        assert (off_by > 0) == (amount > 0)


def test_rounding_refuses_what_is_not_money() -> None:
    with pytest.raises(TypeError, match="never floats"):
        round_half_away(1.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="0 or more"):
        round_half_away(Decimal(1), -1)
    with pytest.raises(ValueError, match="NaN"):
        round_half_away(Decimal("NaN"))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (format_pounds(Decimal("58912.5")), "£58,913"),
        (format_pounds(Decimal("-58912.5")), "−\u2060£58,913"),
        (format_pounds(Decimal("-58912.5"), pence=True), "−\u2060£58,912.50"),
        (format_pounds(Decimal("-0.49")), "£0"),
        (format_pounds(Decimal("-0.004"), pence=True), "£0.00"),
        (format_pounds(Decimal(0)), "£0"),
        (format_pounds(None), "Not known"),
        (format_thousands(Decimal(-682_000)), "−\u2060£682k"),
        (format_thousands(Decimal("681499.99")), "£681k"),
        (format_thousands(Decimal(-1_112_000)), "−\u2060£1,112k"),
        (format_thousands(Decimal(-499)), "£0k"),
        (format_thousands(None), "Not known"),
        (format_number(1300), "1,300"),
        (format_number(Fraction(4095, 4000), 3), "1.024"),
        (format_number(Decimal(-7)), "−7"),
        (format_number(None), "Not known"),
        (format_hours(Decimal("1300.00")), "1,300"),
        (format_hours(Decimal("412.50")), "412.5"),
        (format_hours(Decimal("0")), "0"),
        (format_hours(Decimal("100")), "100"),
        (format_hours(None), "Not known"),
        (format_percent(Fraction(200, 3)), "67%"),
        (format_percent(Fraction(200, 3), 1), "66.7%"),
        (format_percent(Decimal(-25)), "−25%"),
        (format_percent(None), "Not known"),
    ],
)
def test_how_figures_are_written(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25000", "25000"),
        ("25,000", "25000"),
        ("£25,000.50", "25000.50"),
        (" £ 25000 ", "25000"),
        ("\u00a025000\u00a0", "25000"),
        ("-500", "-500"),
        ("-£500", "-500"),
        ("£-500", "-500"),
        ("−£58,913", "-58913"),
        ("−\u2060£58,913", "-58913"),
        ("0", "0"),
        ("-0", "0"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("1,234,567.89", "1234567.89"),
        ("10,000,000", "10000000"),
        ("-10000000.00", "-10000000.00"),
    ],
)
def test_pounds_as_people_write_them(text: str, expected: str) -> None:
    value = parse_pounds(text)
    assert str(value) == expected


def test_the_ambient_decimal_context_changes_nothing() -> None:
    with localcontext() as ambient:
        ambient.prec = 2
        assert format_pounds(Decimal("-58912.5"), pence=True) == "−\u2060£58,912.50"
        assert str(parse_pounds("-£25,000.50")) == "-25000.50"


@pytest.mark.parametrize(
    "parse", [parse_pounds, parse_hours, parse_rate, parse_count, parse_figure]
)
@pytest.mark.parametrize("blank", ["", " ", "\t\r\n", "\u00a0"])
def test_blank_is_none_and_nought_is_nought(
    parse: Callable[[str], Decimal | int | None], blank: str
) -> None:
    assert parse(blank) is None
    assert parse("0") == 0
    assert parse("0") is not None


@pytest.mark.parametrize(
    "parse", [parse_pounds, parse_hours, parse_rate, parse_count, parse_figure]
)
@pytest.mark.parametrize(
    "text",
    [
        *("NaN", "nan", "inf", "-Infinity", "1e5", "1E5", "1_000", "0x10", "+5", "--5", "-£-5"),
        *(
            "٣",
            "１２",
            "²",
            "½",
            "१२",
            "1２",
            "(500)",
            "12%",
            "1.234,56",
            "1,23",
            "12,34",
            "1234,567",
        ),
        *("0,500", "1,,000", ",100", "1,000,", "5.", ".", "£", "-", "1 000", "1.2.3", "£5£", "$5"),
        *("about 5", "5 hours", "n/a", "Not known", "5p", "5k", "1\n2", "'5", "=5", "\u200b5"),
        "9" * 41,
        "0." + "0" * 50,
    ],
)
def test_what_is_not_plainly_a_number_is_refused_with_an_example(
    parse: Callable[[str], Decimal | int | None], text: str
) -> None:
    with pytest.raises(NumberProblem, match=r"^Enter .*, like -?[0-9]"):
        parse(text)


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_pounds, "abc", "Enter an amount in pounds, like 25000 or 25,000.50"),
        (
            parse_pounds,
            "(500)",
            "Enter an amount in pounds without brackets: an amount below 0 has a minus, like -500",
        ),
        (
            parse_pounds,
            "1.234,56",
            "Enter an amount in pounds with commas only between thousands, like 25000 or 25,000.50",
        ),
        (
            parse_pounds,
            "12%",
            "Enter an amount in pounds without a % sign, like 25000 or 25,000.50",
        ),
        (
            parse_pounds,
            "１２",
            "Enter an amount in pounds with the digits 0 to 9, like 25000 or 25,000.50",
        ),
        (
            parse_pounds,
            "12.345",
            "Enter an amount in pounds with no more than 2 decimal places, like 25000 or 25,000.50",
        ),
        (
            parse_pounds,
            "10000000.01",
            "Enter an amount of £10 million or less, like 25000 or 25,000.50",
        ),
        (
            parse_pounds,
            "-10000000.01",
            "Enter an amount of −\u2060£10 million or more, like 25000 or 25,000.50",
        ),
        (
            parse_hours,
            "412.505",
            "Enter hours a week as a number with no more than 2 decimal places, like 412 or 412.5",
        ),
        (parse_hours, "100000.01", "Enter 100,000 hours a week or less, like 412 or 412.5"),
        (parse_hours, "-1", "Enter a number that is 0 or more, like 412 or 412.5"),
        (
            parse_hours,
            "7:30",
            "Enter hours a week as a number with a decimal point: 7 hours 30 minutes is 7.5",
        ),
        (parse_pounds, "7:30", "Enter an amount in pounds, like 25000 or 25,000.50"),
        (parse_hours, "£5", "Enter hours a week as a number, like 412 or 412.5"),
        (parse_hours, "(5)", "Enter hours a week as a number without brackets, like 412 or 412.5"),
        (
            parse_rate,
            "4.39561",
            "Enter a rate in pounds an hour with no more than 4 decimal places, "
            "like 4.50 or 4.3956",
        ),
        (parse_rate, "1000.0001", "Enter £1,000 an hour or less, like 4.50 or 4.3956"),
        (parse_count, "12.0", "Enter a whole number with no decimal places, like 12 or 1,200"),
        (parse_count, "-1", "Enter a number that is 0 or more, like 12 or 1,200"),
        (
            parse_figure,
            "12.34567",
            "Enter a number with no more than 4 decimal places, like 12.5 or 1,200",
        ),
        (parse_figure, "£5", "Enter a number, like 12.5 or 1,200"),
        (parse_figure, "-100000000.1", "Enter −100 million or more, like 12.5 or 1,200"),
        (parse_count, "1000001", "Enter 1,000,000 or less, like 12 or 1,200"),
    ],
)
def test_messages_say_what_to_do(
    parse: Callable[[str], Decimal | int | None], text: str, message: str
) -> None:
    with localcontext() as ambient:
        ambient.prec = 2  # a limit must hold however the caller's decimals are set
        with pytest.raises(NumberProblem) as problem:
            parse(text)
    assert str(problem.value) == message


def test_limits_are_within() -> None:
    assert parse_hours("100,000") == 100_000
    assert parse_hours("1,250.25") == Decimal("1250.25")
    assert parse_rate("£4.3956") == Decimal("4.3956")
    assert parse_rate("1000") == 1000
    assert parse_count("1,200") == 1200
    assert type(parse_count("5")) is int
    assert parse_figure("−25") == -25
    assert parse_figure("66.6667") == Decimal("66.6667")


@given(POUNDS)
def test_pounds_written_with_pence_read_back_the_same(amount: Decimal) -> None:
    assert parse_pounds(format_pounds(amount, pence=True)) == amount


@given(POUNDS)
def test_pounds_written_whole_read_back_rounded(amount: Decimal) -> None:
    assert parse_pounds(format_pounds(amount)) == round_half_away(amount)


@given(st.decimals(0, 100_000, places=2))
def test_hours_written_read_back_the_same(hours: Decimal) -> None:
    assert parse_hours(format_hours(hours)) == hours


@given(st.integers(0, 1_000_000))
def test_counts_written_read_back_the_same(count: int) -> None:
    assert parse_count(format_number(count)) == count


@given(st.text(max_size=12) | st.text(alphabet="0123456789,.-−\u2060£ %()e_٣", max_size=12))
def test_any_text_is_read_or_refused_and_never_guessed(text: str) -> None:
    try:
        value = parse_pounds(text)
    except NumberProblem:
        return
    if value is None:
        assert not text.strip()
        return
    digits = "".join(character for character in text if character.isdigit() or character == ".")
    assert value.copy_abs() == Decimal(digits)
    assert money.MINUS not in str(value)
