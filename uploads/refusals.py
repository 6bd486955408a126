"""Every way in which a whole file cannot be used, and the words for it: the one table (pure)."""

Fact = int | str

_SAVE_AS = (
    "Open it in your spreadsheet program, choose “Save as” and the type “Excel workbook (.xlsx)”"
)
_SAVE_AGAIN = f"{_SAVE_AS}, and upload the new file."
_SAVE_COPY = "Open it in Excel, save a copy as “Excel workbook (.xlsx)”, and upload the copy."
_AS_LIST = "Put the list into a spreadsheet, save it as .xlsx or .csv, and upload that."
_SMALLER = "Delete what does not belong to the list, or split it into several files."

# By code: what is wrong, and what to do. Words in braces are facts of the file; {in_sheet} is empty
# for a file without sheets.
_WORDS: dict[str, tuple[str, str]] = {
    # --- Another kind of file ---
    "kind.pdf": ("This is a PDF document, not a spreadsheet.", _AS_LIST),
    "kind.image": ("This is a picture, not a spreadsheet.", _AS_LIST),
    "kind.document": ("This is a text document, not a spreadsheet.", _AS_LIST),
    "kind.slides": ("This is a presentation, not a spreadsheet.", _AS_LIST),
    "kind.zip": (
        "This is a zip archive, not a spreadsheet.",
        "Unpack it, and upload the workbook that is inside.",
    ),
    "kind.xls": ("This is a workbook of the old Excel type (.xls).", _SAVE_AGAIN),
    "kind.xlsb": ("This is a binary Excel workbook (.xlsb).", _SAVE_AGAIN),
    "kind.ods": ("This is an OpenDocument spreadsheet (.ods).", _SAVE_AGAIN),
    "kind.numbers": (
        "This is an Apple Numbers spreadsheet.",
        "In Numbers choose File, Export To, Excel, and upload the file that this makes.",
    ),
    "kind.sylk": ("This is a SYLK file, an old exchange type.", _SAVE_AGAIN),
    "kind.html": ("This is a web page, whatever its name ends in.", _SAVE_AGAIN),
    "kind.xml": ("This is an XML file, whatever its name ends in.", _SAVE_AGAIN),
    "kind.unknown": ("We do not know this type of file.", _SAVE_AGAIN),
    "kind.named_otherwise": (
        "This file holds plain text, but its name ends in “{ending}”.",
        "If it is a list with commas, let its name end in .csv. Else open it in your spreadsheet "
        "program and save it as .xlsx.",
    ),
    # --- What a workbook may not hold ---
    "holds.macros": (
        "This workbook holds macros (small programs), which we do not accept.",
        f"{_SAVE_AS}: that leaves the macros out. Upload the new file.",
    ),
    "holds.links": (
        "This workbook takes figures from other workbooks, which we cannot see.",
        "In Excel choose Data, Edit links, Break link, save, and upload it again.",
    ),
    "holds.embedded": (
        "Another document is embedded in this workbook, which we do not accept.",
        "Delete the embedded object, save, and upload it again.",
    ),
    "holds.dtd": (
        "This file contains content we do not accept (DTD).",
        _SAVE_COPY,
    ),
    "holds.password": (
        "This file is protected with a password, so we cannot read it.",
        "In Excel choose File, Info, Protect workbook, Encrypt with password, empty the box, save, "
        "and upload it again.",
    ),
    # --- Nothing, or not whole ---
    "empty": (
        "There is nothing in this file.",
        "Check that it is the right file and that it was saved.",
    ),
    "damaged": ("We could not open this file: it is damaged or incomplete.", _SAVE_COPY),
    "our_fault": (
        "Something went wrong on our side when we read this file.",
        "Check it again. If that does not help, save a copy as “Excel workbook (.xlsx)” and upload "
        "the copy, or tell whoever looks after this site.",
    ),
    # --- Too much ---
    "too_large": (
        "This file is too large: {found} MB, and the most we accept is {limit} MB.",
        "Delete sheets and pictures that do not belong to the list, or split it into several "
        "files.",
    ),
    "too_large_unpacked": (
        "This file is too large when unpacked (limit {limit} MB).",
        "Copy the list alone into a new workbook, and upload that.",
    ),
    "too_many_parts": (
        "This workbook consists of too many parts (limit {limit}), such as sheets and pictures.",
        "Copy the list alone into a new workbook, and upload that.",
    ),
    "too_many_sheets": (
        "This workbook has {found} sheets, and the most we read is {limit}.",
        "Delete the sheets that do not belong to the list, or split it into several files.",
    ),
    "too_many_rows": (
        "There is something in row {found}{in_sheet}, and the last row we read is {limit}.",
        _SMALLER,
    ),
    "too_many_columns": (
        "There is something in column {letters}{in_sheet}. That makes {found} columns, and the "
        "most we read is {limit}.",
        "Delete what stands to the right of the list.",
    ),
    "too_many_cells": (
        "This file has {found} cells with something in them, and the most we read is {limit}.",
        _SMALLER,
    ),
    "too_slow": (
        "This file took too long to read, so we stopped.",
        "Copy the list alone into a new workbook, and upload that.",
    ),
    "too_much_memory": (
        "This file needs more memory to read than we allow, so we stopped.",
        "Copy the list alone into a new workbook, and upload that.",
    ),
    # --- Text that cannot be read ---
    "text.nul": (
        "Row {row} has an invisible character (NUL) that no list should hold.",
        "Open the file in your spreadsheet program, type that row anew, and save it.",
    ),
    "text.lost": (
        "Row {row} has a letter that was lost earlier (it shows as “\ufffd”).",
        "Put the letter right in your own file, save it as “CSV UTF-8”, and upload it again.",
    ),
    "text.undecodable": (
        "We could not tell how letters are written in this file (line {row}).",
        "Save it again as “CSV UTF-8 (comma delimited)” or as .xlsx, and upload that.",
    ),
    "text.mixed": (
        "This file writes letters in two different ways (line {row} differs from the others).",
        "Save it again as “CSV UTF-8 (comma delimited)” or as .xlsx, and upload that.",
    ),
    "text.open_quote": (
        "In row {row} a quotation mark opens a cell and is never closed.",
        "Close or delete that quotation mark, and upload the file again.",
    ),
    "text.long_field": (
        "In row {row} a cell has more than {limit} characters; perhaps a quotation mark in it is "
        "never closed.",
        "Close or delete that quotation mark, or shorten the cell, and upload the file again.",
    ),
}

CODES = frozenset(_WORDS)
# The one that is no fault of the file.
OUR_FAULT = "our_fault"


class Refused(Exception):
    """A whole file cannot be used. `message` says why and `remedy` what to do, both for the person.

    `facts` are what the words name, like `found` and `limit`. Raises KeyError for a code or a fact
    that the table does not know.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        message, remedy = _WORDS[code]
        sheet = facts.get("sheet", "")
        shown = {
            name: f"{fact:,}" if isinstance(fact, int) else fact for name, fact in facts.items()
        }
        shown["in_sheet"] = f" of sheet “{sheet}”" if sheet else ""
        self.code = code
        self.facts = facts
        self.message = message.format_map(shown)
        self.remedy = remedy.format_map(shown)

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"
