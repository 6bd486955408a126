"""The fingerprint of a run's inputs: equal inputs have equal fingerprints (pure)."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from cashflow.engine import ENGINE_VERSION
from cashflow.series import Inputs


def fingerprint(inputs: Inputs) -> str:
    """Return the SHA-256, in hexadecimal, of all inputs, the as-at day and the engine's version.

    Numbers of database rows are left out, so that the same figures give the same fingerprint in
    another database; a figure written as 4.5 or as 4.5000 is the same figure.
    """
    return hashlib.sha256("\n".join(_canonical(inputs)).encode()).hexdigest()


def _canonical(inputs: Inputs) -> Iterator[str]:
    yield f"engine {ENGINE_VERSION}"
    yield f"as at {inputs.as_at.isoformat()}"
    yield f"weeks {inputs.weeks_rule.value}"
    for quarter in inputs.quarters:
        yield f"quarter {quarter.number} {quarter.start} {quarter.end} {quarter.fy_start_month}"
    yield f"assumptions {inputs.assumptions_version}"
    for rate in sorted(inputs.rates, key=lambda rate: rate.effective_from):
        yield f"rate {rate.effective_from} {_text(rate.per_hour)}"
    for number in sorted(inputs.plan_hours):
        yield f"plan {number} {_text(inputs.plan_hours[number])}"
    for line in inputs.cost_lines:
        # repr: a line break typed into a name must not read as another line.
        yield f"cost {line.name!r} {line.kind} {' '.join(_text(amount) for amount in line.amounts)}"
    for number, said in sorted(inputs.returns.items()):
        figures = (said.hours_per_week, said.eligible_hours_per_week, said.expenditure)
        yield f"return {number} {said.version} {' '.join(_text(figure) for figure in figures)}"


def _text(figure: Decimal | None) -> str:
    if figure is None:
        return "-"
    text = f"{figure:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
