"""Numbers that a workbook shows as a percentage are read as the percentage that a person sees."""

from decimal import Decimal

import pytest

from tests.hostile.making import MAIN, cell, package, row, rows
from tests.unit.uploads.lists import KINDS, NOBODY
from uploads import reader
from uploads.cells import Value
from uploads.frames import read_lists
from uploads.shares import share_in_words, share_styles
from uploads.understanding import understand

SHARE = 5


def values(*written: str, formats: tuple[str, ...] = ("0%",)) -> tuple[Value, ...]:
    """What is read of cells of a first row."""
    data = f'<row r="1">{"".join(written)}</row>'
    return reader.read(package(data, formats=formats), "list.xlsx").sheets[0].rows[0]


def test_a_number_in_the_style_of_a_percentage_is_read_as_one() -> None:
    written = (
        cell("A1", 0.25, SHARE),
        cell("B1", 0.25),
        cell("C1", Decimal("-0.255"), SHARE),
        cell("D1", 12, SHARE),
        cell("E1", "25 of 100", SHARE),
        cell("F1", None, SHARE),
        f'<c r="G1" s="{SHARE}"><f>1/8</f><v>0.125</v></c>',
        f'<c r="H1" t="n" s="{SHARE}"><v>0.28999999999999998</v></c>',
        f'<c r="I1" s="{SHARE}" t="b"><v>1</v></c>',
    )
    assert values(*written) == (
        *("25%", Decimal("0.25"), "-25.5%", "1200%", "25 of 100", None, "12.5%", "29%"),
        True,
    )


@pytest.mark.parametrize("written", ["0.0%", "0%;[Red]-0%", "[>=1]0%;0.00%", "#,##0 %"])
def test_a_format_of_the_files_own_may_show_a_percentage(written: str) -> None:
    assert values(cell("A1", 0.5, SHARE), formats=(written,)) == ("50%",)


@pytest.mark.parametrize("written", ['0.00" %"', "0.00\\%", "0.00", '"100%" General'])
def test_a_percent_sign_that_stands_for_itself_shows_none(written: str) -> None:
    assert values(cell("A1", 0.5, SHARE), formats=(written,)) == (Decimal("0.5"),)


def styles(xfs: str, formats: str = "") -> bytes:
    return (
        f'<styleSheet xmlns="{MAIN}">{formats}<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{xfs}</cellXfs><cellStyles/></styleSheet>"
    ).encode()


def test_only_the_styles_of_cells_count_and_built_in_formats_are_known() -> None:
    plain, whole, exact = '<xf numFmtId="0"/>', '<xf numFmtId="9" xfId="0"/>', '<xf numFmtId="10"/>'
    assert share_styles(styles(plain)) == frozenset()
    assert share_styles(styles(plain + whole + "<xf/>" + exact)) == {1, 3}
    prefixed = styles(whole).replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    assert share_styles(prefixed) == {0}
    own = '<numFmts><numFmt numFmtId="9" formatCode="0.00"/></numFmts>'
    assert share_styles(styles(whole, own)) == frozenset()


@pytest.mark.parametrize(
    "broken", [b"", b"%", b"<cellXfs", b"<numFmt formatCode='%'", b"%<xf numFmtId='9'"]
)
def test_styles_that_are_none_show_no_percentage(broken: bytes) -> None:
    assert share_styles(broken) == frozenset()


@pytest.mark.parametrize("number", [b"", b"n/a", b"NaN", b"1e300", b"Infinity"])
def test_what_is_no_number_is_no_percentage(number: bytes) -> None:
    assert share_in_words(number) is None


def test_hours_shown_as_a_percentage_must_be_put_right() -> None:
    share = cell("C3", 0.25, SHARE)
    data = rows(("Name", "Week commencing", "Hours"), ("Isle Gardens", "3 April 2023", 12))
    data += row(3, "Ely Help", "3 April 2023").replace("</row>", f"{share}</row>")
    book = reader.read(package(data, formats=("0%",)), "list.xlsx")
    _, problems = read_lists(book, understand(book, KINDS, NOBODY, {}, ""), KINDS, NOBODY)
    (problem,) = problems
    assert (problem.code, problem.severity, problem.row, problem.column, problem.value) == (
        *("hours.percent", "fix", 3, 2, "25%"),
    )
    assert problem.message == "This is shown as a percentage, not hours."
