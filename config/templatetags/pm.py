"""Filters that write figures and days: `{% load pm %}`, then `{{ line.net|pounds }}`.

Each is one line over a pure function, so that a page, a card and a CSV cannot disagree. A missing
figure is written as a dash, never as nought and never as nothing.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from config.tables import LaidRow, laid_out
from programmes import money

register = template.Library()

NO_FIGURE = "–"


def _written(value: Decimal | int | None, write: Callable[..., str], **options: Any) -> str:
    return NO_FIGURE if value is None or value == "" else write(value, **options)


@register.filter
def pounds(value: Decimal | int | None) -> str:
    """Write whole pounds: £58,913 or −£58,913."""
    return _written(value, money.format_pounds)


@register.filter
def pounds_pence(value: Decimal | int | None) -> str:
    """Write pounds and pence: £4.35."""
    return _written(value, money.format_pounds, pence=True)


@register.filter
def thousands(value: Decimal | int | None) -> str:
    """Write thousands of pounds, for cards only: £682k."""
    return _written(value, money.format_thousands)


@register.filter
def hours(value: Decimal | int | None) -> str:
    """Write hours: 412.5."""
    return _written(value, money.format_hours)


@register.filter
def number(value: Decimal | int | None) -> str:
    """Write a number with separators: 1,250."""
    return _written(value, money.format_number)


@register.filter
def percent(value: Decimal | int | None) -> str:
    """Write a share as a percentage: 91%."""
    return _written(value, money.format_percent)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Write a day, or a moment's day in local time: 31 March 2022."""
    if value is None or value == "":
        return NO_FIGURE
    local = timezone.localtime(value) if isinstance(value, dt.datetime) else value
    return f"{local.day} {local:%B %Y}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Write a moment in local time: 31 March 2022 at 14:05."""
    if value is None or value == "":
        return NO_FIGURE
    return f"{day(value)} at {timezone.localtime(value):%H:%M}"


@register.filter("laid_out")
def laid_out_rows(table: Any) -> list[LaidRow]:
    """Lay out the rows of a table for `components/table.html`."""
    return laid_out(table)
