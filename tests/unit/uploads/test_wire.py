"""What the child tells its parent, and that nothing is lost on the way."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads import wire
from uploads.cells import Book, CellError, Sheet, Uncalculated
from uploads.refusals import Refused

MEASURES = wire.Measures(123, {"scan": 4})


def told(*sheets: wire.RawSheet, notes: tuple[str, ...] = ()) -> bytes:
    lines = [wire.rows_line(sheet.rows) for sheet in sheets]
    return wire.answer(wire.RawBook(sheets, "xlsx", notes), lines, MEASURES)


def test_every_kind_of_cell_comes_through() -> None:
    raw = wire.RawSheet(
        "Hours “a”\n",
        [
            ["Ŵ\n\u202e", 7, 7.25, True, None, False],
            [],
            [
                [wire.DAY, date(2024, 2, 29).toordinal()],
                [wire.MOMENT, "2024-02-29T10:20:30"],
                [wire.TIME, "07:30:00"],
                [wire.SPAN, -1800],
                [wire.ERROR, "#REF!"],
                [wire.UNCALCULATED, 0],
            ],
        ],
        first_row=3,
        hidden=True,
        merged=["A1:B2"],
        hidden_rows=[4],
        hidden_columns=[0],
    )
    outcome, measures = wire.heard(told(raw, wire.RawSheet("Empty", []), notes=("a note",)))
    first = Sheet(
        "Hours “a”\n",
        (
            ("Ŵ\n\u202e", Decimal(7), Decimal("7.25"), True, None, False),
            (),
            (
                date(2024, 2, 29),
                datetime.fromisoformat("2024-02-29T10:20:30"),
                time(7, 30),
                timedelta(minutes=-30),
                CellError("#REF!"),
                Uncalculated(),
            ),
        ),
        first_row=3,
        hidden=True,
        merged=("A1:B2",),
        hidden_rows=frozenset({4}),
        hidden_columns=frozenset({0}),
    )
    assert outcome == Book((first, Sheet("Empty", ())), "xlsx", ("a note",))
    assert measures == MEASURES
    assert isinstance(outcome, Book)
    assert all(type(value) is Decimal for value in outcome.sheets[0].rows[0][1:3])


@pytest.mark.parametrize(
    ("value", "exactly"),
    [
        (0.1 + 0.2, "0.3"),
        (8.415, "8.415"),
        (2 / 3, "0.666666666666667"),
        (1e15, "1000000000000000"),
        (123456789012345678.0, "123456789012346000"),
        (1e300, "1E+300"),
        (1.5e-300, "1.5E-300"),
        (-0.0, "0"),
        (7.0, "7"),
        (-12.5, "-12.5"),
    ],
)
def test_numbers_have_fifteen_digits(value: float, exactly: str) -> None:
    assert Decimal(json.dumps(wire.number(value))) == Decimal(exactly)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3
    )
)
def test_what_a_spreadsheet_shows_is_what_arrives(shown: Decimal) -> None:
    line = json.dumps([[wire.number(float(shown))]])
    arrived = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    assert arrived == [[shown]]


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_no_number_has_more_digits_than_a_spreadsheet_keeps(value: float) -> None:
    arrived = Decimal(json.dumps(wire.number(value)))
    assert arrived == Decimal(f"{value:.15g}")


def test_numbers_that_are_none_are_text() -> None:
    words = [
        wire.number(value)
        for value in (float("nan"), float("inf"), float("-inf"), 1.7976931348623157e308)
    ]
    assert words == ["NaN", "Infinity", "-Infinity", "Infinity"]


def test_refusals_and_breakdowns_come_through() -> None:
    refused = Refused("too_many_rows", found=60000, limit=50000, sheet="Hours")
    outcome, measures = wire.heard(wire.answer_refused(refused, MEASURES))
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.facts, outcome.message) == (
        refused.code,
        refused.facts,
        refused.message,
    )
    assert measures == MEASURES
    failed, _ = wire.heard(wire.answer_failed("KeyError at x.py:1", MEASURES))
    assert isinstance(failed, wire.Failed)
    assert str(failed) == "KeyError at x.py:1"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"x",
        b"[]",
        b"{}",
        b'{"peak": 1, "took": {}}',
        b'{"peak": 1, "took": {}, "refused": "no such code", "facts": {}}',
        b'{"peak": 1, "took": {}, "format": "x", "notes": [], "sheets": [{}]}',
        told(wire.RawSheet("a", [[1]]))[:-1],
        told(wire.RawSheet("a", [[1]])) + b"\n[]",
        told(wire.RawSheet("a", [[["?", 1]]])),
        told(wire.RawSheet("a", [[["d", -1]]])),
        told(wire.RawSheet("a", [[["m", "x"]]])),
    ],
)
def test_what_is_no_whole_answer_is_noticed(answer: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        wire.heard(answer)
