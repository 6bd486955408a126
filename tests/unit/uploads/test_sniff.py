"""What a file is, by its bytes."""

import pytest

from tests.hostile.making import package, row, zipped
from uploads import limits
from uploads.refusals import Refused
from uploads.sniff import Kind, kind_of, too_large


def refusal(content: bytes, file_name: str = "list.csv") -> str:
    with pytest.raises(Refused) as refused:
        kind_of(content, file_name)
    return refused.value.code


@pytest.mark.parametrize("name", ["list.csv", "LIST.CSV", "a.b.txt", "list.tsv", "Ŵyn.csv"])
def test_a_text_file_may_have_the_names_of_one(name: str) -> None:
    assert kind_of(b"Enterprise,Hours\nFen,5\n", name) is Kind.CSV


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list", "list.zip", ""])
def test_a_workbook_is_one_whatever_its_name(name: str) -> None:
    assert kind_of(package(row(1, "a")), name) is Kind.XLSX


@pytest.mark.parametrize("name", ["list.xls", "list.doc", "list", ""])
def test_text_under_another_name_is_refused(name: str) -> None:
    assert refusal(b"Enterprise,Hours\n", name) == "kind.named_otherwise"


@pytest.mark.parametrize(
    "content",
    [
        b"ID;Postcode;Hours\nB;CB1 2AB;5\nC;PE1 1AA;6\n",
        b"ID;Postcode\r\nE;CB1 2AB\r\nC;1\r\n",
        b"MZAnother,Hours\n1,2\n"[2:],
        b"<5,more than\n1,2\n",
        b"Note\n<html> is a word\n",
        b"Hours\n\t\n5\n",
        "Tŷ,Ŵyn\n".encode("utf-16"),
        b"a,b\n\0,1\n",
    ],
)
def test_lists_that_look_like_something_else(content: bytes) -> None:
    assert kind_of(content, "list.csv") is Kind.CSV


def test_size_is_judged_before_anything_else() -> None:
    largest = b"a" * limits.MOST_FILE_BYTES
    assert kind_of(largest, "list.csv") is Kind.CSV
    assert refusal(largest + b"a") == "too_large"
    assert too_large(limits.MOST_FILE_BYTES + 1).facts == {"found": 11, "limit": 10}


def test_an_open_document_text_is_no_spreadsheet() -> None:
    odt = zipped(
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")],
        stored=True,
    )
    assert refusal(odt) == "kind.document"
