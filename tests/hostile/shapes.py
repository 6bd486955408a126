"""Hostile shapes: too wide, too long, far away, merged, hidden, never calculated."""

from decimal import Decimal

from tests.hostile.making import MAIN, Case, cell, package, row, rows, sheet
from uploads import limits
from uploads.cells import Book, CellError, Uncalculated

HEAD = ("Enterprise", "Hours", "Hours")
FIVE = Decimal(5)


def _cells_down_to(last: int) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 99991}</v></c></row>' for n in range(1, last + 1)
    )


def _wide(columns: int, value: object) -> str:
    return row(1, "Enterprise") + row(2, *[value] * columns, style=1)


SIZES = (
    Case(
        "a million columns",
        lambda: b",".join(b"h" for _ in range(1_000_000)) + b"\n",
        "list.csv",
        refused="too_many_columns",
        facts={"found": 1_000_000, "limit": limits.MOST_COLUMNS},
    ),
    Case(
        "201 columns",
        lambda: package(row(1, *["h"] * 201)),
        refused="too_many_columns",
        facts={"found": 201, "letters": "GS", "sheet": "Sheet1"},
    ),
    Case("200 columns", lambda: package(row(1, *["h"] * 200)), cells={"GR1": "h"}),
    Case(
        "1,048,576 rows",
        lambda: b"1\n" * 1_048_576,
        "list.csv",
        refused="too_many_rows",
        facts={"found": 1_048_576, "limit": limits.MOST_ROWS},
    ),
    Case(
        "50,001 rows",
        lambda: package(_cells_down_to(50_001), names=["Hours"]),
        refused="too_many_rows",
        facts={"found": 50_001, "sheet": "Hours"},
    ),
    Case(
        "50,000 rows",
        lambda: package(_cells_down_to(50_000)),
        cells={"A50000": Decimal(50_000 * 7919 % 99991)},
    ),
    Case(
        "a far cell",
        lambda: package(row(1, "a") + f'<row r="1048576">{cell("XFD1048576", 1)}</row>'),
        refused="too_many_rows",
        facts={"found": 1_048_576},
    ),
    Case(
        "a far cell in a near row",
        lambda: package(f'<row r="1">{cell("A1", "a")}{cell("XFD1048576", 1)}</row>'),
        refused="too_many_rows",
    ),
    Case(
        "a far cell under another prefix",
        lambda: package(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="XFD9"><x:v>1</x:v>'
            "</x:c></x:row></x:sheetData></x:worksheet>"
        ),
        refused="too_many_columns",
        facts={"found": 16_384},
    ),
    Case(
        "a far cell among cells without a place",
        lambda: package('<row r="50001"><c><v>1</v></c></row>'),
        refused="too_many_rows",
        facts={"found": 50_001},
    ),
    Case(
        "16,384 blank columns",
        lambda: package(_wide(16_384, None)),
        cells={"A1": "Enterprise", "A2": None},
    ),
    Case(
        "a grid painted down to the last row",
        lambda: package(row(1, "Enterprise") + row(1_048_576, None, None, style=1)),
        cells={"A1": "Enterprise"},
        check=lambda book: len(book.sheets[0].rows) == 1,
    ),
    Case(
        "16,384 filled columns",
        lambda: package(_wide(16_384, 1)),
        refused="too_many_columns",
        facts={"found": 16_384, "letters": "XFD"},
    ),
    Case(
        "a declared size that is not true",
        lambda: package(sheet(row(1, "a"), before='<dimension ref="A1:XFD1048576"/>')),
        cells={"A1": "a"},
    ),
    Case(
        "21 sheets",
        lambda: package(*[row(1, "a")] * 21),
        refused="too_many_sheets",
        facts={"found": 21, "limit": limits.MOST_SHEETS},
    ),
    Case(
        "one cell at each corner of what is allowed",
        lambda: package(row(1, "a") + f'<row r="50000">{cell("GR50000", 1)}</row>'),
        cells={"A1": "a", "GR50000": Decimal(1)},
    ),
)

HEADINGS = (
    Case(
        "the same heading twice",
        lambda: package(rows(HEAD, ("Fen", 5, 6))),
        cells={"B1": "Hours", "C1": "Hours", "B2": FIVE, "C2": Decimal(6)},
    ),
    Case(
        "the same heading twice in a text file",
        lambda: b"Enterprise,Hours,Hours\nFen,5,6\n",
        "list.csv",
        cells={"B1": "Hours", "C1": "Hours", "B2": "5", "C2": "6"},
    ),
)

