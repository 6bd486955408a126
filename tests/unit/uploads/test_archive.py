"""Zip archives: judged before they are unpacked."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.making import package, row, zipped
from uploads import limits
from uploads.archive import open_archive
from uploads.refusals import Refused


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_archive(content)
    return refused.value.code


def test_an_entry_is_found_without_regard_to_case_and_slashes() -> None:
    archive = open_archive(zipped([("XL\\Workbook.xml", "<x/>")]))
    assert "xl/workbook.xml" in archive
    assert archive.read("xl/Workbook.xml") == b"<x/>"
    with pytest.raises(Refused, match="could not open"):
        archive.read("xl/styles.xml")


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/x", "\\x", "C:x", "C:/x", "a\\..\\..\\b", ".."]
)
def test_names_that_lead_outside(name: str) -> None:
    assert refusal(zipped([(name, "x")])) == "damaged"


def test_names_with_dots_are_names() -> None:
    assert "a..b/.c" in open_archive(zipped([("a..b/.c", "x")]))


def test_a_damaged_entry_is_noticed_when_it_is_read() -> None:
    content = zipped([("a.xml", "Fen Care, " * 100)], stored=True)
    archive = open_archive(content.replace(b"Fen Care", b"Fen Cafe", 1))
    with pytest.raises(Refused, match="could not open"):
        archive.read("a.xml")


def test_a_ratio_counts_from_a_megabyte_on() -> None:
    assert "a" in open_archive(zipped([("a", b" " * limits.RATIO_COUNTS_FROM_BYTES)]))
    assert refusal(zipped([("a", b" " * 2 * limits.RATIO_COUNTS_FROM_BYTES)])) == (
        "too_large_unpacked"
    )


def test_two_entries_of_one_name() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([("a.xml", "x"), ("a.xml", "y")])
    assert refusal(twice) == "damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_way_of_packing_that_workbooks_never_use(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.xml", "x" * 50)
    assert refusal(out.getvalue()) == "damaged"


@settings(max_examples=300)
@given(st.data())
def test_no_damage_does_more_than_refuse(data: st.DataObject) -> None:
    content = bytearray(package(row(1, "Enterprise", 5)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        archive = open_archive(bytes(content))
        for name in archive.entries:
            archive.read(name)
    except Refused:
        pass
