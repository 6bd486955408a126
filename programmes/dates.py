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
