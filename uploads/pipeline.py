"""From a file to its examination: reading, understanding, checking. Changes nothing.

Runs in the worker alone: it imports what is heavy, and reads what may be hostile (in a child).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from uploads import blank, frames, ours, reader, understanding, whose
from uploads.answers import Answers, Reason, is_explained
from uploads.bounds import bounded
from uploads.cells import Book
from uploads.columns import SheetReading
from uploads.importing import Examination, importer
from uploads.models import ColumnMemory, Upload
from uploads.problems import Problem, ProblemGroup, Severity, group
from uploads.rows import ReadList

# By the digest of a sheet's headings: the kind of list, and the field of each heading.
Remembered = Mapping[str, tuple[str, Mapping[str, str]]]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """All that one check found. Of the book, only what is no cell."""

    book: Book
    readings: tuple[SheetReading, ...]
    lists: tuple[ReadList, ...]
    problems: tuple[Problem, ...]
    examination: Examination
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    # Sheets and rows of which people have corrected cells.
    corrected: frozenset[tuple[str, int]] = frozenset()

    def groups(self) -> tuple[ProblemGroup, ...]:
        """Return the problems, equal ones together."""
        return group(self.problems)

    def open(self) -> dict[str, int]:
        """Return how much is to be settled before the list can be saved, by what kind of thing."""
        groups = self.groups()
        grave = [one for one in groups if one.first.severity in (Severity.STOPS, Severity.FIX)]
        doubts = [
            one
            for one in groups
            if one.first.severity is Severity.CONFIRM and not is_explained(one, self.reasons)
        ]
        asked = [question for question in self.examination.questions if not question.answer]
        return {"fix": len(grave), "confirm": len(doubts), "questions": len(asked)}


def check(upload: Upload, content: bytes, answers: Answers, today: date, say: Say) -> Checked:
    """Read a file and hold it against the register; `say` is told what is being done.

    Raises `refusals.Refused` where the file cannot be used at all.
    """
    say("Reading the file")
    book = reader.read(content, upload.file_name)
    say("Working out what the columns mean")
    kinds = importer().kinds(upload.programme)
    said, misfit = _said(upload, book)
    # What a template of ours means we know ourselves.
    before = {} if blank.marker_of(book) is not None else remembered(upload)
    book = bounded(ours.without_ours(book))
    if misfit is not None:
        return Checked(book, (), (), (misfit,), Examination())
    readings = understanding.understand(book, kinds, answers, before, said)
    say("Reading the rows")
    lists, problems = frames.read_lists(book, readings, kinds, answers)
    # The cells that are not read are needed no more, and may be most of a large file.
    book = replace(book, sheets=())
    say("Comparing with the register")
    examination = importer().examine(lists, upload.programme, answers, today)
    return Checked(
        book,
        readings,
        lists,
        whose.named((*problems, *examination.problems), lists, kinds),
        examination,
        answers.reasons,
        frozenset((sheet, row) for sheet, row, _ in answers.fixes),
    )


def remembered(upload: Upload) -> Remembered:
    """Return how the council's people understood headings before."""
    memories = ColumnMemory.objects.for_council(upload.council)
    return {memory.signature: (memory.kind, memory.fields) for memory in memories}


def _said(upload: Upload, book: Book) -> tuple[str, Problem | None]:
    """Return what kind of list the file is said to be, and what is wrong where it is a template
    of another council or programme."""
    marker = blank.marker_of(book)
    if marker is None:
        return upload.kind, None
    this = (upload.council.slug, upload.programme.slug)
    if (marker.council, marker.programme) != this:
        return "", Problem(
            code="template.of_another_programme",
            severity=Severity.STOPS,
            message="This is a template of another council or programme",
            remedy=f"Get a blank template of {upload.programme.name} and copy your rows into it",
        )
    return marker.kind or upload.kind, None
