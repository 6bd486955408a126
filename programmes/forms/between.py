"""A count between two limits, whose one message names both."""

from typing import Any

from django.core.exceptions import ValidationError

from config.forms import CountField
from programmes.money import NumberProblem


class BetweenField(CountField):
    """A whole number from `least` to `most`, both inclusive; gives an int.

    Whatever is wrong, missing or unreadable or too large, the message says the limits: an
    example such as "1,200" would be refused itself.
    """

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.limits = least, most
        super().__init__(least=least, most=most, **kwargs)

    def missing_message(self) -> str:
        """Return the one message."""
        least, most = self.limits
        return f"Enter {self.name_in_sentence()}: a whole number from {least} to {most}"

    def read(self, text: str) -> int | None:
        """Read it as any count."""
        try:
            return super().read(text)
        except NumberProblem as problem:
            raise NumberProblem(self.missing_message()) from problem

    def validate(self, value: Any) -> None:
        """Refuse a number outside the limits, or none."""
        least, most = self.limits
        if value is not None and not least <= value <= most:
            raise ValidationError(self.missing_message(), code="limits")
        super().validate(value)
