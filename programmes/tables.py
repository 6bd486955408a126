"""A return's figures as tables: for who decides, for who reads, and version against version."""

from collections.abc import Mapping, Sequence
from typing import Any

from programmes.boxes import Box
from programmes.models import Measure, QuarterlyReturn, Reading
from programmes.moved import Moved
from programmes.units import unit_words, written

NOT_KNOWN = "Not known"
NO_PLAN = "No plan"
NOT_IN_REGISTER = "Not kept there"


def words_of(value: Any, measure: Measure) -> str | None:
    """Return a figure of a measure with its unit; None where there is none."""
    shown = written(value, measure.unit)
    return None if shown is None else f"{shown} {unit_words(measure.unit)}".strip()


def reading_cell(reading: Reading | None, measure: Measure) -> dict[str, str]:
    """Return what a return says of a measure: the figure, where from, why other than the register.

    A blank is written out, because it is a finding of its own and not zero.
    """
    text = words_of(reading.value, measure) if reading else None
    notes = []
    if reading and reading.denominator is not None:
        notes.append(f"{reading.numerator:f} of {reading.denominator:f}".replace(".0000", ""))
    if reading and reading.origin == Reading.Origin.REGISTER and reading.value is not None:
        notes.append("taken from the register")
    if reading and reading.reason:
        notes.append(f"Reason: {reading.reason}")
    return {"text": text or NOT_KNOWN, "note": "; ".join(notes)}


def _register_words(words: str | None, measure: Measure) -> str | None:
    """Return what the register says; of a measure that it does not keep, that it does not."""
    if words is None and measure.source != Measure.Source.REGISTER:
        return NOT_IN_REGISTER
    return words


def decision_table(
    boxes: list[Box], taken: list[Reading], notes: Mapping[int, str]
) -> dict[str, Any]:
    """Return every figure with last quarter, the plan and the register, for who decides; `notes`
    say by measure how complete the register is for those that were taken from it by themselves."""
    rows: list[list[Any]] = []
    for box in boxes:
        register = {
            "text": _register_words(box.words(box.offered), box.measure),
            "note": box.offered_note,
        }
        kept = box.reading.register_value if box.reading else None
        if box.offered != kept and kept is not None:
            register["note"] = f"It said {box.words(kept)} when the figure was given."
        previous = {"text": box.words(box.previous)}
        if box.previous is not None and box.previous_open:
            previous["note"] = "not approved yet"
        rows.append(
            [
                box.measure.name,
                reading_cell(box.reading, box.measure),
                previous,
                box.words(box.planned) or NO_PLAN,
                register,
            ]
        )
    for reading in taken:
        cell = reading_cell(reading, reading.measure)
        register_cell = {
            "text": words_of(reading.register_value, reading.measure),
            "note": notes.get(reading.measure_id, ""),
        }
        rows.append([reading.measure.name, cell, None, NO_PLAN, register_cell])
    return {
        "caption": "Figures of this return",
        "columns": [
            {"text": "Measure"},
            {"text": "This return", "numeric": True},
            {"text": "Last quarter", "numeric": True},
            {"text": "Plan", "numeric": True},
            {"text": "The register says", "numeric": True},
        ],
        "rows": rows,
        "note": "“Not known” counts as missing, not as zero.",
        # In a narrow window what a figure is held against stands under it, not out of sight.
        "stacks": True,
    }


def version_table(version: QuarterlyReturn, moved: Sequence[Moved] = ()) -> dict[str, Any]:
    """Return the figures that a version holds, and what the register said at the time; where it
    has `moved` since, also what it says now."""
    now = {one.measure_id: one for one in moved}
    rows: list[list[Any]] = [
        [
            reading.measure.name,
            _given_by(reading, version),
            reading_cell(reading, reading.measure),
            {
                "text": _register_words(
                    words_of(reading.register_value, reading.measure), reading.measure
                ),
                "note": reading.register_note,
                "tag": f"Now {now[reading.measure_id].now}" if reading.measure_id in now else "",
                "meaning": "caution",
            },
        ]
        for reading in version.readings.select_related("measure", "entered_by")
    ]
    return {
        "caption": f"Figures of version {version.version}",
        "columns": [
            {"text": "Measure"},
            {"text": "Given by"},
            {"text": "Figure", "numeric": True},
            {"text": "The register said", "numeric": True},
        ],
        "rows": rows,
        "note": "“Not known” counts as missing, not as zero.",
    }


def _given_by(reading: Reading, version: QuarterlyReturn) -> str:
    """Return who gave a figure; of one that nobody is asked for, when the register gave it."""
    if not reading.measure.is_taken:
        return reading.entered_by.name
    if version.submitted_at is not None and reading.entered_at <= version.submitted_at:
        step = "the return was submitted"
    elif reading.entered_at < version.opened_at:
        step = f"version {version.version - 1} was submitted"
    else:
        step = "the return was saved"
    return f"Taken from the register when {step}"


def comparison_table(before: QuarterlyReturn, after: QuarterlyReturn) -> dict[str, Any] | None:
    """Return the answers that differ between two versions, old beside new; None where none does.

    An answer is its figure and all that is said with it, such as the reason.
    """
    was = {r.measure_id: r for r in before.readings.select_related("measure")}
    now = {r.measure_id: r for r in after.readings.select_related("measure")}
    rows: list[list[Any]] = []
    for key in [*now, *(key for key in was if key not in now)]:
        old, new = was.get(key), now.get(key)
        measure = (new or was[key]).measure
        cells = [reading_cell(old, measure), reading_cell(new, measure)]
        if cells[0] != cells[1]:
            rows.append([measure.name, *cells])
    if not rows:
        return None
    return {
        "caption": f"What changed from version {before.version}",
        "columns": [
            {"text": "Measure"},
            {"text": _version_words(before), "numeric": True},
            {"text": _version_words(after), "numeric": True},
        ],
        "rows": rows,
    }


def changes(before: QuarterlyReturn | None, after: QuarterlyReturn) -> dict[str, Any] | None:
    """Return what a version changes of the one before it, for programmes/parts/changes.html."""
    if before is None:
        return None
    comments = [
        {
            "key": f"Comment of {_version_words(version).lower()}",
            "value": version.comment or None,
            "empty": "No comment",
        }
        for version in (before, after)
    ]
    return {
        "before": before,
        "table": comparison_table(before, after),
        "comments": comments if before.comment != after.comment else [],
    }


def _version_words(version: QuarterlyReturn) -> str:
    return f"Version {version.version}, {version.get_status_display().lower()}"
