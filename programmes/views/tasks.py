"""The task list of a return, and the order of its pages."""

from typing import Any

from programmes import sections
from programmes.boxes import Box
from programmes.models import QuarterlyReturn, UnreadWords
from programmes.sections import Section
from programmes.views.common import page_url

NEEDS_ATTENTION = ("Needs attention", "caution")


def asked_sections(boxes: list[Box]) -> list[Section]:
    """Return the sections that this return has; measures of its own only where there are any."""
    used = {box.section for box in boxes}
    return [section for section in sections.ALL if section in used or section is sections.COMMENT]


def section_tasks(version: QuarterlyReturn, boxes: list[Box], *, ended: bool) -> list[Any]:
    """Return the sections with their statuses, then the check."""
    again = set(version.sent_back_sections.split(","))
    tasks: list[dict[str, Any]] = []
    for section in asked_sections(boxes):
        status, meaning = _status(version, section, boxes)
        sent_back = version.status == QuarterlyReturn.Status.SENT_BACK and section.slug in again
        tasks.append(
            {
                "title": section.title,
                "href": _section_url(version, section),
                "hint": "Look at this again, says the person who sent it back."
                if sent_back
                else "",
                "status": status,
                "meaning": meaning,
            }
        )
    check = {"title": "Check and submit", "href": None, "status": "Cannot start yet"}
    if ended:
        check |= {"href": _check_url(version), "status": "To do", "meaning": "info"}
    else:
        check["hint"] = "You can submit the return once the quarter has ended."
    return [*tasks, check]


def next_url(version: QuarterlyReturn, boxes: list[Box], section: Section, *, ended: bool) -> str:
    """Return the page after a section: the next one, then the check."""
    asked = asked_sections(boxes)
    after = asked[asked.index(section) + 1 :]
    if after:
        return _section_url(version, after[0])
    if ended:
        return _check_url(version)
    return page_url("return_detail", version.programme, quarter=version.quarter_number)


def _status(version: QuarterlyReturn, section: Section, boxes: list[Box]) -> tuple[str, str]:
    if section is sections.COMMENT:
        if version.unread.filter(box=UnreadWords.COMMENT).exists():
            return NEEDS_ATTENTION
        return ("Completed", "") if version.comment else ("Optional", "")
    inside = [box for box in boxes if box.section is section]
    if any(box.unread for box in inside):
        return NEEDS_ATTENTION
    if not any(box.is_answered for box in inside):
        return "Not yet started", "info"
    if any(box.is_answered and box.problem for box in inside):
        return "Needs a reason", "caution"
    if not all(box.is_answered for box in inside):
        return "In progress", "info"
    if any(box.value is None for box in inside):
        return "Some left blank", "quiet"
    return "Completed", ""


def _section_url(version: QuarterlyReturn, section: Section) -> str:
    return page_url(
        "return_section",
        version.programme,
        quarter=version.quarter_number,
        section=section.slug,
    )


def _check_url(version: QuarterlyReturn) -> str:
    return page_url("return_check", version.programme, quarter=version.quarter_number)
