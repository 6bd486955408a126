"""The largest figures that forms take: stored to the last digit, on both databases."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection, models

from accounts.models import User
from accounts.roles import Role
from cashflow.actions import assumptions, recompute
from cashflow.checking import differences
from cashflow.models import Line, Run
from cashflow.plan import MOST_COST_LINES, MOST_QUARTERS, PlannedCost, PlannedRate
from programmes import money
from programmes.actions.entries import MOST
from programmes.models import Programme, Reading
from tests import oracle
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db

START = date(2021, 1, 1)
NUMBERS = range(1, MOST_QUARTERS + 1)
# One step below the limit, so that every digit counts.
HOURS = money.MOST_HOURS_PER_WEEK - Decimal("0.01")
RATE = money.MOST_RATE_PER_HOUR - Decimal("0.0001")
POUNDS = money.MOST_POUNDS - Decimal("0.01")


@pytest.fixture
def finance() -> User:
    return making.person(making.council(), Role.FINANCE)


@pytest.fixture
def programme(finance: User) -> Programme:
    council = finance.memberships.get().council
    return making.programme(council, finance, start=START, quarters=MOST_QUARTERS, rule="calendar")


@pytest.mark.parametrize("cost", [POUNDS, -POUNDS])
@pytest.mark.parametrize("hours", [HOURS, Decimal(0)])
def test_nothing_that_may_be_typed_overflows_or_is_rounded(
    programme: Programme, finance: User, cost: Decimal, hours: Decimal
) -> None:
    assumptions.new_version(
        programme=programme,
        by=finance,
        reason="The largest",
        rates=(PlannedRate(date(2020, 12, 28), RATE),),
        hours=dict.fromkeys(NUMBERS, hours),
        cost_lines=[
            PlannedCost(f"Line {line}", "other", dict.fromkeys(NUMBERS, cost))
            for line in range(MOST_COST_LINES)
        ],
    )
    assert recompute.recompute(programme) is recompute.Result.STORED
    expected = oracle.cash_flow(
        START,
        MOST_QUARTERS,
        [hours] * MOST_QUARTERS,
        [cost * MOST_COST_LINES] * MOST_QUARTERS,
        [(date(2020, 12, 28), RATE)],
        "calendar",
    )
    stored = Line.unscoped.filter(series="plan", basis="published").order_by("quarter_number")
    for name in ("hours", "cost_avoidance", "net", "cumulative"):
        assert [Fraction(getattr(line, name)) for line in stored] == expected[name], name
    assert differences(programme) == []


def test_the_database_holds_whole_millionths(programme: Programme, finance: User) -> None:
    making.published_assumptions(programme, finance)
    recompute.recompute(programme)
    # 175 hours x 14 weeks x £4.50, less £25,000.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT net_millionths FROM cashflow_line "
            "WHERE series = 'plan' AND basis = 'published' AND quarter_number = 3"
        )
        assert cursor.fetchone() == (-13_975_000_000,)


def test_an_amount_that_does_not_fit_is_refused_and_not_rounded(
    programme: Programme, finance: User
) -> None:
    making.published_assumptions(programme, finance)
    recompute.recompute(programme)
    line = Line.unscoped.first()
    assert line is not None
    for amount in (Decimal("0.0000001"), Decimal(10) ** 12):
        line.net = amount
        with pytest.raises(ValueError, match="decimals or"):
            line.save()


def test_a_reading_of_the_largest_figure_keeps_every_digit(
    programme: Programme, finance: User
) -> None:
    """A return takes up to 100 million; a percentage has four decimals."""
    making.published_assumptions(programme, finance)
    for quarter, value in enumerate((MOST, -MOST, MOST - Decimal("0.01")), start=1):
        people = (finance, making.person(programme.council, Role.COMMISSIONER))
        said = making.approved_return(programme, quarter, people, {"expenditure": value})
        assert Reading.unscoped.get(return_version=said).value == value
    assert recompute.recompute(programme) is recompute.Result.STORED
    line = Line.unscoped.get(series="outturn", basis="published", quarter_number=3)
    assert line.expenditure == MOST - Decimal("0.01")
    assert Run.unscoped.count() == 1


def test_no_decimal_column_that_a_person_fills_has_more_digits_than_sqlite_keeps() -> None:
    """Fifteen digits in all: those before the point, by the limits, and those after it."""
    for column, most in (
        (Reading._meta.get_field("value"), MOST),
        (Line._meta.get_field("expenditure"), money.MOST_POUNDS * MOST_COST_LINES),
        (Line._meta.get_field("hours"), money.MOST_HOURS_PER_WEEK * 14),
    ):
        assert isinstance(column, models.DecimalField)
        assert len(str(int(most))) + int(column.decimal_places or 0) <= 15
