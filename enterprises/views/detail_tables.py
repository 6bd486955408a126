"""The tables of an enterprise's page: its weeks of one quarter, and its typical weeks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from enterprises import origins
from enterprises.models import Enterprise, TypicalWeek, WeeklyHours
from enterprises.views.common import page_url
from enterprises.weeks import MEASURED, TYPICAL, WeekLine
from enterprises.words import day_words, hours_words
from programmes.models import Programme
from programmes.money import format_hours
from programmes.quarters import Quarter

WHENCE = "Where it comes from"

Table = dict[str, Any]


def weeks_table(
    programme: Programme,
    enterprise: Enterprise,
    quarter: Quarter,
    lines: Sequence[WeekLine],
    *,
    measured: Sequence[WeeklyHours],
    may_edit: bool,
) -> Table:
    """Return the hours of each week, each leading to where they are given or corrected, and to
    the file they came from; `measured` are the quarter's, read `with_origin`."""
    by_week: dict[date, list[WeeklyHours]] = defaultdict(list)
    for one in measured:
        by_week[one.week_start].append(one)
    rows = []
    for line in lines:
        verb = "Correct" if line.basis == MEASURED else "Add"
        address = page_url(
            "hours_week", programme, enterprise=enterprise.pk, week=line.week.isoformat()
        )
        week = {
            "text": day_words(line.week),
            "href": address if may_edit and line.open else "",
            "before": f"{verb} the hours of",
        }
        # A week in which nothing was due has no figure, and nothing about it is unknown.
        hours = {"text": line.hours, "empty": "no figure"}
        known = {"text": "", "tag": line.basis, "meaning": line.meaning}
        rows.append([week, hours, known, _whence(line, by_week[line.week], programme)])
    return {
        "caption": f"Hours by week, {quarter.full_label}",
        "columns": [
            {"text": "Week beginning Monday"},
            {"text": "Hours", "numeric": True},
            {"text": "How it is known"},
            {"text": WHENCE},
        ],
        "rows": rows,
    }


def outside_table(
    programme: Programme, enterprise: Enterprise, rows: Sequence[WeeklyHours], *, may_edit: bool
) -> Table:
    """Return hours of weeks outside the programme's quarters, each leading to where they are
    corrected or removed; `rows` are read `with_origin`."""
    by_week: dict[date, list[WeeklyHours]] = defaultdict(list)
    for row in rows:
        by_week[row.week_start].append(row)
    lines = []
    for week, mine in sorted(by_week.items()):
        address = page_url("hours_week", programme, enterprise=enterprise.pk, week=week.isoformat())
        lines.append(
            [
                {
                    "text": day_words(week),
                    "href": address if may_edit else "",
                    "before": "Correct or remove the hours of",
                },
                hours_words(sum(row.hundredths for row in mine)),
                origins.cell(origins.of_hours(mine, programme)),
            ]
        )
    return {
        "caption": "Hours outside the programme",
        "columns": [
            {"text": "Week beginning Monday"},
            {"text": "Hours", "numeric": True},
            {"text": WHENCE},
        ],
        "rows": lines,
    }


def _whence(line: WeekLine, measured: Sequence[WeeklyHours], programme: Programme) -> Any:
    if measured:
        return origins.cell(origins.of_hours(measured, programme))
    if line.basis == TYPICAL:
        return {"text": "Typical weeks, below", "href": "#typical-weeks"}
    return ""


def typical_table(
    programme: Programme, enterprise: Enterprise, weeks: Sequence[TypicalWeek], *, may_edit: bool
) -> Table:
    """Return the typical weeks, each with the way to end or remove it."""
    columns: list[dict[str, Any]] = [
        {"text": "From the week of"},
        {"text": "To the week of"},
        {"text": "Hours a week", "numeric": True},
        {"text": "Kind of help"},
        {"text": "Who pays"},
        {"text": WHENCE},
    ]
    rows: list[list[Any]] = [
        [
            day_words(week.valid_from),
            day_words(week.valid_to) or "Still holds",
            format_hours(week.hours),
            week.service_type.name,
            week.get_payer_display(),
            origins.cell(origins.of_hours([week], programme)),
        ]
        for week in weeks
    ]
    if may_edit:
        columns.append({"text": "Change", "hidden": True})
        for row, week in zip(rows, weeks, strict=True):
            which = f"the typical week from {day_words(week.valid_from)}, {week.service_type.name}"
            address = page_url(
                "typical_week_edit", programme, enterprise=enterprise.pk, typical=week.pk
            )
            row.append({"text": "End or remove", "href": address, "after": which})
    return {"caption": "Typical weeks", "columns": columns, "rows": rows}