POSITIONS = (
    Case(
        "blank rows above and a blank column before",
        lambda: package(row(4, "Enterprise", "Hours", first=1) + row(6, "Fen", 5, first=1)),
        cells={"A4": None, "B4": "Enterprise", "C6": FIVE, "B5": None},
        check=lambda book: (book.sheets[0].first_row, len(book.sheets[0].rows)) == (4, 3),
    ),
    Case(
        "blank rows above in a text file",
        lambda: b"\n,,\nEnterprise,Hours\n\nFen,5\n",
        "list.csv",
        cells={"A3": "Enterprise", "A4": None, "B5": "5"},
        check=lambda book: book.sheets[0].first_row == 3,
    ),
    Case(
        "a blank first column in the first rows alone",
        lambda: package(row(2, "Week", 1, first=3) + row(3, "Fen", None, "x", 5)),
        cells={"D2": "Week", "E2": Decimal(1), "A3": "Fen", "C3": "x", "D3": FIVE},
    ),
    Case(
        "rows and cells without numbers",
        lambda: package(
            "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
        ),
        cells={"A1": Decimal(1), "B1": None, "C1": Decimal(2), "A3": Decimal(3)},
    ),
    Case(
        "some rows and cells without numbers",
        lambda: package(
            '<row r="3"><c s="0" r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
        ),
        cells={"C3": Decimal(1), "D3": Decimal(2), "A4": Decimal(3)},
    ),
    Case(
        "rows in another order",
        lambda: package(row(5, "below") + row(2, "above")),
        cells={"A2": "above", "A5": "below"},
    ),
    Case(
        "headings in two lines, and a row of totals",
        lambda: package(rows(("", "Week 1", "Week 1"), HEAD, ("Fen", 5, 6), ("Total", 5, 6))),
        cells={"A1": None, "B1": "Week 1", "A2": "Enterprise", "A4": "Total", "C4": Decimal(6)},
    ),
)


def _layout(book: Book) -> bool:
    first, second, third = book.sheets
    return (
        [one.name for one in book.sheets] == ["Hours", "Old", "Older"]
        and [one.hidden for one in book.sheets] == [False, True, True]
        and first.merged == ("A2:A3", "B1:C1")
        and first.hidden_rows == {3}
        and first.hidden_columns == {1, 2}
        and not (second.merged or second.hidden_rows or third.hidden_columns)
    )


LAYOUT = (
    Case(
        "merged cells, and hidden rows, columns and sheets",
        lambda: package(
            sheet(
                row(1, "a", "b")
                + row(2, "x", 1)
                + '<row r="3" hidden="1"><c r="C3"><v>2</v></c></row>',
                before='<cols><col min="1" max="1" width="9"/>'
                '<col min="2" max="16384" hidden="1"/></cols>',
                after='<autoFilter ref="A1:C3"/><mergeCells><mergeCell ref="A2:A3"/>'
                '<mergeCell ref="B1:C1"/><mergeCell ref="X90:Y91"/></mergeCells>',
            ),
            row(1, "old"),
            row(1, "older"),
            names=["Hours", "Old", "Older"],
            states=["visible", "hidden", "veryHidden"],
        ),
        cells={"Hours!C3": Decimal(2), "Old!A1": "old", "Older!A1": "older"},
        check=_layout,
    ),
    Case(
        "two sheets of one name but for what cannot be seen",
        lambda: package(row(1, "a"), row(1, "b"), names=["Hours", "hours\u200b"]),
        cells={"Hours!A1": "a", "hours (2)!A1": "b"},
    ),
)

LONG = (
    Case(
        "a cell of 40,000 characters in a text file",
        lambda: b"a,b\nx," + b"y" * 40_000 + b"\n",
        "list.csv",
        refused="text.long_field",
        facts={"row": 2},
    ),
    Case(
        "a quotation mark that is never closed",
        lambda: b'a,b\n1,2\n"x,3\n4,5\n',
        "list.csv",
        refused="text.open_quote",
        facts={"row": 3},
    ),
    Case(
        "a quotation mark that is never closed before a lot of text",
        lambda: b'a,b\n"x,3\n' + b"4,5\n" * 100_000,
        "list.csv",
        refused="text.long_field",
        facts={"row": 2},
    ),
    Case(
        "a long cell in a workbook is for the checks to judge",
        lambda: package(row(1, "y" * 40_000)),
        cells={"A1": "y" * 40_000},
    ),
)

FORMULAS = (
    Case(
        "formulas with and without results, and errors",
        lambda: package(
            '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c>'
            '<c r="C1"><f>1+1</f><v/></c><c r="D1"><f>1+1</f><v>2</v></c>'
            '<c r="E1" t="str"><f>T("")</f><v></v></c><c r="F1" t="str"><f>"a"</f><v>a</v></c>'
            '<c r="G1" t="e"><f>#REF!+1</f><v>#REF!</v></c><c r="H1" t="e"><v>#N/A</v></c>'
            '<c r="I1" t="e"><v>#SPILL!</v></c><c r="J1" t="str"><v>#REF!</v></c>'
            '<c r="K1"><f t="shared" si="0"/><v>0</v></c><c t="e" r="L1"><v>#DIV/0!</v></c></row>'
        ),
        cells={
            "A1": Uncalculated(),
            "B1": Uncalculated(),
            "C1": Uncalculated(),
            "D1": Decimal(2),
            "E1": None,
            "F1": "a",
            "G1": CellError("#REF!"),
            "H1": CellError("#N/A"),
            "I1": CellError("#SPILL!"),
            "J1": "#REF!",
            "K1": Decimal(0),
            "L1": CellError("#DIV/0!"),
        },
    ),
    Case(
        "nought as the result of what the writing program never calculated",
        lambda: package(
            '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="B1"><v>0</v></c>'
            '<c r="C1"><f>B1+1</f><v>1</v></c></row>',
            calculation='<calcPr calcId="1" fullCalcOnLoad="1"/>',
        ),
        cells={"A1": Uncalculated(), "B1": Decimal(0), "C1": Decimal(1)},
    ),
    Case(
        "a formula under another prefix",
        lambda: package(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
            '<x:c r="A1"><x:f>1</x:f></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        ),
        cells={"A1": Uncalculated(), "B1": CellError("#N/A")},
    ),
)
