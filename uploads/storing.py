"""Keeping what a check found, so that pages can show it and saving can do exactly that."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from accounts import bulk
from accounts.models import User
from uploads.changes import ADDED, CHANGED
from uploads.columns import WEEK, SheetReading
from uploads.headings import normalised
from uploads.importing import Question, importer
from uploads.models import ColumnMemory, Upload, UploadAnswer, UploadChange, UploadProblem
from uploads.pipeline import Checked
from uploads.problems import LONGEST_ABOUT, LONGEST_SHEET_NAME, LONGEST_VALUE, Problem, Severity

MOST_PROBLEMS = 20_000
MOST_QUESTIONS = 500
MOST_ABSENT = 2_000
_OF_PROBLEM = (
    *("upload_id", "code", "severity", "sheet", "row", "column"),
    *("heading", "value", "message", "remedy", "about", "also", "asks", "likely", "whose"),
)
_OF_CHANGE = (
    *("upload_id", "position", "what", "action", "number", "label", "sheet", "row"),
    *("corrected", "fields", "before", "after"),
)
_AS_JSON = ("fields", "before", "after")
LONGEST_LABEL = 200


def store(upload: Upload, checked: Checked, *, again: str) -> None:
    """Replace what the last check of an upload left by what this one found.

    Sets the upload's fields without saving it; called in a transaction with the upload locked.
    """
    upload.problems.all().delete()
    upload.changes.all().delete()
    problems = _at_most(checked.problems)
    bulk.insert(UploadProblem, _OF_PROBLEM, [_problem(upload.pk, one) for one in problems])
    bulk.insert(UploadChange, _OF_CHANGE, _changes(upload.pk, checked), encoded=_AS_JSON)
    upload.reading = [_reading(reading) for reading in checked.readings]
    upload.summary = _summary(checked, again)


def remember(upload: Upload, readings: Iterable[SheetReading]) -> None:
    """Keep what a person has said of sheets and columns: that alone, not how the other columns of
    the same sheet were understood."""
    said: dict[str, tuple[User, set[int]]] = {}
    for answer in UploadAnswer.unscoped.filter(
        upload=upload, about__in=(UploadAnswer.About.KIND, UploadAnswer.About.FIELD)
    ).select_related("by"):
        columns = said.setdefault(answer.sheet, (answer.by, set()))[1]
        if answer.about == UploadAnswer.About.FIELD:
            columns.add(answer.column)
    for reading in readings:
        if reading.sheet not in said or not reading.kind or not reading.signature:
            continue
        by, columns = said[reading.sheet]
        fields = {
            normalised(heading.text): heading.field
            for heading in reading.headings
            if heading.column in columns and heading.field != WEEK and heading.text
        }
        known = ColumnMemory.objects.for_council(upload.council).filter(signature=reading.signature)
        before = known.filter(kind=reading.kind).first()
        ColumnMemory.unscoped.update_or_create(
            council=upload.council,
            signature=reading.signature,
            defaults={
                "kind": reading.kind,
                "fields": (before.fields if before else {}) | fields,
                "by": by,
            },
        )


def _at_most(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    order = list(Severity)
    gravest = sorted(problems, key=lambda problem: order.index(problem.severity))
    more = Problem(
        code="file.more_problems",
        severity=Severity.NOTE,
        message=f"{len(problems):,} problems were found; the first {MOST_PROBLEMS:,} are shown",
        remedy="Correct these and upload the file again",
    )
    return (*gravest[:MOST_PROBLEMS], more)


def first_open(questions: Iterable[Question]) -> list[Question]:
    """Return as many questions as a page can show; those without an answer come first, so that
    none of them is ever out of sight while it is in the way."""
    return sorted(questions, key=lambda question: bool(question.answer))[:MOST_QUESTIONS]


def _problem(upload: int, problem: Problem) -> tuple[Any, ...]:
    return (
        upload,
        problem.code[:60],
        problem.severity.value,
        problem.sheet[:LONGEST_SHEET_NAME],
        problem.row,
        problem.column,
        problem.heading[:200],
        problem.value[:LONGEST_VALUE],
        problem.message[:500],
        problem.remedy[:500],
        problem.about[:LONGEST_ABOUT],
        [[one.row, one.column, one.value[:LONGEST_VALUE]] for one in problem.also],
        problem.asks[:300],
        problem.likely[:300],
        problem.whose[:LONGEST_VALUE],
    )


def _changes(upload: int, checked: Checked) -> Iterator[tuple[Any, ...]]:
    """Yield the changes as they are stored."""
    changes = checked.examination.changes
    numbers = {
        what: iter(importer().numbers(what, count))
        for (what, action), count in changes.counted.items()
        if action == ADDED
    }
    for place, (what, action, number, label, sheet, row, *rest) in enumerate(changes.rows()):
        corrected = (sheet, row) in checked.corrected
        cut = (label[:LONGEST_LABEL], sheet[:LONGEST_SHEET_NAME])
        own = next(numbers[what], None) if number is None else number
        yield (upload, place, what, action, own, *cut, row, corrected, *rest)


def _reading(reading: SheetReading) -> dict[str, Any]:
    plain = asdict(reading)
    for heading in plain["headings"]:
        heading["week"] = heading["week"].isoformat() if heading["week"] else None
    plain["skipped"] = {str(row): why for row, why in reading.skipped.items()}
    return plain


def _summary(checked: Checked, again: str) -> dict[str, Any]:
    examination = checked.examination
    counted = examination.changes.counted.copy()
    for what, more in examination.brought.items():
        counted[what, ADDED] += more
    rows: Counter[str] = Counter()
    for one in checked.lists:
        rows[one.kind] += len(one.rows)
    return {
        "format": checked.book.format,
        "notes": list(checked.book.notes),
        "rows": dict(rows),
        "sheet_rows": {one.sheet: len(one.rows) for one in checked.lists},
        "unchanged": examination.unchanged,
        "certain": examination.certain,
        "absent": {kind: list(names[:MOST_ABSENT]) for kind, names in examination.absent.items()},
        "effects": [asdict(effect) for effect in examination.effects],
        "overwritten": [asdict(one) for one in examination.overwritten],
        "newer": asdict(examination.newer) if examination.newer else None,
        "questions": [asdict(one) for one in first_open(examination.questions)],
        # Equal ones are one, as they are to the reader.
        "problems": dict(Counter(one.first.severity.value for one in checked.groups())),
        "unsure": sum(not h.certain for one in checked.readings if one.kind for h in one.headings),
        "changes": {
            what: {action: counted[what, action] for action in (ADDED, CHANGED)}
            for what in dict.fromkeys(what for what, _ in counted)
        },
        "open": checked.open(),
        "again": again,
    }
