"""The scan of a sheet, and what is handed on of it."""

import contextlib
import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.making import MAIN, row, rows, sheet
from uploads import limits
from uploads.cells import column_letters, column_number
from uploads.refusals import Refused
from uploads.sheetxml import Marks, Scan, scan

MARKS = Marks(error=b"ERROR", uncalculated=b"NONE")


def scanned(data: str, *, whole: bool = False, never_calculated: bool = False) -> Scan:
    part = (data if whole else sheet(data)).encode()
    return scan(part, "Hours", MARKS, never_calculated=never_calculated)


def body(data: str, **also: bool) -> str:
    return (
        scanned(data, **also)
        .xml.decode()
        .removeprefix("<worksheet><sheetData>")
        .removesuffix("</sheetData></worksheet>")
    )


def references(found: Scan) -> list[str]:
    return re.findall(r'<c r="([A-Z]+[0-9]+)"', found.xml.decode())


def refusal(data: str, *, whole: bool = False) -> Refused:
    with pytest.raises(Refused) as refused:
        scanned(data, whole=whole)
    return refused.value


def test_rows_columns_and_cells_are_counted_from_the_references() -> None:
    found = scanned(row(3, "a", None, "b", first=1) + row(7, 1, first=25))
    assert (found.rows, found.columns, found.cells) == (7, 26, 4)


@pytest.mark.parametrize("data", ["", "<row/>", '<row r="9"></row>'])
def test_a_sheet_may_be_empty(data: str) -> None:
    assert (scanned(data).rows, scanned(data).columns, scanned(data).cells) == (0, 0, 0)
    assert scanned(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>', whole=True).rows == 0


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<row><c/><c/></row><row><c/></row>", ["A1", "B1", "A2"]),
        ("<row/><row/><row><c/></row>", ["A3"]),
        ('<row r="4"><c r="C4"/><c/></row><row><c/></row>', ["C4", "D4", "A5"]),
        ('<row r="4"><c s="1" r="B4"/><c r=\'AA4\'/></row>', ["B4", "AA4"]),
        ('<row r="2"><c r = "b2" /><c\nr="$C$2"/></row>', ["B2", "C2"]),
        ('<row r="3"><c r="A7"/><c/></row><row><c/></row>', ["A7", "B3", "A4"]),
    ],
)
def test_what_has_no_place_stands_right_of_the_last(written: str, read: list[str]) -> None:
    assert references(scanned(written)) == read


@pytest.mark.parametrize(
    "reference", ["A", "1", "A0", "", "AAAA1", "A12345678", "A-1", "A1:B2", "&#65;1", "Ä1"]
)
def test_a_place_that_is_none_is_damage(reference: str) -> None:
    assert refusal(f'<row r="1"><c r="{reference}"><v>1</v></c></row>').code == "damaged"


@pytest.mark.parametrize("prefix", ["x:", "ss:", "c:", "_1.2-a:"])
def test_prefixes_make_no_difference(prefix: str) -> None:
    inner = '<§row r="2"><§c r="B2"><§f>1</§f></§c><§c r="C2"><§v>5</§v></§c></§row>'
    name = prefix.rstrip(":")
    part = f'<§worksheet xmlns:{name}="{MAIN}"><§sheetData>{inner}</§sheetData></§worksheet>'
    found = scanned(part.replace("§", prefix), whole=True)
    assert found.xml == scanned(inner.replace("§", "")).xml
    assert (found.rows, found.columns) == (2, 3)


def test_cells_under_a_second_prefix_are_seen() -> None:
    part = (
        f'<worksheet xmlns="{MAIN}" xmlns:y="{MAIN}"><sheetData><y:row r="1"><y:c r="XFD1"/>'
        "</y:row></sheetData></worksheet>"
    )
    assert scanned(part.replace("XFD", "B"), whole=True).columns == 2
    inner = f'<y:row xmlns:y="{MAIN}" r="1"><y:c r="C1"/></y:row>'
    assert scanned(inner).columns == 3


def test_limits_name_what_was_found() -> None:
    assert scanned(row(limits.MOST_ROWS, 1)).rows == limits.MOST_ROWS
    too_long = refusal(row(1, "a") + row(limits.MOST_ROWS + 1, 1))
    assert (too_long.code, too_long.facts["found"]) == ("too_many_rows", limits.MOST_ROWS + 1)
    assert "Hours" in too_long.message
    assert scanned(row(1, *[1] * limits.MOST_COLUMNS)).columns == limits.MOST_COLUMNS
    too_wide = refusal(row(1, *[1] * (limits.MOST_COLUMNS + 1)))
    assert (too_wide.code, too_wide.facts["letters"]) == ("too_many_columns", "GS")


def test_cells_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 4)
    assert scanned(rows([1, 2], [3, 4])).cells == 4
    assert scanned(rows([1, 2, None], [3, 4, None])).cells == 4
    assert refusal(rows([1, 2], [3, 4, 5])).facts == {"found": 5, "limit": 4}


def test_blank_cells_far_away_do_not_count() -> None:
    painted = row(1, "a", 5) + row(1_048_576, None, style=1) + '<row r="9"><c r="XFD9"></c></row>'
    assert (scanned(painted).rows, scanned(painted).columns) == (1, 2)


