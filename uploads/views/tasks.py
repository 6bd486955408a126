"""The task list of a checked upload, and the one thing to do next."""

from collections.abc import Sequence
from typing import Any

from uploads.columns import SheetReading
from uploads.models import Upload
from uploads.steps import Standing
from uploads.views.common import upload_url
from uploads.words import counted, listed, nothing, to_settle


def tasks_of(
    upload: Upload, stands: Standing, readings: Sequence[SheetReading]
) -> list[dict[str, Any]]:
    """Return the four steps, each with a word for how it stands."""
    return [
        _columns(upload, stands, readings),
        _problems(upload, stands),
        _matches(upload, stands),
        _changes(upload, stands),
    ]


def next_action(upload: Upload, stands: Standing) -> dict[str, str]:
    """Return the words and the address of the page's one primary button."""
    words = {
        "columns": "Look at sheets and columns",
        "problems": "Look at the problems",
        "matches": "Decide which is which",
        "changes": "See what will change",
    }
    step = stands.next_step
    at = f"#severity-{'fix' if stands.fix else 'confirm'}" if step == "problems" else ""
    return {"text": words[step], "href": upload_url(f"upload_{step}", upload) + at}


def _columns(upload: Upload, stands: Standing, readings: Sequence[SheetReading]) -> dict[str, Any]:
    left_out = len(readings) - stands.lists
    known = f"{counted(stands.lists, 'list', 'lists')} found" if stands.lists else ""
    out = f"{counted(left_out, 'sheet', 'sheets')} left out" if left_out else ""
    hint = ", ".join(filter(None, (known, out)))
    task = {
        "title": "Sheets and columns",
        "href": upload_url("upload_columns", upload),
        "hint": hint,
        "status": "Understood",
        "meaning": "positive",
    }
    if not stands.lists:
        return task | {"status": "No list found", "meaning": "negative"}
    if stands.unsure:
        return task | {
            "status": f"Please look at {counted(stands.unsure, 'column', 'columns')}",
            "meaning": "caution",
        }
    return task


def _problems(upload: Upload, stands: Standing) -> dict[str, Any]:
    task = {
        "title": "Problems",
        "href": upload_url("upload_problems", upload),
        "hint": f"{counted(stands.notes, 'note', 'notes')} for your information"
        if stands.notes
        else "",
        "status": "None",
        "meaning": "positive",
    }
    parts = []
    if stands.fix:
        parts.append(f"{stands.fix:,} to put right")
    if stands.confirm:
        parts.append(f"{stands.confirm:,} to confirm")
    if parts:
        meaning = "negative" if stands.fix else "caution"
        return task | {"status": listed(parts), "meaning": meaning}
    return task


def _matches(upload: Upload, stands: Standing) -> dict[str, Any]:
    task = {
        "title": "Already in the register?",
        "href": upload_url("upload_matches", upload),
        "hint": f"{counted(stands.certain, 'row', 'rows')} needed no question"
        if stands.certain
        else "",
        "status": "Done",
        "meaning": "positive",
    }
    if not stands.lists:
        return task | {"status": "Nothing to compare", "meaning": "quiet"}
    if stands.questions:
        return task | {"status": f"{stands.questions:,} to decide", "meaning": "caution"}
    return task


def _changes(upload: Upload, stands: Standing) -> dict[str, Any]:
    task = {
        "title": "What will change",
        "href": upload_url("upload_changes", upload),
        "hint": f"{counted(stands.changes, 'change', 'changes')} to the register",
        "status": "Ready for you to confirm",
        "meaning": "info",
    }
    if left := to_settle(upload.summary.get("open") or {}, stands.unsure):
        return task | {"hint": f"First: {left}", "status": "Not yet", "meaning": "quiet"}
    if not stands.changes:
        return task | {
            "hint": nothing(stands.rows),
            "status": "Nothing",
            "meaning": "quiet",
        }
    return task
