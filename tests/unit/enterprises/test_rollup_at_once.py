"""The quick way of adding many quarters up, held against going through each week by week."""

from hypothesis import given, settings
from hypothesis import strategies as st

from enterprises.rollup import EnterpriseHours, roll_up
from enterprises.rollup_quarters import roll_up_quarters
from tests.unit.enterprises.registers import QUARTERS, enterprises, usual_ones

CHOSEN = st.just({0, 1, 2, 3, 4}) | st.sets(st.integers(0, 4))


@settings(max_examples=300)
@given(st.lists(usual_ones() | enterprises(), min_size=1, max_size=4), CHOSEN)
def test_quarters_at_once_are_each_quarter_by_itself(
    known: list[EnterpriseHours], chosen: set[int]
) -> None:
    quarters = [QUARTERS[number] for number in sorted(chosen)]
    assert roll_up_quarters(quarters, known) == [roll_up(weeks, known) for weeks in quarters]
