"""Days as pages write them (pure)."""

from datetime import date

# Not strftime: its month names follow the locale of the machine.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """Return a day like "31 March 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_words(day: date) -> str:
    """Return a day like "31 Mar", where the year stands beside it."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def how_long(since: date, until: date) -> str:
    """Return the time between two days: in days, from two months on in months, then in years.

    >>> how_long(date(2022, 4, 28), date(2026, 8, 23))
    'more than 4 years'
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    months -= until.day < since.day
    if months < 2:
        return _counted((until - since).days, "day")
    if months < 24:
        whole, said = until.day == since.day, _counted(months, "month")
    else:
        whole = until.day == since.day and months % 12 == 0
        said = _counted(months // 12, "year")
    return said if whole else f"more than {said}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
