"""A second, slow and obvious calculation of the cash flow, to hold the application's against.

It imports nothing from the application, works in fractions, and finds weeks by walking through
the calendar a day at a time. Clarity before speed; it shares no idea with the engine but the
rules that both are given in words.
"""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

Given = Decimal | Fraction | int | str | None


def quarter_dates(start: date, how_many: int) -> list[tuple[date, date]]:
    """First and last day of each quarter. The day of the month is the start's, where it exists."""
    firsts = []
    year, month = start.year, start.month
    for _ in range(how_many + 1):
        last_day_of_month = calendar.monthrange(year, month)[1]
        firsts.append(date(year, month, min(start.day, last_day_of_month)))
        for _ in range(3):
            month += 1
            if month == 13:
                year, month = year + 1, 1
    return [(firsts[i], firsts[i + 1] - timedelta(days=1)) for i in range(how_many)]


def mondays(first: date, last: date) -> list[date]:
    """The Mondays of the weeks whose Thursday is one of these days."""
    found = []
    day = first
    while day <= last:
        if day.isoweekday() == 4:
            found.append(day - timedelta(days=3))
        day += timedelta(days=1)
    return found


def financial_year(day: date, first_month: int = 4) -> str:
    """The financial year a day lies in, as people write it."""
    if first_month == 1:
        return f"{day.year}"
    first = day.year
    if day.month < first_month:
        first -= 1
    return f"{first}/{str(first + 1)[-2:]}"


def weekly_prices(
    first: date, last: date, rates: Sequence[tuple[date, Given]], rule: str
) -> list[Fraction | None]:
    """The rate of each week that the quarter counts; None for a week without a rate."""
    steps = sorted((monday, Fraction(str(rate))) for monday, rate in rates)
    calendar_weeks = mondays(first, last)
    if rule == "calendar":
        prices: list[Fraction | None] = []
        for monday in calendar_weeks:
            price = None
            for since, rate in steps:
                if since <= monday:
                    price = rate
            prices.append(price)
        return prices
    assert rule == "business_case"
    # Thirteen boxes, first all at the rate that the quarter begins with; each change then
    # overwrites the boxes after the calendar weeks that came before it.
    boxes: list[Fraction | None] = [None] * 13
    for since, rate in steps:
        if since > calendar_weeks[-1]:
            continue  # a change after the quarter's last week is the next quarter's
        before = len([monday for monday in calendar_weeks if monday < since])
        for box in range(before, 13):
            boxes[box] = rate
    return boxes


def fraction(value: Given) -> Fraction | None:
    """A given number as a fraction; None stays None."""
    return None if value is None else Fraction(str(value))


def cash_flow(
    start: date,
    how_many: int,
    hours_per_week: Sequence[Given],
    expenditure: Sequence[Given],
    rates: Sequence[tuple[date, Given]],
    rule: str,
    *,
    fy_first_month: int = 4,
    first_label_year: int | None = None,
) -> dict[str, Any]:
    """Work everything out.

    Lists of figures are by quarter, None for unknown. Returns by quarter: dates, weeks, hours,
    cost_avoidance, net, cumulative; and break_even (number or None), break_even_state ("breaks
    even", "never below zero", "not reached", "unknown"), lasts, payback_months, peak (amount and
    number), ratio, switching_rate; by_date and by_programme_year: label -> (cost avoidance,
    expenditure, net).
    """
    dates = quarter_dates(start, how_many)
    weeks, hours, avoided, nets, cumulatives = [], [], [], [], []
    spend = [fraction(value) for value in expenditure]
    running: Fraction | None = Fraction(0)
    for i in range(how_many):
        prices = weekly_prices(*dates[i], rates, rule)
        weekly = fraction(hours_per_week[i])
        weeks.append(len(prices))
        hours.append(None if weekly is None else sum((weekly for _ in prices), Fraction(0)))
        avoided.append(_priced(weekly, prices))
        net = None
        gained, spent = avoided[i], spend[i]
        if gained is not None and spent is not None:
            net = gained - spent
        nets.append(net)
        if running is not None:
            running = None if net is None else running + net
        cumulatives.append(running)

    first_year = dates[0][0].year if first_label_year is None else first_label_year
    by_date: dict[str, list[int]] = {}
    by_programme_year: dict[str, list[int]] = {}
    for i in range(how_many):
        by_date.setdefault(financial_year(dates[i][0], fy_first_month), []).append(i)
        label = financial_year(date(first_year + i // 4, 12, 31), fy_first_month)
        by_programme_year.setdefault(label, []).append(i)

    def year_totals(years: dict[str, list[int]]) -> dict[str, tuple[Fraction | None, ...]]:
        return {
            label: tuple(total([column[i] for i in places]) for column in (avoided, spend, nets))
            for label, places in years.items()
        }

    all_spend, all_avoided, all_hours = total(spend), total(avoided), total(hours)
    return {
        "dates": dates,
        "weeks": weeks,
        "hours": hours,
        "cost_avoidance": avoided,
        "net": nets,
        "cumulative": cumulatives,
        **_break_even(nets, cumulatives),
        "peak": _peak(cumulatives),
        "ratio": all_avoided / all_spend
        if all_avoided is not None and all_spend is not None and all_spend > 0
        else None,
        "switching_rate": all_spend / all_hours if all_spend is not None and all_hours else None,
        "by_date": year_totals(by_date),
        "by_programme_year": year_totals(by_programme_year),
    }


def total(values: Sequence[Fraction | None]) -> Fraction | None:
    """The sum, or None where a part of it is unknown."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _priced(weekly: Fraction | None, prices: list[Fraction | None]) -> Fraction | None:
    if weekly is None:
        return None
    result = Fraction(0)
    for price in prices:
        if price is None:
            if weekly != 0:
                return None
        else:
            result += weekly * price
    return result


def _break_even(nets: list[Fraction | None], cumulatives: list[Fraction | None]) -> dict[str, Any]:
    below = False
    for i, cumulative in enumerate(cumulatives):
        if cumulative is None:
            return _reached("unknown")
        if below and cumulative >= 0:
            later = cumulatives[i + 1 :]
            lasts: bool | None = True
            if None in later:
                lasts = None
            if [value for value in later if value is not None and value < 0]:
                lasts = False
            missing, gained = cumulatives[i - 1], nets[i]
            assert missing is not None
            assert gained is not None
            return _reached("breaks even", i + 1, lasts, 3 * i + 3 * (-missing / gained))
        below = below or cumulative < 0
    return _reached("not reached" if below else "never below zero")


def _reached(
    state: str,
    number: int | None = None,
    lasts: bool | None = None,
    months: Fraction | None = None,
) -> dict[str, Any]:
    return {
        "break_even_state": state,
        "break_even": number,
        "lasts": lasts,
        "payback_months": months,
    }


def _peak(cumulatives: list[Fraction | None]) -> tuple[Fraction, int] | None:
    lowest: tuple[Fraction, int] | None = None
    for i, cumulative in enumerate(cumulatives):
        if cumulative is not None and (lowest is None or cumulative < lowest[0]):
            lowest = (cumulative, i + 1)
    return lowest
