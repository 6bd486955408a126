"""The figures of a board page: their names, what they mean, and where each is explained (pure)."""

from dataclasses import dataclass
from enum import StrEnum


class Span(StrEnum):
    """What stretch of the programme a figure is about."""

    QUARTER = "one quarter"
    WHOLE = "the whole programme"
    YEAR = "a year"


class Figure(StrEnum):
    """Every figure that "Where does this come from?" can explain; the value is in its address."""

    HOURS_A_WEEK = "hours-a-week"
    HOURS = "hours"
    COST_AVOIDED = "cost-avoided"
    EXPENDITURE = "expenditure"
    NET = "net"
    CUMULATIVE = "cumulative"
    BREAK_EVEN = "break-even"
    PAYBACK = "payback"
    PEAK_FUNDING = "peak-funding"
    BENEFIT_COST_RATIO = "benefit-cost-ratio"
    SWITCHING_RATE = "switching-rate"
    RUN_RATE = "run-rate"
    TOTAL_HOURS = "total-hours"
    TOTAL_COST_AVOIDED = "total-cost-avoided"
    TOTAL_EXPENDITURE = "total-expenditure"
    TOTAL_NET = "total-net"
    FINANCIAL_YEAR = "financial-year"
    PROGRAMME_YEAR = "programme-year"


@dataclass(frozen=True, slots=True)
class About:
    """A figure's name on pages, what it means in plain words, and what stretch it is about."""

    name: str
    meaning: str
    span: Span = Span.WHOLE


ABOUT: dict[Figure, About] = {
    Figure.HOURS_A_WEEK: About(
        "Hours a week",
        "Hours of help and care that the programme's enterprises give in an average week.",
        Span.QUARTER,
    ),
    Figure.HOURS: About("Hours in the quarter", "Hours a week times weeks.", Span.QUARTER),
    Figure.COST_AVOIDED: About(
        "Cost avoided",
        "What the council would otherwise have spent on these hours of care. It is not a budget "
        "that can be taken out.",
        Span.QUARTER,
    ),
    Figure.EXPENDITURE: About("Expenditure", "What the programme costs the council.", Span.QUARTER),
    Figure.NET: About("Net", "Cost avoided less expenditure.", Span.QUARTER),
    Figure.CUMULATIVE: About("Cumulative", "All nets so far, added up.", Span.QUARTER),
    Figure.BREAK_EVEN: About(
        "Breaks even in",
        "The first quarter at whose end the cost avoided so far has paid back all expenditure.",
    ),
    Figure.PAYBACK: About(
        "Payback time", "How long from the start until the money is recovered, in whole months."
    ),
    Figure.PEAK_FUNDING: About(
        "Deepest cumulative cost",
        "The most money that is out at any quarter's end; also called the peak funding "
        "requirement.",
    ),
    Figure.BENEFIT_COST_RATIO: About(
        "Benefit for each £1 spent",
        "Cost avoided divided by expenditure over all quarters; also called the benefit-cost "
        "ratio. Below 1 the money is not recovered.",
    ),
    Figure.SWITCHING_RATE: About(
        "Rate at which it just pays",
        "The amount avoided for each hour at which the programme would exactly recover its cost; "
        "also called the switching value.",
    ),
    Figure.RUN_RATE: About(
        "Cost avoided a year if the last quarter went on",
        "The last quarter's hours a week times 52 weeks times its rate.",
    ),
    Figure.TOTAL_HOURS: About("Hours in all", "All quarters added up."),
    Figure.TOTAL_COST_AVOIDED: About("Cost avoided in all", "All quarters added up."),
    Figure.TOTAL_EXPENDITURE: About("Expenditure in all", "All quarters added up."),
    Figure.TOTAL_NET: About("Net in all", "Cost avoided in all less expenditure in all."),
    Figure.FINANCIAL_YEAR: About(
        "Financial year by date",
        "Each quarter is counted in the financial year in which it starts.",
        Span.YEAR,
    ),
    Figure.PROGRAMME_YEAR: About(
        "Programme year",
        "Quarters 1 to 4 are year 1, 5 to 8 are year 2, as published business cases count. Each is "
        "counted as the financial year that most of a full programme year falls in.",
        Span.YEAR,
    ),
}


def about(figure: Figure) -> About:
    """Return a figure's name and meaning."""
    return ABOUT[figure]
