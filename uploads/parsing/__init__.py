"""What a cell says, one parser for each kind of value (pure).

A parser takes one cell that is not blank. It returns the value, a `Doubtful` one that a person
should know of or confirm, or None where the cell says in words that there is nothing; it raises
`Unreadable` and nothing else. A parser never guesses: where a cell can be read in two ways, the
person is asked.
"""

from uploads.parsing.choices import one_of, plain, several
from uploads.parsing.days import (
    american_days,
    day,
    sundays_only,
    week,
    week_beginning,
    week_ending,
    weeks_at_all,
)
from uploads.parsing.hours import hours
from uploads.parsing.references import reference
from uploads.parsing.text import cleaned, says_nothing, text

__all__ = [
    "american_days",
    "cleaned",
    "day",
    "hours",
    "one_of",
    "plain",
    "reference",
    "says_nothing",
    "several",
    "sundays_only",
    "text",
    "week",
    "week_beginning",
    "week_ending",
    "weeks_at_all",
]
