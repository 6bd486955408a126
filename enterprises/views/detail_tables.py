"""The tables of an enterprise's page: its weeks of one quarter, and its typical weeks."""

from collections.abc import Sequence
from typing import Any

from enterprises.models import Enterprise, TypicalWeek
from enterprises.views.common import page_url
from enterprises.weeks import MEASURED, WeekLine
from enterprises.words import day_words
from programmes.models import Programme
from programmes.money import format_hours
from programmes.quarters import Quarter

Table = dict[str, Any]


def weeks_table(
    programme: Programme,
    enterprise: Enterprise,
    quarter: Quarter,
    lines: Sequence[WeekLine],
    *,
    may_edit: bool,
) -> Table:
    """Return the hours of each week, each leading to where they are given or corrected."""
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
        rows.append([week, hours, {"text": "", "tag": line.basis, "meaning": line.meaning}])
    return {
        "caption": f"Hours by week, {quarter.full_label}",
        "columns": [
            {"text": "Week beginning Monday"},
            {"text": "Hours", "numeric": True},
            {"text": "How it is known"},
        ],
        "rows": rows,
    }


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
    ]
    rows: list[list[Any]] = [
        [
            day_words(week.valid_from),
            day_words(week.valid_to) or "Still holds",
            format_hours(week.hours),
            week.service_type.name,
            week.get_payer_display(),
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
