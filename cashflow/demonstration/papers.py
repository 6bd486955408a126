"""What a council's papers say, read from the data files of the demonstration."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cashflow.plan import PlannedCost, PlannedRate
from programmes.quarters import Quarter

_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Papers:
    """One data file; see its own `about` and `source`."""

    council: dict[str, str]
    partner: str
    programme: dict[str, Any]
    plan: dict[str, Any]
    measures: list[dict[str, Any]]

    def rates(self, quarters: tuple[Quarter, ...]) -> list[PlannedRate]:
        """Return the rates, each from the first week of the quarter it names."""
        return [
            PlannedRate(quarters[rate["from_quarter"] - 1].weeks[0], Decimal(rate["per_hour"]))
            for rate in self.plan["rates"]
        ]

    def hours(self) -> dict[int, Decimal | None]:
        """Return the planned hours a week by quarter number."""
        return _by_quarter(self.plan["hours_per_week"])

    def cost_lines(self) -> list[PlannedCost]:
        """Return the cost lines with their amounts by quarter number."""
        return [
            PlannedCost(line["name"], line["kind"], _by_quarter(line["amounts"]))
            for line in self.plan["cost_lines"]
        ]


def read(slug: str) -> Papers:
    """Return the papers of the council with this slug."""
    text = (_FOLDER / f"{slug}.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return Papers(
        told["council"], told["partner"], told["programme"], told["plan"], told["measures"]
    )


def figure(text: str | None) -> Decimal | None:
    """Return a figure of the papers; None is not stated."""
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    """Return a day of the papers; None is not stated."""
    return None if text is None else date.fromisoformat(text)


def _by_quarter(figures: list[str | None]) -> dict[int, Decimal | None]:
    return {number: figure(text) for number, text in enumerate(figures, start=1)}
