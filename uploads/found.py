"""What the latest check of an upload found, from its rows and JSON back to the types it came as."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from uploads.columns import Heading, SheetReading
from uploads.importing import Candidate, Question
from uploads.models import Upload
from uploads.problems import Problem, ProblemGroup, group


def readings_of(upload: Upload) -> tuple[SheetReading, ...]:
    """Return how each sheet was understood, in the order of the file."""
    return tuple(_reading(plain) for plain in upload.reading)


def _reading(plain: Mapping[str, Any]) -> SheetReading:
    return SheetReading(
        sheet=plain["sheet"],
        kind=plain["kind"],
        why=plain["why"],
        header_rows=tuple(plain.get("header_rows", ())),
        first=plain.get("first", 0),
        last=plain.get("last", -1),
        headings=tuple(_heading(one) for one in plain.get("headings", ())),
        skipped={int(row): why for row, why in plain.get("skipped", {}).items()},
        signature=plain.get("signature", ""),
    )


def _heading(plain: Mapping[str, Any]) -> Heading:
    week = plain.get("week")
    return Heading(
        column=plain["column"],
        text=plain["text"],
        field=plain["field"],
        certain=plain.get("certain", True),
        why=plain.get("why", ""),
        week=date.fromisoformat(week) if week else None,
        samples=tuple(plain.get("samples", ())),
    )


def questions_of(upload: Upload) -> tuple[Question, ...]:
    """Return which rows are to be decided on, with what was decided so far."""
    return tuple(_question(plain) for plain in upload.summary.get("questions", ()))


def _question(plain: Mapping[str, Any]) -> Question:
    return Question(
        key=plain["key"],
        label=plain["label"],
        places=tuple((sheet, row, column) for sheet, row, column in plain.get("places", ())),
        candidates=tuple(Candidate(**one) for one in plain.get("candidates", ())),
        may_be_new=plain.get("may_be_new", True),
        answer=plain.get("answer", ""),
    )


def problems_of(upload: Upload) -> tuple[Problem, ...]:
    """Return every problem, in the order of their finding."""
    return tuple(row.as_problem() for row in upload.problems.all())


def groups_of(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """Return problems with equal ones together, the gravest first."""
    return group(problems)
