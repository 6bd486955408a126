"""Values that other programs spoil: they must come through exactly, for the checks to judge."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tests.hostile.making import CLOCK, DAY, MOMENT, SPAN, Case, cell, package, row, rows
from uploads.cells import Value


def _styled(*pairs: tuple[object, int]) -> str:
    return "".join(
        f'<row r="{n}">{cell(f"A{n}", value, style)}</row>'
        for n, (value, style) in enumerate(pairs, start=1)
    )


_moment = datetime.fromisoformat


def _down(*values: Value) -> dict[str, Value]:
    return {f"A{number}": value for number, value in enumerate(values, start=1)}


def _text_file(*values: str) -> bytes:
    return "\n".join(["Value;Row", *(f"{value};x" for value in values)]).encode()


def _same(*values: str) -> dict[str, Value]:
    return {f"A{number}": value for number, value in enumerate(values, start=2)}


DAYS = (
    Case(
        "since 1900",
        lambda: package(
            _styled(
                (45000, DAY),
                (1, DAY),
                (59, DAY),
                (60, DAY),
                (61, DAY),
                (60.5, MOMENT),
                (2958465, DAY),
                (2958466, DAY),
                (36526, DAY),
                (73051, DAY),
            )
        ),
        cells=_down(
            date(2023, 3, 15),
            date(1900, 1, 1),
            date(1900, 2, 28),
            "29 February 1900",
            date(1900, 3, 1),
            "29 February 1900 12:00",
            date(9999, 12, 31),
            Decimal(2958466),
            date(2000, 1, 1),
            date(2100, 1, 1),
        ),
    ),
    Case(
        "since 1904",
        lambda: package(_styled((45000, DAY), (0.5, CLOCK), (60, DAY)), since_1904=True),
        cells=_down(date(2027, 3, 16), time(12), date(1904, 3, 1)),
    ),
    Case(
        "sixty hours are no day",
        lambda: package(_styled((60, 0), (60, SPAN))),
        cells=_down(Decimal(60), timedelta(days=60)),
    ),
    Case(
        "moments, and times to the second",
        lambda: package(
            _styled(
                (44562.604166666664, MOMENT),
                (44562.9999999, MOMENT),
                (0.3125, CLOCK),
                (Decimal("0.30555555555555558"), CLOCK),
                (0.3124999, CLOCK),
                (0.9999999, CLOCK),
                (1.25, SPAN),
                (1.2708333333333333, SPAN),
                (0.3124999, SPAN),
            )
        ),
        cells=_down(
            _moment("2022-01-01T14:30"),
            date(2022, 1, 2),
            time(7, 30),
            time(7, 20),
            time(7, 30),
            time(23, 59, 59),
            timedelta(hours=30),
            timedelta(hours=30, minutes=30),
            timedelta(hours=7, minutes=30),
        ),
    ),
    Case(
        "small exponents, as Excel writes one o'clock",
        lambda: package('<row r="1"><c r="A1" s="2"><v>4.1666666666666664E-2</v></c></row>'),
        cells=_down(time(1)),
    ),
    Case(
        "numbers that no day can be, formatted as one",
        lambda: package(
            _styled(
                (-1, DAY), (-0.5, CLOCK), (-0.5, SPAN), (10**10, DAY), (10**10, SPAN), (1e300, SPAN)
            )
        ),
        cells=_down(
            Decimal(-1),
            Decimal("-0.5"),
            Decimal("-0.5"),
            Decimal(10**10),
            Decimal(10**10),
            Decimal("1e300"),
        ),
    ),
    Case(
        "days by their own formats, and numbers that look like them",
        lambda: package(
            "".join(row(n, 44562.5, style=4 + n) for n in range(1, 8)),
            formats=[
                "[$-809]dd mmmm yyyy",
                "dd/mm/yy;@",
                '"Week of "d mmm',
                '0.0" days"',
                "0.0[Red]",
                "[h]:mm:ss",
                "General",
            ],
        ),
        cells=_down(
            *[_moment("2022-01-01T12:00")] * 3,
            Decimal("44562.5"),
            Decimal("44562.5"),
            timedelta(days=44562, hours=12),
            Decimal("44562.5"),
        ),
    ),
    Case(
        "days written out, as Strict workbooks may",
        lambda: package(
            '<row r="1"><c r="A1" t="d"><v>2024-01-31</v></c></row>'
            '<row r="2"><c r="A2" t="d"><v>2024-01-31T10:20:30</v></c></row>'
        ),
        cells=_down(date(2024, 1, 31), _moment("2024-01-31T10:20:30")),
    ),
)

_TEXT_DAYS = ("03/04/2025", "Mar-25", "1-Mar", "31.12.24", "2024-02-30", "12/31/2024", "29/2/23")
WRITTEN_DAYS = (
    Case("in a text file", lambda: _text_file(*_TEXT_DAYS), "list.csv", cells=_same(*_TEXT_DAYS)),
    Case(
        "in a workbook", lambda: package(rows(*([d] for d in _TEXT_DAYS))), cells=_down(*_TEXT_DAYS)
    ),
)

_CODES = (
    "4.47912E+11",
    "07912345678",
    "+447912345678",
    "123456789012345",
    "00012",
    "1234567890123456789",
)
PHONES = (
    Case("in a text file", lambda: _text_file(*_CODES), "list.csv", cells=_same(*_CODES)),
    Case(
        "as text in a workbook", lambda: package(rows(*([c] for c in _CODES))), cells=_down(*_CODES)
    ),
    Case(
        "as numbers in a workbook",
        lambda: package(_styled((447912345678, 0), (123456789012345, 0), (123456789012345678, 0))),
        cells=_down(Decimal(447912345678), Decimal(123456789012345), Decimal("123456789012346000")),
    ),
)

_POSTCODES = ("1-Mar", "cb1 2ab", "CB12AB", "CB1 2AB", "C B1 2AB", "CBI 2AB", "PE1O 1AA")
POSTCODES = (
    Case("as text", lambda: _text_file(*_POSTCODES), "list.csv", cells=_same(*_POSTCODES)),
    Case(
        "turned into a day", lambda: package(_styled((45717, DAY))), cells=_down(date(2025, 3, 1))
    ),
)

FIGURES = (
    Case(
        "out of range",
        lambda: package(_styled((-5, 0), (169, 0), (0, 0), (10_000_001, 0), (0.005, 0))),
        cells=_down(Decimal(-5), Decimal(169), Decimal(0), Decimal(10_000_001), Decimal("0.005")),
    ),
)

_NO_NUMBERS = ("NaN", "Infinity", "-inf", "1e400", "-0", "0x10")
NO_NUMBERS = (
    Case(
        "as numbers in a workbook",
        lambda: package(
            "".join(
                f'<row r="{n}"><c r="A{n}" s="{style}"><v>{value}</v></c></row>'
                for n, (value, style) in enumerate(
                    [
                        ("NaN", 0),
                        ("INF", 0),
                        ("-inf", 0),
                        ("1e400", 0),
                        ("-0", 0),
                        ("NaN", 1),
                        ("INF", 3),
                        ("0.30000000000000004", 0),
                        ("1e400", 1),
                    ],
                    start=1,
                )
            )
        ),
        cells=_down(
            "NaN",
            "Infinity",
            "-Infinity",
            "Infinity",
            Decimal(0),
            "NaN",
            "Infinity",
            Decimal("0.3"),
            "Infinity",
        ),
    ),
    Case(
        "exactly fifteen digits",
        lambda: package(
            _styled((0.1 + 0.2, 0), (8.415, 0), (1.005, 0), (2 / 3, 0), (123456.789, 0), (1e-7, 0))
        ),
        cells=_down(
            Decimal("0.3"),
            Decimal("8.415"),
            Decimal("1.005"),
            Decimal("0.666666666666667"),
            Decimal("123456.789"),
            Decimal("1e-7"),
        ),
    ),
    Case("in a text file", lambda: _text_file(*_NO_NUMBERS), "list.csv", cells=_same(*_NO_NUMBERS)),
)

_WRITTEN = (
    "1.234,56",
    "1,234.56",
    "£1,200",
    "(500)",
    "12%",
    "1_000",
    "١٢",
    "１２",
    "7:30",
    " 5 ",
    "n/a",
)
WRITTEN_NUMBERS = (
    Case("in a text file", lambda: _text_file(*_WRITTEN), "list.csv", cells=_same(*_WRITTEN)),
    Case("in a workbook", lambda: package(rows(*([w] for w in _WRITTEN))), cells=_down(*_WRITTEN)),
    Case(
        "numbers that are formatted as such",
        lambda: package(
            row(1, 0.12, style=5) + row(2, 1200, style=6) + row(3, -500, style=7) + row(4, True),
            formats=["0%", '"£"#,##0', "#,##0;(#,##0)"],
        ),
        cells=_down("12%", Decimal(1200), Decimal(-500), True),
    ),
)
