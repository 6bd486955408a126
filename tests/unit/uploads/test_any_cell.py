"""Whatever stands in a cell or a sheet: exact values, problems a person can read, and no crash."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enterprises.column_parsers import area, postcode
from programmes.money import round_half_away
from tests.unit.uploads.lists import KINDS, NOBODY
from uploads.cells import Book, CellError, Sheet, Uncalculated, Value
from uploads.columns import Doubtful, Parser, Unreadable
from uploads.frames import read_lists
from uploads.parsing import american_days, day, hours, reference, text, week_ending
from uploads.understanding import understand

HOURS = hours(most=10_000, nearest=round_half_away)

# Words made of what cells are made of come upon more than words made of anything.
_LIKELY = "0123456789/:-.,½ hrsminswcapxTZn'()%£_٣３İıſK\u200b\u202e\x00\ufffd"
LIKELY = st.text(st.sampled_from(_LIKELY), max_size=14)
WRITTEN = st.sampled_from(
    ["3 April 2023", "w/c 3 Apr", "Week 14", "7h30", "Total", "Name", "Postcode", "CB7 4EE", "n/a"]
)
# A reader hands on no signalling NaN: what is none comes as words.
NUMBERS = st.decimals(allow_nan=True, allow_infinity=True).filter(
    lambda number: not number.is_snan()
) | st.decimals(-50_000, 50_000, places=3)
CELLS: st.SearchStrategy[Value] = (
    st.none()
    | st.booleans()
    | LIKELY
    | WRITTEN
    | st.text(max_size=20)
    | NUMBERS
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.builds(CellError, st.sampled_from(["#REF!", "#N/A"]))
    | st.just(Uncalculated())
)
PARSERS: list[Parser] = [
    *(HOURS, hours(most=10, nearest=round_half_away, estimate=True), day, week_ending),
    *(text(40, names=True, no_contacts=True), reference(40), postcode, area),
    *(column.parse for kind in KINDS for column in kind.columns if column.choices),
]


def read(parse: Parser, cell: Value) -> Any:
    """Return what a parser makes of a cell, doubtful or not; None where it is refused."""
    try:
        found = parse(cell)
    except Unreadable as problem:
        assert problem.message  # noqa: PT017
        return None
    return found.value if isinstance(found, Doubtful) else found


@pytest.mark.parametrize("parse", PARSERS)
@given(cell=CELLS)
def test_a_parser_reads_or_refuses_and_does_nothing_else(parse: Parser, cell: Value) -> None:
    assert isinstance(read(parse, cell), str | bool | Decimal | date | tuple | None)


@given(CELLS)
def test_hours_are_hundredths_within_their_bounds(cell: Value) -> None:
    found = read(HOURS, cell)
    if found is not None:
        assert isinstance(found, Decimal)
        assert 0 <= found <= 10_000
        assert (Fraction(found) * 100).denominator == 1


@given(st.integers(0, 1_000_000))
def test_hundredths_of_hours_come_out_as_they_went_in(hundredths: int) -> None:
    exact = Decimal(hundredths).scaleb(-2)
    minutes, rest = divmod(hundredths * 60, 100)
    for cell in (exact, f"{exact}", f"{exact:,} hrs"):
        assert HOURS(cell) == exact
    if rest == 0:
        assert HOURS(f"{minutes // 60}:{minutes % 60:02d}") == exact
        assert HOURS(timedelta(minutes=minutes)) == exact


@given(st.integers(0, 10_000 * 60))
def test_minutes_are_read_to_the_nearest_hundredth(minutes: int) -> None:
    found = read(HOURS, timedelta(minutes=minutes))
    assert abs(Fraction(found) - Fraction(minutes, 60)) <= Fraction(1, 200)


@given(CELLS)
def test_days_are_days_within_their_bounds(cell: Value) -> None:
    found = read(day, cell)
    if found is not None:
        assert type(found) is date
        assert 2000 <= found.year <= 2100


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(one: date) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    serial = Decimal((one - date(1899, 12, 30)).days)
    for cell in (
        one,
        datetime(one.year, one.month, one.day, 23, 59),  # noqa: DTZ001 - as a cell has it
        f"{one:%d/%m/%Y}",
        f"{one.day}.{one.month}.{one.year % 100:02d}" if one.year < 2100 else one,
        f"{one.day} {months[one.month - 1]} {one.year}",
        f"{months[one.month - 1]} {one.day}, {one.year}",
        one.isoformat(),
        f"{one.isoformat()}T12:00:00Z",
        serial,
    ):
        assert read(day, cell) == one, cell


@given(st.lists(CELLS, max_size=6))
def test_a_column_of_anything_is_checked_as_a_whole(cells: list[Value]) -> None:
    suspicion = american_days(cells)
    assert suspicion is None or suspicion.cells <= set(cells)


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=8),
    st.sampled_from(["", *(kind.code for kind in KINDS)]),
    st.lists(st.sampled_from(["A1:A3", "B2:D2", "A2:C5", "nonsense", "B1:B1"]), max_size=2),
)
def test_any_sheet_is_understood_or_left_out(
    rows: list[tuple[Value, ...]], said: str, merged: list[str]
) -> None:
    book = Book((Sheet("Any", tuple(rows), merged=tuple(merged)),), "xlsx")
    readings = understand(book, KINDS, NOBODY, {}, said)
    assert [reading.sheet for reading in readings] == ["Any"]
    lists, problems = read_lists(book, readings, KINDS, NOBODY)
    for found in lists:
        for row in found.rows:
            values = [*row.values.values(), *row.weeks.values()]
            assert all(isinstance(value, str | bool | Decimal | date | tuple) for value in values)
    for problem in problems:
        assert 0 <= problem.row <= len(rows)
        assert problem.message
        assert len(problem.message) <= 500
        assert len(problem.remedy) <= 500
        assert len(problem.value) <= 200
