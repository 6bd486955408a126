"""The answers of a return as its check page shows them: beside last quarter and the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from programmes import codes, sections
from programmes.boxes import Box, register_says, taken_measures
from programmes.jumps import jump
from programmes.models import QuarterlyReturn, Reading
from programmes.sections import Section
from programmes.tables import words_of
from programmes.views.common import page_url

BLANK_WORDS = "Not known: will count as missing, not as zero"


def answers(version: QuarterlyReturn, part: Section, boxes: list[Box]) -> list[dict[str, Any]]:
    """Return one section's answers as rows, each with a link to change it."""
    href = section_url(version, part)
    if part is sections.COMMENT:
        value = version.comment or None
        return [{"key": "Comment", "value": value, "empty": "No comment", "change_href": href}]
    return [
        {
            "key": box.measure.name,
            "value": box.words(box.value),
            "empty": BLANK_WORDS,
            "note": " ".join(f"{sentence}." for sentence in _beside(box)),
            "change_href": href,
        }
        for box in boxes
        if box.section is part
    ]


def taken_rows(version: QuarterlyReturn) -> list[dict[str, Any]]:
    """Return, as rows, the figures that nobody is asked for, as the register says them now."""
    programme, number = version.programme, version.quarter_number
    rows = []
    for measure in taken_measures(programme):
        said = register_says(measure, programme, number)
        rows.append(
            {
                "key": measure.name,
                "value": words_of(said.value, measure),
                "empty": BLANK_WORDS,
                "note": f"{said.note[:1].upper()}{said.note[1:]}." if said.note else "",
            }
        )
    return rows


@dataclass(frozen=True, slots=True)
class Caution:
    """What may be a slip: allowed, and said to who submits and to who decides."""

    finding: str
    advice: str

    def __str__(self) -> str:
        return f"{self.finding} {self.advice}"


def cautions(part: Section, boxes: list[Box]) -> list[Caution]:
    """Return what may be a slip in a section."""
    inside = [box for box in boxes if box.section is part]
    return [caution for box in inside for caution in _cautions_of(box)]


def _cautions_of(box: Box) -> Iterator[Caution]:
    name, given = box.measure.name, box.words(box.value)
    if box.measure.code == codes.EXPENDITURE and box.value is not None and box.value < 0:
        yield Caution(
            f"{name} is {given}. This is below zero: a credit.", "Change it if that is a slip."
        )
    last = f"{box.words(box.previous)}{_not_approved(box)}"
    if jumped := jump(box.value, box.previous, last):
        yield Caution(
            f"{name} is {given}: {jumped}.",
            "Change it if that is a slip. If it is right, say why in the comment.",
        )


def section_url(version: QuarterlyReturn, part: Section) -> str:
    """Return the address of the page that asks for a section."""
    programme, number = version.programme, version.quarter_number
    return page_url("return_section", programme, quarter=number, section=part.slug)


def _beside(box: Box) -> list[str]:
    """Return what is known beside a figure, so that a slip stands out."""
    said = []
    if box.previous is not None:
        said.append(f"Last quarter: {box.words(box.previous)}{_not_approved(box)}")
    if box.planned is not None:
        said.append(f"Plan: {box.words(box.planned)}")
    reading = box.reading
    if reading is not None and box.offered is not None:
        if reading.reason:
            said.append(f"The register says {box.words(box.offered)}")
            said.append(f"Your reason: {reading.reason.rstrip('.')}")
        elif reading.origin == Reading.Origin.REGISTER:
            said.append("Taken from the register")
    return said


def _not_approved(box: Box) -> str:
    return " (not approved yet)" if box.previous_open else ""
