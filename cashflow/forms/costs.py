"""The form of cost lines: what the programme costs, by line and quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from cashflow.forms.base import AssumptionsForm
from cashflow.models import CostLine
from cashflow.plan import MOST_COST_LINES, PlannedCost
from config.forms import PoundsField
from programmes.quarters import Quarter


@dataclass(frozen=True, slots=True)
class LineHead:
    """The name and kind of one line, as the page shows them."""

    number: int
    title: str
    name: BoundField
    kind: BoundField
    remove: BoundField


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One quarter with a box for each line."""

    quarter: Quarter
    amounts: list[BoundField]


class CostsForm(AssumptionsForm):
    """Cost lines by quarter. A blank amount is "not known yet"; 0 says that nothing is spent."""

    most_rows = MOST_COST_LINES

    def boxes(self) -> dict[str, forms.Field]:
        """Return name, kind, "remove" and one amount a quarter for each line."""
        found: dict[str, forms.Field] = {}
        for line in self._lines():
            name = forms.CharField(label="Name", max_length=120, required=False)
            name.width = 20  # type: ignore[attr-defined]
            found[f"name_{line}"] = name
            found[f"kind_{line}"] = forms.ChoiceField(
                label="Kind", choices=CostLine.Kind.choices, initial=CostLine.Kind.OTHER
            )
            found[f"remove_{line}"] = forms.BooleanField(label="Remove this line", required=False)
            for quarter in self.quarters:
                found[_amount(line, quarter)] = PoundsField(
                    label=f"Cost line {line}, {quarter.full_label}",
                    noun=f"the amount of cost line {line} in {quarter.label}",
                    required=False,
                )
        return found

    @staticmethod
    def initial_of(lines: Sequence[PlannedCost]) -> dict[str, Any]:
        """Return what stands in the boxes of a plan."""
        found: dict[str, Any] = {}
        for line, cost in enumerate(lines, start=1):
            found[f"name_{line}"] = cost.name
            found[f"kind_{line}"] = cost.kind
            for number, amount in cost.amounts.items():
                found[f"amount_{line}_{number}"] = amount
        return found

    @property
    def heads(self) -> list[LineHead]:
        """Return the lines' names and kinds for the page."""
        return [
            LineHead(
                line,
                self[f"name_{line}"].value() or f"Cost line {line}",
                self[f"name_{line}"],
                self[f"kind_{line}"],
                self[f"remove_{line}"],
            )
            for line in self._lines()
        ]

    @property
    def quarter_rows(self) -> list[QuarterRow]:
        """Return the quarters with their boxes for the page."""
        return [
            QuarterRow(quarter, [self[_amount(line, quarter)] for line in self._lines()])
            for quarter in self.quarters
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a line with amounts but no name, and a name used twice."""
        data = super().clean() or self.cleaned_data
        seen: dict[str, int] = {}
        for line in self._lines():
            if self._left_out(line):
                self._forgive(line)
                continue
            if f"name_{line}" in self.errors:
                continue
            name = str(data.get(f"name_{line}", ""))
            if not name:
                self.add_error(f"name_{line}", f"Enter a name for cost line {line}")
            elif name.casefold() in seen:
                same = f"Cost line {line} has the same name as cost line {seen[name.casefold()]}"
                self.add_error(f"name_{line}", same)
            seen.setdefault(name.casefold(), line)
        return data

    def cost_lines(self) -> list[PlannedCost]:
        """Return what was typed; only of a valid form."""
        return [
            PlannedCost(
                self.cleaned_data[f"name_{line}"],
                self.cleaned_data[f"kind_{line}"],
                {
                    quarter.number: self.cleaned_data[_amount(line, quarter)]
                    for quarter in self.quarters
                },
            )
            for line in self._lines()
            if not self._left_out(line)
        ]

    def _forgive(self, line: int) -> None:
        """What is wrong in a line that is left out anyway need not be put right first."""
        for name in [name for name in self.errors if name.split("_")[1:2] == [str(line)]]:
            del self.errors[name]

    def _lines(self) -> range:
        return range(1, self.rows + 1)

    def _left_out(self, line: int) -> bool:
        """A line marked as removed, or without a name and without any amount typed."""
        if self.cleaned_data.get(f"remove_{line}"):
            return True
        amounts = [str(self.data.get(_amount(line, quarter), "")) for quarter in self.quarters]
        return not self.cleaned_data.get(f"name_{line}") and not any(
            amount.strip() for amount in amounts
        )


def _amount(line: int, quarter: Quarter) -> str:
    return f"amount_{line}_{quarter.number}"
