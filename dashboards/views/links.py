"""Addresses that the pages of one programme lead to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from cashflow.series import BasisName
from dashboards.figure_names import Figure


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses for one programme of one council."""

    council: str
    programme: str

    def to(self, name: str, **kwargs: str | int) -> str:
        """Return the address of a page of the programme."""
        places = {"council": self.council, "programme": self.programme, **kwargs}
        return reverse(name, kwargs=places)

    def why(self, figure: Figure, quarter: int, basis: BasisName = BasisName.PUBLISHED) -> str:
        """Return where a figure is explained; the published basis needs no saying."""
        href = self.to("why", figure=figure.value, quarter=quarter)
        if basis is BasisName.PUBLISHED:
            return href
        return f"{href}?{urlencode({'basis': basis.value})}"

    def why_measure(self, measure_id: int) -> str:
        """Return where a measure's value is explained."""
        return self.to("why_measure", measure=measure_id)
