"""Files of separated values, from bytes to rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads import limits
from uploads.csvfile import Table, read
from uploads.refusals import Refused


def rows(content: bytes | str) -> list[list[str | None]]:
    return read(content if isinstance(content, bytes) else content.encode()).rows


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("name, first\tage\nFen, A\t5\n", [["name, first", "age"], ["Fen, A", "5"]]),
        (
            "Title; a list\nmade,by,hand\n1,2,3\n4,5,6\n",
            [["Title; a list"], ["made", "by", "hand"], ["1", "2", "3"], ["4", "5", "6"]],
        ),
        ("one\ntwo\n", [["one"], ["two"]]),
        ("one\ttab in prose\n" + "line\n" * 30, [["one\ttab in prose"], *[["line"]] * 30]),
        ("sep=;\na;b,c\n", [["a", "b,c"]]),
        ('"a;b";c\n"1;2";3\n', [["a;b", "c"], ["1;2", "3"]]),
    ],
)
def test_the_separator_is_found_by_evidence(text: str, expected: list[list[str | None]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = f'a,b{end}"x{end}y",2{end}{end}3,4'
    assert rows(text) == [["a", "b"], ["x\ny", "2"], [], ["3", "4"]]


def test_rows_keep_their_numbers_and_their_lengths() -> None:
    table = read(b"\n,\n a ,,b\n\n1\n1,2,3,4,,\n,,\n\n")
    assert table.first_row == 3
    assert table.rows == [[" a ", None, "b"], [], ["1"], ["1", "2", "3", "4"]]


def test_text_stays_text() -> None:
    assert rows("007,4.47912E+11,=1+1,NaN,1.50\n") == [
        ["007", "4.47912E+11", "=1+1", "NaN", "1.50"]
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"a,b\nFen,Caf\xe9 Ren\xe9\n", "Café"),
        (b"a,b\nFen,\x80 12\n", "€"),
        (b"a;Stra\xdfe;c\n1;2;3\n", "Straße"),
        (b"x" * 5000 + b"\xe9" + b"y" * 5000, "x" * 20 + "é" + "y" * 19),
    ],
)
def test_windows_text_is_said_with_a_sample(content: bytes, word: str) -> None:
    assert f"for example “{word}”" in read(content).notes[0]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_needs_no_note(mark: bytes) -> None:
    table = read(mark + "Ŵyn,é\n1,2\n".encode())
    assert table == Table([["Ŵyn", "é"], ["1", "2"]], 1, ())


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"a,b\n1,\0\n", "text.nul", 2),
        ("a,b\n\n1,\ufffd\n".encode(), "text.lost", 3),
        (b"a\r\nb\r\nc\x8d\r\n", "text.undecodable", 3),
        (b"\xef\xbb\xbfa\n\xe9\n", "text.undecodable", 2),
        ("é,à,ô\n1,2,3\n".encode() + b"\xe9\n", "text.mixed", 3),
        (b'a,b\n"x,1\n', "text.open_quote", 2),
        (b'a,b\n1,2\n3,"x', "text.open_quote", 3),
        (b'a"b"c,d\n"x"y,"z', "text.open_quote", 2),
        (b"a,b\n1," + b"x" * (limits.LONGEST_FIELD + 1), "text.long_field", 2),
        (b'a,b\n"1,' + b"x\n" * limits.LONGEST_FIELD, "text.long_field", 2),
    ],
)
def test_refusals_name_the_row(content: bytes, code: str, row: int) -> None:
    refused = refusal(content)
    assert (refused.code, refused.facts["row"]) == (code, row)


def test_a_stray_quotation_mark_is_said() -> None:
    table = read(b'a,b\n"Fen "the" Care",5\n"x",6\n')
    assert table.rows == [["a", "b"], ['Fen the" Care"', "5"], ["x", "6"]]
    assert "Row 2 has a quotation mark inside" in table.notes[0]
    assert rows(b'a,b\n5" pipe,6\n') == [["a", "b"], ['5" pipe', "6"]]
    assert read(b'a,b\n5" pipe,6\n').notes == ()


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,\n", b'""\n', b"\xef\xbb\xbf"])
def test_nothing_in_it(content: bytes) -> None:
    assert refusal(content).code == "empty"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert len(rows("a\nb\nc\n\n\n")) == 3
    assert refusal(b"a\nb\nc\n\nd\n\n").facts == {"found": 5, "limit": 3}
    monkeypatch.setattr(limits, "MOST_COLUMNS", 2)
    assert rows("a,b,,\n") == [["a", "b"]]
    assert refusal(b"a,b,c\n").facts["letters"] == "C"
    monkeypatch.setattr(limits, "MOST_CELLS", 3)
    assert refusal(b"a,b\nc,d\n").code == "too_many_cells"


_CELLS = st.text(st.sampled_from("ab Ŵé,;|\t\"\n'=07"), max_size=5)


@given(
    st.lists(st.lists(_CELLS, min_size=2, max_size=5), min_size=2, max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_a_writer_quotes_comes_back(table: list[list[str]], separator: str, end: str) -> None:
    """With the separator said, since short random text is no evidence of one."""
    out = io.StringIO()
    out.write(f"sep={separator}{end}")
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    try:
        found = read(out.getvalue().encode())
    except Refused as refused:
        assert refused.code == "empty"  # noqa: PT017 - all its cells may be so
        return
    expected = [[one or None for one in line] for line in table]
    for line in expected:
        while line and line[-1] is None:
            line.pop()
    while expected and not expected[-1]:
        expected.pop()
    assert [[]] * (found.first_row - 1) + found.rows == expected
