"""Problems written into a workbook: coloured cells with the reason in words, and a list of all of
them with links to the cells (pure).

openpyxl is imported only while a workbook is written.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from uploads.cells import Sheet, column_letters, shown
from uploads.problems import SEVERITY_WORDS, Problem, Severity, Spot
from uploads.words import sentences
from uploads.written_cells import clean, put, put_text, sheet_name

LIST_SHEET = "Problems found"
LIST_TITLE = "Problems found in "
AUTHOR = "Programme Monitor"
# Excel gets slow with more; the list names all of them.
MOST_NOTES = 5_000

_COLOURS = {
    Severity.STOPS: "F7D7D7",
    Severity.FIX: "F7D7D7",
    Severity.CONFIRM: "FDE3C8",
    Severity.NOTE: "D2E2F1",
}
_CORRECTED = "CFE8DC"
_NAVY = "12436D"
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_HEADINGS = (
    ("What it needs", 22),
    ("Sheet", 18),
    ("Cell", 9),
    ("Column", 22),
    ("The cell says", 26),
    ("What is wrong", 48),
    ("What to do", 48),
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A cell that a person corrected on the page: it leaves with what they typed."""

    sheet: str
    row: int
    column: int
    value: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is to be written into one workbook."""

    file_name: str
    problems: tuple[Problem, ...]
    corrected: tuple[Corrected, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as JSON holds it, for the process that does the marking."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Marks":
        """Return what `plain` was made of."""
        return cls(
            file_name=plain["file_name"],
            problems=tuple(
                Problem(
                    **{
                        **one,
                        "severity": Severity(one["severity"]),
                        "also": tuple(Spot(**spot) for spot in one["also"]),
                    }
                )
                for one in plain["problems"]
            ),
            corrected=tuple(Corrected(**one) for one in plain["corrected"]),
        )

    def by_cell(self, sheet: str) -> dict[tuple[int, int], list[Problem]]:
        """Return the problems of a sheet by their cells, each at all that may be wrong; those of a
        whole row have column -1."""
        found: dict[tuple[int, int], list[Problem]] = {}
        for problem in self.problems:
            if problem.sheet != sheet:
                continue
            own = [(problem.row, problem.column)] if problem.row else []
            for cell in (*own, *((spot.row, spot.column) for spot in problem.also)):
                found.setdefault(cell, []).append(problem)
        return dict(list(found.items())[:MOST_NOTES])

    def corrected_in(self, sheet: str) -> dict[tuple[int, int], str]:
        """Return the corrections of a sheet by their cells."""
        return {(one.row, one.column): one.value for one in self.corrected if one.sheet == sheet}


def is_list_of_ours(sheet: Sheet) -> bool:
    """Say whether a sheet is the list of problems that we put into a marked-up workbook."""
    title = sheet.value(1, 0)
    return (
        sheet.name.startswith(LIST_SHEET)
        and isinstance(title, str)
        and title.startswith(LIST_TITLE)
    )


def mark(cell: Any, problems: Sequence[Problem]) -> None:
    """Colour a cell of openpyxl's and say in a note what is wrong with it."""
    order = list(Severity)
    gravest = min(problems, key=lambda one: order.index(one.severity)).severity
    said = (
        f"{SEVERITY_WORDS[one.severity]}: {sentences(one.message, one.about, one.remedy)}"
        for one in problems
    )
    _note(cell, dict.fromkeys(said), _COLOURS[gravest])


def mark_corrected(cell: Any, typed: str) -> None:
    """Put what a person typed on the page into its cell, and say what the file had."""
    before = f"{cell.value:.15g}" if isinstance(cell.value, float) else shown(cell.value)
    if _NUMBER.fullmatch(typed.strip()):
        put(cell, Decimal(typed.strip()))
    else:
        put_text(cell, typed)
    was = f"The file said “{before}”." if before else "The file had it empty."
    _note(cell, [f"You corrected this on the page. {was}"], _CORRECTED)


def _note(cell: Any, words: Iterable[str], colour: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    lines = list(words)
    if cell.comment is not None:
        lines.append(f"Earlier note: {cell.comment.text}")
    text = clean("\n".join(lines))
    height = min(60 + 20 * (len(text) // 40 + text.count("\n")), 400)
    cell.comment = Comment(text, AUTHOR, height=height, width=320)
    cell.fill = PatternFill("solid", start_color=colour)


def write_list(sheet: Any, marks: Marks, names: Mapping[str, str]) -> None:
    """Fill an empty sheet with all problems, each with a link to its cell.

    `names` holds, by the name of a sheet in the file, its name in this workbook.
    """
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    for column, (_, width) in enumerate(_HEADINGS):
        sheet.column_dimensions[column_letters(column)].width = width

    def cell(text: str, **style: Any) -> Any:
        made = WriteOnlyCell(sheet)
        put_text(made, text)
        for name, value in style.items():
            setattr(made, name, value)
        return made

    wrapped = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A5"
    sheet.append([cell(f"{LIST_TITLE}{marks.file_name}", font=Font(bold=True, size=14))])
    sheet.append([cell(_what_to_do(marks))])
    sheet.append([])
    fill = PatternFill("solid", start_color=_NAVY)
    white = Font(bold=True, color="FFFFFF")
    sheet.append([cell(words, font=white, fill=fill) for words, _ in _HEADINGS])
    for number, problem in enumerate(marks.problems, start=5):
        place = _place(problem)
        row = [
            cell(
                SEVERITY_WORDS[problem.severity],
                fill=PatternFill("solid", start_color=_COLOURS[problem.severity]),
                alignment=wrapped,
            ),
            cell(problem.sheet, alignment=wrapped),
            cell(place, alignment=wrapped),
        ]
        row += [
            cell(text, alignment=wrapped)
            for text in (
                problem.heading,
                problem.value,
                sentences(problem.message, problem.about) if problem.about else problem.message,
                problem.remedy,
            )
        ]
        if problem.row and problem.sheet in names:
            row[2].font = Font(color="1A65A6", underline="single")
            name = names[problem.sheet].replace("'", "''")
            target = f"'{name}'!{column_letters(max(problem.column, 0))}{problem.row}"
            # Not a HYPERLINK formula: nothing in this file is run.
            row[2]._hyperlink = Hyperlink(ref=f"C{number}", location=target)
        sheet.append(row)


def _what_to_do(marks: Marks) -> str:
    rest = " Cells that you corrected on the page hold what you typed." if marks.corrected else ""
    return (
        "Correct the coloured cells in your own sheets, save, and upload this workbook. "
        f"You need not delete this sheet. Formulas are shown as their results.{rest}"
    )


def _place(problem: Problem) -> str:
    if not problem.row:
        return f"Column {column_letters(problem.column)}" if problem.column >= 0 else ""
    if problem.column < 0:
        return f"Row {problem.row}"
    return f"{column_letters(problem.column)}{problem.row}"


def name_for_list(taken: Iterable[str]) -> str:
    """Return a name for the list's sheet, unlike those that the workbook has."""
    return sheet_name(LIST_SHEET, tuple(taken))
