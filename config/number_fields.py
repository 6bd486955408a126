"""Form fields for pounds, hours, rates and counts, typed as people write them.

The fields only carry words between a box and `programmes.money`, which alone knows how a number
is written. What was typed is shown again exactly, right or wrong. A blank stays None and is never
turned into nought.
"""

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator

from programmes import money

Number = Decimal | int


def noun_of(label: object) -> str:
    """Return a label as it reads inside a sentence: "Hours a week" gives "hours a week"."""
    text = str(label or "value").rstrip("?").removesuffix("(optional)").rstrip()
    if text.startswith("Name of "):
        text = f"The {text[0].lower()}{text[1:]}"
    first_word = text.split(" ", 1)[0]
    return text if first_word.isupper() and len(first_word) > 1 else text[0].lower() + text[1:]


class NumberField(forms.Field, ABC):
    """A text box for one number; subclasses say what kind and how it is read.

    `noun` names the figure inside messages ("the expenditure this quarter"); without it the label
    is used. `least` and `most` are the smallest and largest values allowed, both inclusive.
    Model forms may pass a column's digits, which are then enforced before the database refuses.
    """

    widget = forms.TextInput
    example = ""
    prefix = ""
    suffix = ""
    width = 10
    inputmode = "decimal"

    def __init__(
        self,
        *,
        noun: str = "",
        least: Number | None = None,
        most: Number | None = None,
        max_digits: int | None = None,
        decimal_places: int | None = None,
        min_value: Number | None = None,
        max_value: Number | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        width: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.noun = noun
        self.least = min_value if least is None else least
        self.most = max_value if most is None else most
        if prefix is not None:
            self.prefix = prefix
        if suffix is not None:
            self.suffix = suffix
        if width is not None:
            self.width = width
        super().__init__(**kwargs)
        if max_digits is not None and decimal_places is not None:
            self.validators.append(DecimalValidator(max_digits, decimal_places))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for a number pad and browsers not to check spelling."""
        return {"inputmode": self.inputmode, "spellcheck": "false", "autocomplete": "off"}

    def name_in_sentence(self) -> str:
        """Return how messages call this figure."""
        return self.noun or noun_of(self.label)

    def to_python(self, value: Any) -> Number | None:
        """Read what was typed; raise a ValidationError that says what to do."""
        if value is None or isinstance(value, (Decimal, int)):
            return value
        text = str(value).strip()
        if not text:
            return None
        try:
            return self.read(text)
        except money.NumberProblem as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    @abstractmethod
    def read(self, text: str) -> Number | None:
        """Read a number from words, or raise `money.NumberProblem`; subclasses say which kind."""

    def validate(self, value: Any) -> None:
        """Refuse a missing value where one is needed, or one outside the limits."""
        if value is None and self.required:
            raise ValidationError(self.missing_message(), code="required")
        if value is None:
            return
        subject = self.name_in_sentence()
        if self.least is not None and value < self.least:
            message = f"{_sentence(subject)} must be {self.shown(self.least)} or more"
            raise ValidationError(message, code="min_value")
        if self.most is not None and value > self.most:
            message = f"{_sentence(subject)} must be {self.shown(self.most)} or less"
            raise ValidationError(message, code="max_value")

    def missing_message(self) -> str:
        """Return the message for an empty box, with an example of what to type."""
        return f"Enter {self.name_in_sentence()}, like {self.example}"

    def shown(self, value: Number) -> str:
        """Return a limit as messages write it: "10,000 hours"."""
        whole, point, fraction = plain(value).removeprefix("-").partition(".")
        before = money.signed(self.prefix, below_zero=value < 0)
        written = f"{before}{int(whole):,}{point}{fraction}"
        return f"{written} {self.suffix}" if self.suffix else written

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number exactly; show what was typed untouched."""
        return plain(value) if isinstance(value, (Decimal, int)) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as numbers, so that "1,000" is not a change from 1000."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def plain(value: Number) -> str:
    """Return a number without separators or needless noughts, and without any rounding.

    >>> plain(Decimal("25000.00")), plain(Decimal("14.35")), plain(Decimal("14.3500"))
    ('25000', '14.35', '14.35')
    """
    text = f"{value:f}"
    if "." not in text:
        return text
    whole, fraction = text.split(".")
    fraction = fraction.rstrip("0")
    if len(fraction) == 1:
        fraction += "0"
    return f"{whole}.{fraction}" if fraction else whole


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


class PoundsField(NumberField):
    """Pounds and pence, like "25000" or "£25,000.50"; gives a Decimal."""

    example = "25000 or 25,000.50"
    prefix = "£"

    def read(self, text: str) -> Decimal | None:
        """Read it as `programmes.money` does."""
        return money.parse_pounds(text)


class HoursField(NumberField):
    """Hours, up to two decimals; gives a Decimal."""

    example = "412 or 412.5"
    suffix = "hours"
    width = 5

    def read(self, text: str) -> Decimal | None:
        """Read it as `programmes.money` does."""
        return money.parse_hours(text)


class RateField(NumberField):
    """Pounds an hour, up to four decimals; gives a Decimal."""

    example = "4.50 or 4.3956"
    prefix = "£"
    suffix = "an hour"
    width = 5

    def read(self, text: str) -> Decimal | None:
        """Read it as `programmes.money` does."""
        return money.parse_rate(text)


class CountField(NumberField):
    """How many: a whole number from nought up; gives an int."""

    example = "12 or 1,200"
    width = 5
    inputmode = "numeric"

    def missing_message(self) -> str:
        """Return the message for an empty box, with an example that is allowed."""
        small = self.most is not None and self.most < 1200
        return f"Enter {self.name_in_sentence()}, like {12 if small else self.example}"

    def read(self, text: str) -> int | None:
        """Read it as `programmes.money` does."""
        return money.parse_count(text)


class FigureField(NumberField):
    """Any figure, of either sign and up to four decimals; gives a Decimal."""

    example = "12.5 or 1,200"
    width = 5

    def read(self, text: str) -> Decimal | None:
        """Read it as `programmes.money` does."""
        return money.parse_figure(text)
