"""The form of planned hours: one box for each quarter."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms

from cashflow.forms.base import AssumptionsForm
from config.forms import HoursField


class HoursForm(AssumptionsForm):
    """Planned hours a week by quarter. A blank box is "not known yet", which is not nought."""

    def boxes(self) -> dict[str, forms.Field]:
        """Return one box for each quarter, under both its names."""
        return {
            _name(quarter.number): HoursField(
                label=quarter.full_label,
                noun=f"the hours a week of {quarter.label}",
                suffix="hours a week",
                required=False,
            )
            for quarter in self.quarters
        }

    @staticmethod
    def initial_of(hours: Mapping[int, Decimal | None]) -> dict[str, Decimal | None]:
        """Return what stands in the boxes of a plan."""
        return {_name(number): figure for number, figure in hours.items()}

    def hours(self) -> dict[int, Decimal | None]:
        """Return what was typed, by quarter number; only of a valid form."""
        return {
            quarter.number: self.cleaned_data[_name(quarter.number)] for quarter in self.quarters
        }


def _name(number: int) -> str:
    return f"quarter_{number}"
