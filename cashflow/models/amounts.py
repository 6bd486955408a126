"""A column for pounds that no database rounds."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

PLACES = 6
# Of any 18 digits, a whole number of 64 bits holds all.
_DIGITS = 18


class PoundsColumn(models.DecimalField):
    """Pounds to six decimals, stored as a whole number of millionths.

    Hours have two decimals and rates four, so six hold every product and every sum of them. The
    largest figures that may be typed add up to eleven digits before the point; a decimal column
    of SQLite would round what has more than fifteen digits in all, without a word.

    Saving raises ValueError for an amount with more decimals, or more digits than fit.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=_DIGITS, decimal_places=PLACES, **kwargs)

    def get_internal_type(self) -> str:
        """Return the kind of column: the same on both databases."""
        return "BigIntegerField"

    def deconstruct(self) -> Any:
        """Return what a migration keeps: a plain column, so that none imports this module."""
        name, _, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, "django.db.models.BigIntegerField", args, kwargs

    def from_db_value(
        self, value: int | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Decimal | None:
        """Return pounds, exactly."""
        return None if value is None else Decimal(value).scaleb(-PLACES)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Return whole millionths."""
        if value is None or hasattr(value, "as_sql"):
            return value
        numerator, denominator = Decimal(value).as_integer_ratio()
        millionths, rest = divmod(numerator * 10**PLACES, denominator)
        if rest or len(str(abs(millionths))) > _DIGITS:
            raise ValueError(f"£{value} has more than {PLACES} decimals or {_DIGITS} digits")
        return millionths
