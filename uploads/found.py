"""What the latest check of an upload found, from its rows and JSON back to the types it came as."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from uploads.columns import Heading, SheetReading
from uploads.importing import Candidate, Question
from uploads.models import Upload
from uploads.problems import Problem, ProblemGroup, group

_COUNTS = ("changes", "open", "unsure", "rows")
_COUNT = "count_of_"


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


def with_counts(uploads: "QuerySet[Upload]") -> "QuerySet[Upload]":
    """Return uploads with what `counts_of` tells, and without the rest of what a check found,
    which may be long."""
    return uploads.annotate(**{f"{_COUNT}{name}": F(f"summary__{name}") for name in _COUNTS}).defer(
        "reading", "summary"
    )


def counts_of(upload: Upload) -> dict[str, Any]:
    """Return how much there is of an upload, as `words.outcome` takes it; read `with_counts`."""
    return {name: getattr(upload, f"{_COUNT}{name}") for name in _COUNTS}


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
