"""Forms of the assumptions: rates, planned hours and cost lines."""

from cashflow.forms.costs import CostsForm
from cashflow.forms.hours import HoursForm
from cashflow.forms.rates import RatesForm

__all__ = ["CostsForm", "HoursForm", "RatesForm"]