@pytest.mark.parametrize(
    ("written", "handed_on"),
    [
        ('<c r="A1"><f>1</f></c>', '<c r="A1" t="str"><v>NONE</v></c>'),
        ('<c r="A1"><f>1</f><v/></c>', '<c r="A1" t="str"><v>NONE</v></c>'),
        (
            '<c r="A1" s="1"><f t="shared" si="0"/><v></v></c>',
            '<c r="A1" s="1" t="str"><v>NONE</v></c>',
        ),
        ('<c r="A1"><f>1</f><v>2</v></c>', '<c r="A1"><v>2</v></c>'),
        ('<c r="A1"><f a="/">1</f>\n<v xml:space="preserve">2</v> </c>', '<c r="A1"><v>2</v></c>'),
        ('<c r="A1" t="str"><f>1</f><v></v></c>', '<c r="A1" t="str"/>'),
        ('<c r="A1" t="str"><f>1</f></c>', '<c r="A1" t="str"><v>NONE</v></c>'),
        ('<c r="A1" t="e"><f>1</f><v>#N/A</v></c>', '<c r="A1" t="str"><v>ERROR#N/A</v></c>'),
        ('<c r="A1" t="e"><v>#N/A</v></c>', '<c r="A1" t="str"><v>ERROR#N/A</v></c>'),
        (
            "<c r=\"A1\" t='e' s='2'><v>#N/A</v></c>",
            '<c r="A1" s=\'2\' t="str"><v>ERROR#N/A</v></c>',
        ),
        ('<c r="A1" t="str"><v>#N/A</v></c>', '<c r="A1" t="str"><v>#N/A</v></c>'),
        ('<c r="A1"><f>1</f><v>0</v></c>', '<c r="A1"><v>0</v></c>'),
        ('<c r="A1" s="4"><v>-1</v></c>', '<c r="A1"><v>-1</v></c>'),
        (
            '<c r="A1" s="4" t="n"><f>1</f><v>12345678</v></c>',
            '<c r="A1" t="n"><v>12345678</v></c>',
        ),
        ('<c r="A1" s="4"><v>1E+5</v></c>', '<c r="A1"><v>1E+5</v></c>'),
        ('<c r="A1" s="4"><v>1.5E-2</v></c>', '<c r="A1" s="4"><v>1.5E-2</v></c>'),
        (
            '<c r="A1" s="4"><v>1234567.12345678</v></c>',
            '<c r="A1" s="4"><v>1234567.12345678</v></c>',
        ),
    ],
)
def test_what_the_reader_of_values_would_lose_is_rewritten(written: str, handed_on: str) -> None:
    around = '<row r="1">%s<c r="B1"><v>1</v></c></row>'
    assert body(around % written) == around % handed_on


def test_a_nought_that_was_never_calculated_is_no_figure() -> None:
    data = '<row r="1"><c r="A1"><f>1</f><v>0</v></c><c r="B1"><v>0</v></c></row>'
    assert "NONE" not in body(data)
    assert body(data, never_calculated=True).count("NONE") == 1


def test_hidden_rows_and_columns_and_merged_ranges_as_far_as_there_are_cells() -> None:
    found = scanned(
        sheet(
            row(1, 1, 2, 3)
            + '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row hidden="true" r="3"/>'
            + '<row r="4" hidden="0"/>'
            + row(5, 1)
            + '<row r="9" hidden="1"/>',
            before='<cols><col min="2" max="16384" hidden="1"/><col min="1" max="1" hidden="0"/>'
            "</cols>",
            after='<mergeCells count="3"><mergeCell ref="A1:B2"/><mergeCell ref="$A$5:$C$5"/>'
            '<mergeCell ref="H1:H2"/></mergeCells>',
        ),
        whole=True,
    )
    assert found.hidden_rows == {2, 3}
    assert found.hidden_columns == {1, 2}
    assert found.merged == ("A1:B2", "A5:C5")


def test_places_of_formatted_sixties() -> None:
    data = row(2, 60, first=1) + row(3, 60, 60.5, 61, 160, style=1)
    assert scanned(data).sixties == {(3, 0), (3, 1)}


@pytest.mark.parametrize(
    "part", ["", "<worksheet/>", "<worksheet><sheetData>", "</sheetData><sheetData>", "<sheetData"]
)
def test_a_part_without_cells_to_speak_of_is_damaged(part: str) -> None:
    assert refusal(part, whole=True).code == "damaged"


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=40, unique=True
    )
)
def test_the_extent_is_that_of_the_cells(places: Sequence[tuple[int, int]]) -> None:
    data = "".join(
        f'<row r="{line}"><c r="{column_letters(column)}{line}"><v>1</v></c></row>'
        for line, column in places
    )
    found = scanned(data)
    assert found.cells == len(places)
    assert found.rows == max(line for line, _ in places)
    assert found.columns == 1 + max(column for _, column in places)
    assert references(found) == [f"{column_letters(c)}{line}" for line, c in places]
    assert all(column_number(column_letters(c)) == c for _, c in places)


@pytest.mark.parametrize(
    "hostile",
    [
        "<c " * 300_000,
        "<row " * 200_000,
        '<c r="A1"><f>' * 100_000,
        '<c r="A1"><f>1</f>' + " \n" * 500_000,
        '<c r="A1" t="e">' * 100_000,
        '<c r="A1" s="1"' + " s " * 300_000 + ">",
        '<c r="A1"><v>' + "1" * 1_000_000,
        '<c r="A1" <f ' * 200_000,
        '<c r="A1" t="e" ' * 200_000,
        '<c r="A1" s="1" <v>-' * 150_000,
        '<c r="GS1" ' * 200_000,
        "<row hidden" + " hidden = " * 200_000,
        "</" * 500_000,
    ],
)
def test_no_sheet_takes_long_to_scan(hostile: str) -> None:
    """Each of these would take minutes, if a pattern went back and tried again."""
    started = time.process_time()
    with contextlib.suppress(Refused):
        scanned(hostile)
    assert time.process_time() - started < 10
