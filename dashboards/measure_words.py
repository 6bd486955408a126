"""Measures in words: the cards of a few, the table of all (pure)."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboards.board import Board, MeasureFacts, MeasureStanding, TargetFacts
from dashboards.standing import due_quarter_of
from dashboards.wording import by_end_of, listed, quantity
from programmes.dates import day_words
from programmes.money import format_number
from programmes.progress import Rag

MOST_CARDS = 4

WhyMeasure = Callable[[int], str]

COMPARATORS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}

_UNITS = {"hours_per_week": "hours a week", "wte": "whole-time equivalents"}

_MEANINGS = {
    Rag.ON_TRACK: "positive",
    Rag.AT_RISK: "caution",
    Rag.OFF_TRACK: "negative",
}


def status_words(standing: MeasureStanding) -> str:
    """Return the status as a word. A measure without any target has none to be agreed."""
    return "No target" if standing.target is None else standing.rag.value


def target_words(target: TargetFacts | None, measure: MeasureFacts, board: Board) -> str:
    """Return a target with its exact comparator and its date, as far as they are agreed."""
    if target is None:
        return "No target"
    due = due_quarter_of(target, board)
    when = f" by {by_end_of(due)}" if due else ", no date set"
    if target.kind == "increase" and target.value is None:
        return f"an increase on the baseline{when}"
    if target.value is None:
        return f"to be agreed{when}"
    return f"{_aim(target, measure)}{when}{_standing_words(target)}"


def _aim(target: TargetFacts, measure: MeasureFacts) -> str:
    comparator = COMPARATORS.get(target.comparator or "", "")
    value = target.value
    if value is None:
        return ""
    if target.kind == "change":
        if value < 0 and target.comparator in ("<=", "<"):
            more = "or more" if target.comparator == "<=" else "and more"
            return f"a fall of {format_number(-value)}% {more} from the baseline"
        return f"{comparator} {quantity(value, 'percent')} change from the baseline"
    if target.kind == "increase":
        return f"{comparator} {quantity(value, measure.unit)} above the baseline"
    return f"{comparator} {quantity(value, measure.unit)}"


def _standing_words(target: TargetFacts) -> str:
    if target.state == "to_be_agreed":
        return " (to be agreed)"
    if target.state == "to_be_confirmed":
        return " (to be confirmed)"
    return ""


def value_words(standing: MeasureStanding) -> str | None:
    """Return the value to date; None where there is none or it may not be shown."""
    return quantity(standing.value, standing.measure.unit)


def notes(standing: MeasureStanding) -> str:
    """Return what a reader must know beside the value: gaps, baseline, target met or not."""
    said = []
    if standing.met is not None:
        said.append("Target met" if standing.met else "Target not met")
    if standing.missing_quarters:
        labels = listed([quarter.label for quarter in standing.missing_quarters])
        said.append(f"No figure for {labels}, so the sum is the least it can be")
    baseline = standing.measure.baseline
    if baseline is not None and baseline.state == "to_be_established":
        due = f" by {day_words(baseline.due_by)}" if baseline.due_by else ""
        owner = f" ({baseline.owner})" if baseline.owner else ""
        said.append(f"Baseline to be established{due}{owner}")
    elif standing.rag is Rag.BASELINE_TO_BE_SET and standing.value is not None:
        said.append("Not judged: no baseline is recorded")
    return ". ".join(said)


def table(board: Board, standings: Sequence[MeasureStanding], why: WhyMeasure) -> dict[str, Any]:
    """Return every measure with its value to date, what is expected, its target and status."""
    return {
        "caption": "All measures",
        "columns": [
            {"text": "Measure"},
            {"text": "To date", "numeric": True},
            {"text": "Expected by then", "numeric": True},
            {"text": "Target"},
            {"text": "Status"},
            {"text": "Notes"},
        ],
        "rows": [_row(standing, board, why) for standing in standings],
        "note": "To date counts approved returns only. Expected by then is the plan's own figure, "
        "or a straight line from the baseline (from nil, for what is added up) to the target.",
    }


def _row(standing: MeasureStanding, board: Board, why: WhyMeasure) -> list[Any]:
    measure = standing.measure
    value = value_words(standing)
    expected = quantity(standing.expected, measure.unit)
    status = status_words(standing)
    return [
        {"text": measure.name, "note": _unit(measure)},
        None
        if value is None
        else {"text": value, "href": why(measure.id), "note": until(standing)},
        None if expected is None else {"text": expected, "href": why(measure.id)},
        _capital(target_words(standing.target, measure, board)),
        {"text": "", "tag": status, "meaning": _MEANINGS.get(standing.rag, "quiet")},
        notes(standing),
    ]


def cards(
    board: Board, standings: Sequence[MeasureStanding], why: WhyMeasure
) -> list[dict[str, Any]]:
    """Return cards for the first few measures that have a target; the table has them all."""
    chosen = [standing for standing in standings if standing.target is not None][:MOST_CARDS]
    return [_card(standing, board, why) for standing in chosen]


def _card(standing: MeasureStanding, board: Board, why: WhyMeasure) -> dict[str, Any]:
    measure = standing.measure
    expected = quantity(standing.expected, measure.unit)
    value = value_words(standing)
    return {
        "label": measure.name,
        "value": value,
        "unit": " ".join(part for part in (_unit(measure), until(standing)) if part),
        "empty": "Too few answers to show" if standing.rag is Rag.TOO_FEW else "No data yet",
        "rag": status_words(standing),
        "target": f"Target: {target_words(standing.target, measure, board)}",
        "expected": f"Expected by then: {expected}" if expected is not None else "",
        "note": notes(standing),
        "source_href": why(measure.id),
    }


def _unit(measure: MeasureFacts) -> str:
    """The unit, where neither the figure nor the measure's name says it."""
    unit = _UNITS.get(measure.unit, "")
    return "" if measure.name.lower().endswith("a week") and "week" in unit else unit


def until(standing: MeasureStanding) -> str:
    """Return of which quarter a value is, or until when it is added up; "" where there is none."""
    quarter = standing.value_quarter
    if quarter is None:
        return ""
    word = "in" if standing.measure.aggregation == "latest" else "to"
    return f"{word} {quarter.label}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
