"""The box in which a person says why something unlikely is right."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts import reasons


class ReasonField(forms.CharField):
    """Takes nothing, where the form lets it, or a few words; "ok" is no reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "strip": True, **kwargs})

    def validate(self, value: str) -> None:
        """Refuse what says nothing."""
        super().validate(value)
        if value and not reasons.is_reason(value):
            raise ValidationError(reasons.TOO_SHORT, code="no_reason")
