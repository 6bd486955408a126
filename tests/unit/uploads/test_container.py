"""A workbook taken apart and put together again: what was checked is what is read."""

import zipfile
from collections.abc import Mapping

import pytest

from tests.hostile.making import MAIN, OFFICE, PACKAGE, content_types, package, row, sheet, zipped
from uploads import limits
from uploads.container import Checked, check
from uploads.refusals import Refused

WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:q="{OFFICE}"><sheets>%s</sheets></workbook>'


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        check(content)
    return refused.value


def parts(checked: Checked) -> dict[str, bytes]:
    with zipfile.ZipFile(checked.file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(*targets: tuple[str, str]) -> str:
    """Relations with the ids a, b, c, ..., each of a kind and a target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in zip("abcdef", targets, strict=False)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def test_nothing_is_handed_on_but_what_was_checked() -> None:
    handed_on = parts(
        check(
            package(
                row(1, "a"),
                shared=["b"],
                parts={"xl/media/image1.png": b"\0", "docProps/app.xml": "<x/>", "xl/x.bin": b"x"},
            )
        )
    )
    assert set(handed_on) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    }


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("worksheets/one.xml", "xl/worksheets/one.xml"),
        ("/xl/worksheets/one.xml", "xl/worksheets/one.xml"),
        ("../sheets/one.xml", "sheets/one.xml"),
        ("./x/../one.xml", "xl/one.xml"),
        ("worksheets\\one.xml", "xl/worksheets/one.xml"),
        ("worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"),
        ("Worksheets/ONE.xml", "xl/worksheets/one.XML"),
    ],
)
def test_a_sheet_is_found_by_its_relation(target: str, path: str) -> None:
    checked = check(
        package(
            parts={
                "xl/workbook.xml": WORKBOOK % '<sheet name="Hours" q:id="a"/>',
                "xl/_rels/workbook.xml.rels": relations(("worksheet", target)),
                path: sheet(row(1, "found")),
            }
        )
    )
    assert [one.name for one in checked.sheets] == ["Hours"]
    assert b"found" in parts(checked)["xl/worksheets/sheet1.xml"]


def test_a_package_may_have_its_workbook_elsewhere() -> None:
    made = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("officeDocument", "/office/book.xml")),
        "office/book.xml": WORKBOOK % '<sheet name="Hours" q:id="b"/>',
        "office/_rels/book.xml.rels": relations(
            ("sharedStrings", "texts.xml"), ("worksheet", "one.xml")
        ),
        "office/one.xml": sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        "office/texts.xml": f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>',
    }
    assert b"shared" in parts(check(zipped(made.items())))["xl/sharedStrings.xml"]


def test_sheets_without_cells_are_no_lists_and_macro_sheets_are_macros() -> None:
    def book(kind: str) -> bytes:
        return package(
            row(1, "a"),
            parts={
                "xl/workbook.xml": WORKBOOK
                % '<sheet name="Chart" q:id="b"/><sheet name="Hours" q:id="a"/>',
                "xl/_rels/workbook.xml.rels": relations(
                    ("worksheet", "worksheets/sheet1.xml"), (kind, "other/sheet1.xml")
                ),
                "xl/other/sheet1.xml": "<x/>",
            },
        )

    assert [one.name for one in check(book("chartsheet")).sheets] == ["Hours"]
    assert [one.name for one in check(book("dialogsheet")).sheets] == ["Hours"]
    assert refusal(book("xlMacrosheet")).code == "holds.macros"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["Hours", "HOURS", "hours "], ["Hours", "HOURS (2)", "hours (3)"]),
        (["", "\u200b"], ["Sheet", "Sheet (2)"]),
        (["Cafe\u0301\n&"], ["Café &"]),
        (["x" * 300, "x" * 300], ["x" * 100, "x" * 95 + " (2)"]),
    ],
)
def test_each_sheet_has_a_name_of_its_own(written: list[str], shown: list[str]) -> None:
    checked = check(package(*[row(1, "a")] * len(written), names=written))
    assert [one.name for one in checked.sheets] == shown


def test_cells_of_all_sheets_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 5)
    assert len(check(package(row(1, 1, 2), row(1, 1, 2, 3))).sheets) == 2
    refused = refusal(package(row(1, 1, 2, 3), row(1, 1, 2, 3)))
    assert (refused.code, refused.facts) == ("too_many_cells", {"found": 6, "limit": 5})


@pytest.mark.parametrize("written", ["1", "true", "on", "0", "false"])
def test_the_system_of_days(written: str) -> None:
    inner = f'<workbookPr date1904="{written}"/><sheets><sheet name="a" q:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:q="{OFFICE}">{inner}</workbook>'
    checked = check(package(row(1, "a"), parts={"xl/workbook.xml": book}))
    assert checked.since_1904 == (written in ("1", "true", "on"))


MISSING: Mapping[str, Mapping[str, str]] = {
    "no relation": {"xl/workbook.xml": WORKBOOK % '<sheet name="a" q:id="z"/>'},
    "no id": {"xl/workbook.xml": WORKBOOK % '<sheet name="a"/>'},
    "no part": {"xl/_rels/workbook.xml.rels": relations(("worksheet", "nowhere.xml"))},
    "no XML": {"xl/workbook.xml": "<workbook>"},
    "a target outside": {
        "xl/workbook.xml": WORKBOOK % '<sheet name="a" q:id="a"/>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "../../../etc/passwd")),
    },
}


@pytest.mark.parametrize("name", MISSING)
def test_what_leads_nowhere_is_damage(name: str) -> None:
    assert refusal(package(row(1, "a"), parts=MISSING[name])).code == "damaged"


def test_another_office_file_is_no_workbook() -> None:
    assert refusal(package(row(1, "a"), parts={"[Content_Types].xml": "<Types/>"})).code == (
        "kind.unknown"
    )
    assert refusal(package(parts={"xl/workbook.xml": WORKBOOK % ""})).code == "empty"
