"""The filters write what the pure functions write, and never turn a gap into nought."""

import datetime as dt
from decimal import Decimal

from django.template import Context, Template

from programmes.quarters import quarters


def written(expression: str, value: object) -> str:
    """What a page shows for `{{ value|... }}`."""
    return Template("{% load pm %}{{ value|" + expression + " }}").render(Context({"value": value}))


def test_money_and_hours() -> None:
    assert written("pounds", Decimal("-58912.50")) == "−\u2060£58,913"
    assert written("pounds_pence", Decimal("14.35")) == "£14.35"
    assert written("thousands", Decimal("682400")) == "£682k"
    assert written("hours", Decimal("412.50")) == "412.5"
    assert written("number", 1250) == "1,250"
    assert written("number:2", Decimal("1.245")) == "1.25"
    assert written("percent", 91) == "91%"


def test_a_gap_is_said_and_nought_is_shown() -> None:
    for name in ("pounds", "pounds_pence", "thousands", "hours", "number", "percent"):
        assert written(name, None) == "Not known"
        assert "0" in written(name, 0)
    for name in ("day", "moment", "quarter_label"):
        assert written(name, None) == "Not known"


def test_days_and_moments_are_local() -> None:
    assert written("day", dt.date(2022, 3, 31)) == "31 March 2022"
    late = dt.datetime(2022, 3, 31, 23, 30, tzinfo=dt.UTC)
    assert written("day", late) == "1 April 2022"
    assert written("moment", late) == "1 April 2022 at 00:30"


def test_a_quarter_has_both_names() -> None:
    fifth = quarters(dt.date(2021, 1, 1), 5)[4]
    assert written("quarter_label", fifth) == "Y2 Q1 · Jan–Mar 2022"
