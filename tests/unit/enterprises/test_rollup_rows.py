"""What each row gave to a quarter: the rows add up to what is said of the quarter."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from enterprises.rollup import EnterpriseHours, Measured, Span, Typical, roll_up, weeks_open
from enterprises.rollup_rows import Given, Line, given_by_lines, given_by_typical, together
from tests.unit.enterprises.registers import QUARTERS, enterprises, usual_ones

START = date(2024, 1, 1)
WEEKS = tuple(START + timedelta(weeks=place) for place in range(13))


def rows_of(enterprise: EnterpriseHours, weeks: tuple[date, ...]) -> list[Given]:
    """A row for each line of hours, as a long list of them has."""
    measured = [
        given_by_lines(enterprise.new, 1, [Line(row.hundredths, row.displaces, row.council_funded)])
        for row in enterprise.measured
        if row.week in weeks
    ]
    return [*measured, *typical_of(enterprise, weeks)]


def typical_of(enterprise: EnterpriseHours, weeks: tuple[date, ...] = WEEKS) -> list[Given]:
    """A row for each typical week."""
    open_weeks = weeks_open(enterprise, weeks)
    return [given_by_typical(enterprise.new, one, open_weeks) for one in enterprise.typical]


@settings(max_examples=300)
@given(st.lists(usual_ones() | enterprises(), max_size=4), st.sampled_from(QUARTERS))
def test_the_rows_add_up_to_the_quarter(
    known: list[EnterpriseHours], weeks: tuple[date, ...]
) -> None:
    whole = roll_up(weeks, known)
    rows = [row for enterprise in known for row in rows_of(enterprise, weeks)]
    added = together(rows)
    assert added.hundredths == whole.measured_hundredths + whole.estimated_hundredths
    assert added.eligible == whole.eligible_hundredths
    assert added.unknown == whole.unknown_hundredths
    # Where nothing is recorded there is no figure, and no row gave a week.
    assert bool(added.weeks) == bool(whole.enterprise_weeks_recorded)


def test_a_typical_week_gives_its_hours_once_for_each_week_it_stands_for() -> None:
    """It trades from the third week on and has measured hours in the fifth."""
    usual = Typical(START, None, 400, True, True)
    enterprise = EnterpriseHours(
        new=True,
        spans=(Span(WEEKS[2], None),),
        measured=(Measured(WEEKS[4], 700),),
        typical=(usual,),
    )
    assert typical_of(enterprise) == [Given(10, 4000, 4000, 0)]


def test_one_that_stands_for_no_week_gives_nothing() -> None:
    usual = Typical(START, None, 400)
    assert typical_of(EnterpriseHours(new=True, typical=(usual,))) == [Given()]


def test_two_kinds_of_help_in_one_usual_week_each_give_theirs() -> None:
    """The one ends after two weeks; of the other nobody said who pays."""
    care, meals = Typical(START, WEEKS[1], 300, True, True), Typical(START, None, 100, True)
    enterprise = EnterpriseHours(new=True, spans=(Span(START, None),), typical=(care, meals))
    assert typical_of(enterprise) == [
        Given(2, 600, 600, 0),
        Given(13, 1300, 0, 1300),
    ]


def test_lines_of_one_row_share_its_weeks() -> None:
    lines = [Line(100, True, True), Line(200, False, None), Line(400, None, True)]
    assert given_by_lines(True, 3, lines) == Given(3, 700, 100, 400)
