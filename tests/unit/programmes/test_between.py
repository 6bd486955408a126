"""A count between limits: whatever is wrong, the message names the limits."""

import pytest
from django.core.exceptions import ValidationError

from programmes.forms.between import BetweenField

QUARTERS = BetweenField(noun="the number of quarters", least=1, most=40)


@pytest.mark.parametrize("text", ["", "soon", "0", "41", "1,200", "-3", "7.5", "2000000"])
def test_one_message_says_what_is_allowed(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        QUARTERS.clean(text)
    assert refused.value.messages == ["Enter the number of quarters: a whole number from 1 to 40"]


@pytest.mark.parametrize(("text", "number"), [("1", 1), (" 40 ", 40)])
def test_the_limits_themselves_are_allowed(text: str, number: int) -> None:
    assert QUARTERS.clean(text) == number
