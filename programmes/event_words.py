"""What the history says of programmes, measures and returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accounts.event_words import fields_of
from accounts.history import BLANK, Field, Kind, Said, Values, chosen, kind, plain
from accounts.models import Council, Event
from programmes import sections, standard
from programmes.models import Baseline, Measure, Programme, QuarterlyReturn, Target
from programmes.quarters import label_of
from programmes.units import exact_words

_STANDARD = {measure.code: measure.name for measure in standard.MEASURES}
_PROGRAMME = fields_of(
    Programme,
    *("name", "reference", "description", "area", "phase", "partner", "start_date"),
    *("quarter_count", "weeks_rule"),
    weeks_rule="weeks of a quarter, when hours are priced",
    return_due_days="days after a quarter’s end by which its return is due",
) | {"measures": Field("Measures", lambda codes: "; ".join(_STANDARD.get(c, c) for c in codes))}
_MEASURE = fields_of(
    Measure,
    *("name", "definition", "unit", "on_return"),
    code="short name",
    direction="which way is better",
    aggregation="how quarters add up",
    source="where its figures come from",
    tolerance_percent="range around the target, in per cent",
    position="place in the list",
)
_BASELINE = fields_of(
    Baseline, "owner", "note", state="baseline", as_at="as at", due_by="to be established by"
)
_TARGET = fields_of(
    Target, "version", "note", kind="kind of target", state="whether it is agreed"
) | {
    "due_quarter": Field(
        "By the end of", lambda number: "no date" if number is None else label_of(int(number))
    ),
    "comparator": Field("Compared", chosen(dict(Target.Comparator.choices), "none stated")),
}
_STATUS = chosen(dict(QuarterlyReturn.Status.choices))


@dataclass(frozen=True, slots=True)
class _Measures:
    """Names and units of the measures that the events shown are about.

    A code belongs to a programme, so a return's figures are named by the programme it is of.
    """

    programme_of: Mapping[str, int] = field(default_factory=dict)
    by_code: Mapping[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def of_return(self, number: str, code: str) -> tuple[str, str]:
        """Return name and unit of a return's measure; a guess at its name where it is gone."""
        guess = _STANDARD.get(code, code.replace("_", " ").capitalize())
        return self.by_code.get((self.programme_of.get(number, 0), code), (guess, ""))


def source(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for each verb of this app; three queries at most."""
    known = _looked_up(council, events)

    def of_return(values: Values, about: str) -> Said:
        return _return(values, about, known)

    def of_measure(fields: Mapping[str, Field]) -> Any:
        """Let the value be written in the unit of the measure that the event is about."""

        def say(values: Values, about: str) -> Said:
            is_change = values.get("kind") == Target.Kind.CHANGE
            unit = Measure.Unit.PERCENT.value if is_change else known.units.get(about, "")
            value = Field("Value", lambda value: _figure(value, unit))
            return kind("", {**fields, "value": value}).say(values, about)

        return say

    return {
        "programme.created": kind("Programme created", _PROGRAMME),
        "programme.changed": kind("Programme settings changed", _PROGRAMME),
        "partner.added": kind("Delivery partner added", {"name": Field("Name")}),
        "measure.added": kind("Measure added", _MEASURE),
        "measure.changed": kind("Measure changed", _MEASURE),
        "baseline.set": Kind("Baseline set", of_measure(_BASELINE)),
        "target.set": Kind("Target set", of_measure(_TARGET)),
        # About the target itself: of which measure it was is among what is kept of it.
        "target.removed": kind("Target removed", {**_TARGET, "value": Field("Value", _number)}),
        "target.approved": Kind("Target approved", of_measure(_TARGET)),
        "return.opened": Kind("Return begun", of_return),
        "return.saved": Kind("Return saved as a draft", of_return),
        "return.submitted": Kind("Return submitted", of_return),
        "return.sent_back": Kind("Return sent back", of_return),
        "return.approved": Kind("Return approved", of_return),
        "return.reopened": Kind("Return reopened", of_return),
    }


def _looked_up(council: Council, events: Sequence[Event]) -> _Measures:
    ids: dict[str, list[str]] = {}
    for event in events:
        ids.setdefault(event.object_type, []).append(event.object_id)
    returns = ids.get(QuarterlyReturn._meta.label_lower, [])
    measures = ids.get(Measure._meta.label_lower, [])
    programme_of = (
        dict(
            QuarterlyReturn.objects.for_council(council)
            .filter(pk__in=returns)
            .values_list("pk", "programme_id")
        )
        if returns
        else {}
    )
    wanted = Measure.objects.for_council(council)
    of_returns = wanted.filter(programme_id__in=set(programme_of.values())) if returns else ()
    of_events = wanted.filter(pk__in=measures) if measures else ()
    return _Measures(
        programme_of={str(pk): programme for pk, programme in programme_of.items()},
        by_code={(m.programme_id, m.code): (m.name, m.unit) for m in of_returns},
        units={str(measure.pk): measure.unit for measure in of_events},
    )


def _return(values: Values, about: str, known: _Measures) -> Said:
    said: Said = {}
    for name, value in values.items():
        if name == "status":
            said["Status"] = _STATUS(value)
        elif name == "version":
            said["Version"] = plain(value)
        elif name == "comment":
            said["Comment"] = plain(value)
        elif name == "sections":
            said["To look at again"] = sections.titles(value) or "the whole return"
        elif name == "figures":
            for code, figure in value.items():
                label, unit = known.of_return(about, code)
                said[label] = _figure(figure, unit)
        else:
            label, unit = known.of_return(about, name)
            said[label] = _reading(value, unit)
    return said


def _reading(kept: Any, unit: str) -> str:
    """Say what a return held of a measure: nothing yet, or a figure and where it came from."""
    if not isinstance(kept, Mapping):
        return "not answered" if kept is None else plain(kept)
    text = _figure(kept.get("value"), unit)
    if kept.get("denominator") is not None:
        parts = (exact_words(Decimal(kept[part]), "") for part in ("numerator", "denominator"))
        text += f" ({' out of '.join(parts)})"
    if kept.get("origin") == "register":
        text += ", taken from the register"
    elif "register" in kept:
        text += f", where the register said {_figure(kept['register'], unit)}"
    return f"{text}, because: {kept['reason']}" if kept.get("reason") else text


def _figure(value: Any, unit: str) -> str:
    return BLANK if value is None else exact_words(Decimal(value), unit)


def _number(value: Any) -> str:
    return _figure(value, "")
