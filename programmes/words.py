"""Baselines, targets and settings in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from programmes.dates import day_words
from programmes.models import Baseline, Measure, Programme, Target
from programmes.units import unit_words, written


def baseline_words(measure: Measure) -> tuple[str, str]:
    """Return where a measure starts, and what else is known of that."""
    baseline: Baseline | None = getattr(measure, "baseline", None)
    if baseline is None:
        return "Not set", ""
    if baseline.state == Baseline.State.TO_BE_ESTABLISHED:
        by = f" by {day_words(baseline.due_by)}" if baseline.due_by else ""
        owner = f"Owner: {baseline.owner}. " if baseline.owner else ""
        return f"To be established{by}", f"{owner}{baseline.note}".strip()
    said = written(baseline.value, measure.unit) or ""
    text = f"{said} {unit_words(measure.unit)}".strip()
    if baseline.state == Baseline.State.NIL:
        text = "Nil"
    if baseline.as_at:
        text = f"{text}, as at {day_words(baseline.as_at)}"
    return text, baseline.note


def target_words(target: Target) -> str:
    """Return what is aimed at, comparator in words; "None stated yet" where the papers say none."""
    if target.value is None or target.comparator is None:
        return "None stated yet"
    comparator = Target.Comparator(target.comparator).label
    unit = target.measure.unit
    if target.kind == Target.Kind.CHANGE:
        figure = written(target.value, Measure.Unit.PERCENT)
        return f"{comparator} {figure} against the baseline"
    figure = f"{written(target.value, unit)} {unit_words(unit)}".strip()
    if target.kind == Target.Kind.INCREASE:
        return f"{comparator} {figure} above the baseline"
    return f"{comparator} {figure}"


def due_words(target: Target, programme: Programme) -> str:
    """Return by when a target is to be met."""
    if target.due_quarter is None:
        return "no date"
    quarter = programme.quarter(target.due_quarter)
    if quarter is None:
        return f"by the end of quarter {target.due_quarter}, after the programme's end"
    return f"by the end of {quarter.full_label}"


def setting_rows(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return settings as rows of a summary list."""
    rows = []
    for name, value in settings.items():
        label = str(getattr(Programme._meta.get_field(name), "verbose_name", name))
        shown = day_words(value) if isinstance(value, date) else value
        if name == "weeks_rule":
            shown = Programme.Rule(value).label
        if name == "phase":
            shown = Programme.Phase(value).label
        rows.append({"key": f"{label[:1].upper()}{label[1:]}", "value": shown or None})
    return rows
