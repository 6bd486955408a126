"""One entry of a return: what may be typed, and what is kept beside it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError

from programmes.boxes import register_says
from programmes.models import Measure, QuarterlyReturn, Reading
from programmes.units import as_kept, has_fitting_decimals, may_be_negative, places_of, written

MOST = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person gives for one measure. None is blank: not known, never zero.

    With origin "register" the register's figure is taken; a `value` beside it is what the
    person saw it say. A ratio is given by `numerator` and `denominator`, and its percentage
    follows from them.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    origin: str = "typed"
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it says that the figure is not known."""
        parts = (self.value, self.numerator, self.denominator)
        return self.origin == Reading.Origin.TYPED and all(part is None for part in parts)


def fill(reading: Reading, entry: Entry, return_: QuarterlyReturn) -> None:
    """Put an entry into an unsaved or saved reading, with what the register says beside it.

    Raises ValidationError under the measure's code.
    """
    measure = reading.measure
    said = register_says(measure, return_.programme, return_.quarter_number)
    value = kept(measure, entry, said.value)
    if entry.origin == Reading.Origin.REGISTER:
        reading.numerator = reading.denominator = None
    else:
        reading.numerator, reading.denominator = entry.numerator, entry.denominator
    reading.value = value
    reading.origin = entry.origin
    reading.register_value = said.value
    reading.register_note = said.note[:300]
    # A reason explains a difference; where there is none it would explain nothing.
    differs = said.value is not None and value != said.value
    reading.reason = entry.reason.strip() if differs else ""


def kept(measure: Measure, entry: Entry, said: Decimal | None) -> Decimal | None:
    """Return the value that an entry comes to where the register says `said`.

    Raises ValidationError under the measure's code.
    """
    if entry.origin == Reading.Origin.REGISTER:
        return _taken(measure, entry, said)
    return _typed(measure, entry)


def _taken(measure: Measure, entry: Entry, said: Decimal | None) -> Decimal | None:
    seen = as_kept(entry.value, measure.unit)
    if seen is not None and seen != said:
        now = written(said, measure.unit) or "nothing"
        message = (
            f"The register now says {now}, no longer {written(seen, measure.unit)}. "
            "Check the figure and save again"
        )
        raise ValidationError({measure.code: message})
    return said


def _typed(measure: Measure, entry: Entry) -> Decimal | None:
    if measure.aggregation == Measure.Aggregation.RATIO:
        return _ratio(measure, entry)
    if entry.numerator is not None or entry.denominator is not None:
        raise ValidationError({measure.code: "This measure is one figure, not two"})
    value = entry.value
    if value is None:
        return None
    _refuse_unfit(measure, value)
    if not has_fitting_decimals(value, measure.unit):
        places = places_of(measure.unit)
        limit = f"no more than {places} decimal places" if places else "no decimal places"
        raise ValidationError({measure.code: f"Enter a number with {limit}"})
    return value


def _ratio(measure: Measure, entry: Entry) -> Decimal | None:
    above, below = entry.numerator, entry.denominator
    if above is None and below is None:
        if entry.value is not None:
            raise ValidationError({measure.code: "Enter how many, and out of how many"})
        return None
    if above is None or below is None:
        raise ValidationError({measure.code: "Enter both: how many, and out of how many"})
    _refuse_unfit(measure, above)
    _refuse_unfit(measure, below)
    if not 0 <= above <= below or below == 0:
        message = "The first number must be between 0 and the second, and the second above 0"
        raise ValidationError({measure.code: message})
    return as_kept(Fraction(above) * 100 / Fraction(below), measure.unit)


def _refuse_unfit(measure: Measure, value: Decimal) -> None:
    if not value.is_finite() or abs(value) > MOST:
        raise ValidationError({measure.code: "Enter a number of 100 million or less"})
    if value < 0 and not may_be_negative(measure.unit):
        raise ValidationError({measure.code: "Enter a number that is 0 or more"})
