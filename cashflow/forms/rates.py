"""The form of rates: from which Monday on an hour is worth how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from cashflow.forms.base import AssumptionsForm
from cashflow.plan import MOST_RATES, PlannedRate
from config.forms import GdsDateField, RateField
from config.templatetags.pm import day
from programmes.quarters import monday_of

_PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row of the page."""

    number: int
    monday: BoundField
    rate: BoundField


class RatesForm(AssumptionsForm):
    """Rates in rows. A row with both boxes empty is left out, which is how a rate is removed."""

    most_rows = MOST_RATES

    def boxes(self) -> dict[str, forms.Field]:
        """Return the two boxes of each row."""
        found: dict[str, forms.Field] = {}
        for row in range(1, self.rows + 1):
            found[f"from_{row}"] = GdsDateField(
                label="From the week beginning Monday",
                noun=f"the Monday of rate {row}",
                required=False,
            )
            found[f"rate_{row}"] = RateField(
                label="Cost avoided for each hour", noun=f"rate {row}", required=False
            )
        return found

    @staticmethod
    def initial_of(rates: Sequence[PlannedRate]) -> dict[str, Any]:
        """Return what stands in the boxes of a plan."""
        found: dict[str, Any] = {}
        for row, rate in enumerate(rates, start=1):
            found[f"from_{row}"] = rate.effective_from
            found[f"rate_{row}"] = rate.rate_per_hour
        return found

    @property
    def rate_rows(self) -> list[RateRow]:
        """Return the rows for the page."""
        return [
            RateRow(row, self[f"from_{row}"], self[f"rate_{row}"])
            for row in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse half a row, a day that is not a Monday, and two rates from one week."""
        data = super().clean() or self.cleaned_data
        seen: dict[object, int] = {}
        for row in range(1, self.rows + 1):
            names = f"from_{row}", f"rate_{row}"
            if any(name in self.errors for name in names):
                continue
            monday, rate = data.get(names[0]), data.get(names[1])
            if monday is None and rate is not None:
                self._wrong_day(row, f"Enter the Monday from which rate {row} holds")
            elif monday is not None and rate is None:
                self.add_error(names[1], f"Enter rate {row}, or clear its date to remove it")
            elif monday is not None and monday.weekday() != 0:
                before, after = monday_of(monday), monday_of(monday) + timedelta(days=7)
                self._wrong_day(
                    row,
                    f"Rate {row} must start on a Monday, like {day(before)} or {day(after)}",
                )
            elif monday is not None and monday in seen:
                self._wrong_day(row, f"Rate {row} starts in the same week as rate {seen[monday]}")
            elif monday is not None:
                seen[monday] = row
        return data

    def _wrong_day(self, row: int, message: str) -> None:
        self.add_error(f"from_{row}", ValidationError(message, params={"parts": _PARTS}))

    def rates(self) -> list[PlannedRate]:
        """Return what was typed; only of a valid form."""
        pairs = [
            (self.cleaned_data[f"from_{row}"], self.cleaned_data[f"rate_{row}"])
            for row in range(1, self.rows + 1)
        ]
        return [PlannedRate(monday, rate) for monday, rate in pairs if monday is not None]
