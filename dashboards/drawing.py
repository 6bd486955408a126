"""What the charts share: colours, axes, labels that do not overlap, numbers for drawing (pure).

A figure here is a plain dictionary for Plotly. Numbers become binary fractions at this edge and
nowhere else: this is drawing, not arithmetic, and the table beside each chart has the exact ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from programmes.money import round_half_away
from programmes.quarters import Quarter

Exact = Decimal | Fraction | int
Drawn = int | float | None

# The Government Analysis Function's colours for charts, by what they mean here.
ACTUAL = "#12436D"
SECOND = "#28A197"
SECOND_INK = "#146B64"  # the same hue, dark enough for words
PLAN = "#3D3D3D"
MARK = "#801650"
PAPER = "#FFFFFF"

# Of the lowest plot, on a narrow screen: labels that keep apart there keep apart everywhere.
_PLOT_HEIGHT = 240
_LABEL_HEIGHT = 19
_MOST_LABELLED = 12


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand right of a line's last point: quarter `x`, at the height of `at`."""

    text: str
    x: int
    at: Exact
    colour: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where an axis of values reaches."""

    bottom: Fraction
    top: Fraction


def drawn(value: Exact | None, places: int = 0) -> Drawn:
    """Return a figure as it is shown, as a number that JSON can hold; None stays a gap."""
    if value is None:
        return None
    shown = round_half_away(value, places)
    return int(shown) if shown == int(shown) else float(shown)


def quarter_axis(quarters: Sequence[Quarter], *, with_months: bool) -> dict[str, Any]:
    """Return the axis of quarters: programme quarter, then months or the calendar year.

    Where there are many, only the first quarter of each programme year is written.
    """
    shown = [
        quarter
        for quarter in quarters
        if len(quarters) <= _MOST_LABELLED or quarter.quarter_of_year == 1
    ]
    return {
        "tickmode": "array",
        "tickvals": [quarter.number for quarter in shown],
        "ticktext": [_tick(quarter, with_months) for quarter in shown],
        "tickangle": 0,
        "range": [0.5, len(quarters) + 0.5],
    }


def _tick(quarter: Quarter, with_months: bool) -> str:
    if with_months:
        months, year = quarter.period.rsplit(" ", 1)
        return f"{quarter.label}<br>{months}<br>{year}"
    return f"{quarter.label.replace(' ', '<br>')}"


def value_axis(
    values: Sequence[Exact | None], write: Callable[[Exact], str]
) -> tuple[dict[str, Any], Scale]:
    """Return an axis that holds all values and nought, at round steps, and how far it reaches.

    `write` says how a step is written, so that an axis and a table write alike.
    """
    known = [Fraction(value) for value in values if value is not None]
    low, high = min([*known, Fraction(0)]), max([*known, Fraction(0)])
    step = _step(high - low)
    first, last = low // step, -(-high // step)
    if first == last:
        last += 1
    steps = [step * count for count in range(first, last + 1)]
    room = step / 4
    bottom = steps[0] - (room if low < 0 else 0)
    top = steps[-1] + room
    axis = {
        "tickmode": "array",
        "tickvals": [drawn(value, 2) for value in steps],
        "ticktext": [write(value) for value in steps],
        "range": [drawn(bottom, 2), drawn(top, 2)],
    }
    return axis, Scale(bottom, top)


def _step(height: Fraction) -> Fraction:
    """Return a step of 1, 2 or 5 times a power of ten that cuts the height into six or fewer."""
    if height <= 0:
        return Fraction(1)
    step = Fraction(1, 100)
    while True:
        for factor in (1, 2, 5):
            if height <= 6 * factor * step:
                return factor * step
        step *= 10


def labels_at_the_right(
    labels: Sequence[Label], scale: Scale, past: float = 0
) -> list[dict[str, Any]]:
    """Return labels right of their points, moved apart where they would overlap.

    `past` is how far beyond the middle of the quarter the drawing itself reaches.
    """
    line = (scale.top - scale.bottom) * _LABEL_HEIGHT / _PLOT_HEIGHT
    placed: list[tuple[Fraction, Label]] = []
    for x in sorted({label.x for label in labels}):
        placed += _stacked([label for label in labels if label.x == x], line, scale.top)
    return [
        {
            "x": label.x + past,
            "y": drawn(at, 2),
            "xref": "x",
            "yref": "y",
            "text": label.text,
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 4 if past else 12,
            "align": "left",
            "bgcolor": PAPER,
            "font": {"color": label.colour},
        }
        for at, label in placed
    ]


def _stacked(
    labels: Sequence[Label], line: Fraction, top: Fraction
) -> list[tuple[Fraction, Label]]:
    """Return labels with the middle of each, none over another and none above the axis."""
    placed: list[tuple[Fraction, Label]] = []
    edge: Fraction | None = None
    for label in sorted(labels, key=lambda one: Fraction(one.at)):
        half = line * (label.text.count("<br>") + 1) / 2
        middle = Fraction(label.at) if edge is None else max(Fraction(label.at), edge + half)
        placed.append((middle, label))
        edge = middle + half
    over = max(edge - top, Fraction(0)) if edge is not None else Fraction(0)
    return [(middle - over, label) for middle, label in placed]


def marked(x: int, y: Drawn, words: str, *, near_top: bool) -> dict[str, Any]:
    """Return the one label of the one marker of a chart, up and to the left of its point with a
    short arrow; left of it where there is no room above it."""
    return {
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "text": words,
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": MARK,
        "ax": -84 if near_top else -70,
        "ay": -12 if near_top else -48,
        "font": {"color": MARK},
        "bgcolor": PAPER,
    }


def pieces(
    values: Sequence[Exact | None], actual: Sequence[bool], *, solid: bool
) -> list[tuple[int, bool] | None]:
    """Return the solid parts of a line, or all its other parts, with None for each break between.

    A stretch is solid where both its ends are actual: one that leads to an estimate, or on from
    it, is an estimate too. Each point is given by its place, and whether it is of this kind itself
    and so gets its marker here; the others only begin or end a stretch. An unknown value breaks
    the line: a gap is a gap.
    """
    known = [value is not None for value in values]
    # Whether a stretch of this kind leads to each place from the one before.
    joined = [
        place > 0
        and known[place - 1]
        and known[place]
        and (actual[place - 1] and actual[place]) is solid
        for place in range(len(values))
    ]
    found: list[tuple[int, bool] | None] = []
    for place in range(len(values)):
        own = known[place] and actual[place] is solid
        begins = place + 1 < len(values) and joined[place + 1]
        if not (own or begins or joined[place]):
            continue
        if found and not joined[place]:
            found.append(None)
        found.append((place, own))
    return found


def make_room(figure: dict[str, Any]) -> None:
    """Widen the right margin for the longest label that stands in it."""
    texts = [
        note["text"] for note in figure["layout"]["annotations"] if note.get("xanchor") == "left"
    ]
    longest = max((len(line) for text in texts for line in text.split("<br>")), default=0)
    figure["layout"]["margin"] = {"r": max(48, 20 + 8 * longest)}


def hover(quarter: str, state: str, value: str) -> str:
    """Return what is said of a point: the quarter, what the figure is, and the figure."""
    return f"{quarter}<br>{state}: {value}"


def end_of(numbers: Sequence[int], values: Sequence[Exact | None]) -> tuple[int, Exact] | None:
    """Return the last known point of a series, where its label stands; None where none is known."""
    known = [
        (number, value) for number, value in zip(numbers, values, strict=True) if value is not None
    ]
    return known[-1] if known else None
