"""What the history says of the assumptions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from accounts.history import Kind, Said, Values, chosen, day_words
from accounts.models import Council, Event
from cashflow.models import CostLine
from programmes.money import exact_pounds, format_hours
from programmes.quarters import label_of

_KIND_OF_COST = chosen(dict(CostLine.Kind.choices))


def source(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for each verb of this app."""
    return {"assumptions.changed": Kind("Assumptions changed", _assumptions)}


def _assumptions(values: Values, about: str) -> Said:
    """Say each rate and each quarter's figure by itself, so that only what changed is told."""
    said: Said = {}
    for rate in values.get("rates", ()):
        amount = exact_pounds(Decimal(rate["per_hour"]))
        said[f"Rate from {day_words(rate['from'])}"] = f"{amount} an hour"
    for number, hours in values.get("hours_per_week", {}).items():
        said[f"Hours a week in {label_of(int(number))}"] = format_hours(Decimal(hours))
    for line in values.get("cost_lines", ()):
        said |= _cost_line(line)
    return said


def _cost_line(line: Mapping[str, Any]) -> Said:
    name = line["name"]
    said = {f"{name}, kind of cost": _KIND_OF_COST(line["kind"])}
    for number, amount in line["amounts"].items():
        said[f"{name} in {label_of(int(number))}"] = exact_pounds(Decimal(amount))
    return said
