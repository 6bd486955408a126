"""Filters that write figures and days: `{% load pm %}`, then `{{ line.net|pounds }}`.

Each is one line over a pure function, so that a page, a card and a CSV cannot disagree. A missing
figure is written in words ("Not known"), never as nought and never as nothing.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from config.tables import LaidRow, laid_out, stacks
from programmes import money
from programmes.dates import day_words
from programmes.quarters import Quarter

register = template.Library()

Figure = Decimal | int | None


@register.filter
def pounds(value: Figure) -> str:
    """Write whole pounds: £58,913 or −£58,913."""
    return money.format_pounds(value)


@register.filter
def pounds_pence(value: Figure) -> str:
    """Write pounds and pence: £14.35."""
    return money.format_pounds(value, pence=True)


@register.filter
def thousands(value: Figure) -> str:
    """Write thousands of pounds, for cards only: £682k."""
    return money.format_thousands(value)


@register.filter
def hours(value: Figure) -> str:
    """Write hours: 412.5."""
    return money.format_hours(value)


@register.filter
def number(value: Figure, places: int = 0) -> str:
    """Write a number with separators: 1,250, or with places, `|number:2`: 1.25."""
    return money.format_number(value, places)


@register.filter
def percent(value: Figure, places: int = 0) -> str:
    """Write per cent: 91%."""
    return money.format_percent(value, places)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Write a day, or a moment's day in local time: 31 March 2022."""
    if value is None:
        return money.NOT_KNOWN
    local = timezone.localtime(value) if isinstance(value, dt.datetime) else value
    return day_words(local)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Write a moment in local time: 31 March 2022 at 14:05."""
    if value is None:
        return money.NOT_KNOWN
    return f"{day(value)} at {timezone.localtime(value):%H:%M}"


@register.filter
def quarter_label(quarter: Quarter | None) -> str:
    """Write both names of a quarter: Y2 Q1 · Jan-Mar 2022."""
    return money.NOT_KNOWN if quarter is None else quarter.full_label


@register.filter("laid_out")
def laid_out_rows(table: Any) -> list[LaidRow]:
    """Lay out the rows of a table for `components/table.html`."""
    return laid_out(table)


@register.filter("stacks")
def stacks_when_narrow(table: Any) -> bool:
    """Say whether each row of a table becomes a block of its own in a narrow window."""
    return stacks(table)
