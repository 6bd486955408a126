"""What hours may be, and which are unlikely: the rules that forms and lists share (pure)."""

from collections.abc import Sequence
from decimal import Decimal

from programmes.money import format_hours

MOST_HOURS = Decimal(10_000)
HOURS_OF_A_WEEK = 168

LONG_WEEK = f"A week has {HOURS_OF_A_WEEK}, so one person cannot have worked them"
LONG_WEEK_REMEDY = "Correct the hours, or tell us why they are right"
NOT_BEGUN = "This week has not begun"
NOT_BEGUN_REMEDY = "Hours are recorded once they were given"
TWICE = "Two lines have the same kind of help and the same payer"
TWICE_REMEDY = "Put them into one line"

# A figure so many times the usual one looks like a slip of the decimal point; where both are
# small it is no slip but a busy week.
TIMES_THE_USUAL = 4
ABOVE_THE_USUAL = 1_000  # hundredths
WEEKS_TO_KNOW_THE_USUAL = 4


def hundredths(hours: Decimal) -> int:
    """Return hours as whole hundredths. Raises ValueError, saying what to enter, for others."""
    if not hours.is_finite() or hours < 0 or hours > MOST_HOURS:
        raise ValueError(f"Enter hours from 0 to {format_hours(MOST_HOURS)}")
    numerator, denominator = hours.as_integer_ratio()
    whole, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValueError("Enter hours with no more than 2 decimal places, like 412.5")
    return whole


def is_long_week(hundredths_of_week: int) -> bool:
    """Say whether a week has more hours than one person could work."""
    return hundredths_of_week > HOURS_OF_A_WEEK * 100


def usual(others: Sequence[int]) -> int:
    """Return the middle one of hundredths that are not nought. Raises IndexError where none is."""
    given = sorted(other for other in others if other)
    return given[len(given) // 2]


def is_far_above_usual(figure: int, others: Sequence[int]) -> bool:
    """Say whether a week's hundredths lie far above what an enterprise's other weeks have.

    The usual is the middle one of those that are not nought; of too few weeks it is not known.
    """
    given = sorted(other for other in others if other)
    if len(given) < WEEKS_TO_KNOW_THE_USUAL:
        return False
    usual_figure = usual(given)
    return figure > usual_figure * TIMES_THE_USUAL and figure - usual_figure > ABOVE_THE_USUAL
