"""The demonstration as loaded: the published table, every target, and what is marked invented."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Council, Event, Membership, User
from accounts.roles import Role
from cashflow import appraisal
from cashflow.actions.recompute import from_scratch, is_stale
from cashflow.checking import differences
from cashflow.engine import Row
from cashflow.models import Line, Run
from cashflow.series import BasisName, SeriesName
from enterprises.models import Enquiry, Enterprise, TypicalWeek, WeeklyHours
from programmes.models import Baseline, Measure, Programme, QuarterlyReturn, Reading, Target
from programmes.money import format_hours, format_number, format_pounds
from programmes.quarters import due_quarter

pytestmark = pytest.mark.django_db

# Typed from the business case of November 2020, page by page; nothing here is worked out.
PUBLISHED = {
    "hours": "0 1,300 2,275 3,250 4,875 6,500 8,450 9,750",
    "cost_avoidance": "£0 £5,850 £10,238 £14,625 £21,938 £29,250 £38,025 £43,875",
    "expenditure": "£25,000 £25,000 £25,000 £25,000 £15,000 £15,000 £15,000 £15,000",
    "net": "−£25,000 −£19,150 −£14,763 −£10,375 £6,938 £14,250 £23,025 £28,875",
    "cumulative": "−£25,000 −£44,150 −£58,913 −£69,288 −£62,350 −£48,100 −£25,075 £3,800",
}


@pytest.fixture(scope="module", autouse=True)
def printed(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The demonstration, loaded once for this file; gives what the command printed."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demonstration", "--if-empty", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def cambridgeshire() -> Programme:
    return Programme.unscoped.select_related("council").get(council__slug="cambridgeshire")


@pytest.fixture
def fenmarch() -> Programme:
    return Programme.unscoped.select_related("council").get(council__slug="fenmarch")


def lines(programme: Programme, series: str) -> list[Line]:
    found = Line.unscoped.filter(run__programme=programme, series=series, basis="published")
    return list(found.order_by("quarter_number"))


def plan_rows(programme: Programme) -> list[Row]:
    worked = from_scratch(programme, timezone.localdate())
    assert worked is not None
    return [
        line.row
        for line in worked.lines
        if (line.series, line.basis) == (SeriesName.PLAN, BasisName.PUBLISHED)
    ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_table_in_all_its_cells(cambridgeshire: Programme, name: str) -> None:
    written = format_hours if name == "hours" else format_pounds
    shown = [written(getattr(line, name)) for line in lines(cambridgeshire, "plan")]
    assert [words.replace("\u2060", "") for words in shown] == PUBLISHED[name].split()


def test_it_breaks_even_in_year_2_quarter_4_after_1_year_11_months(
    cambridgeshire: Programme,
) -> None:
    rows = plan_rows(cambridgeshire)
    reached = appraisal.break_even(rows)
    assert reached.quarter is not None
    assert reached.quarter.label == "Y2 Q4"
    months = appraisal.payback_months(rows)
    assert months is not None
    assert appraisal.payback_words(months) == "1 year 11 months"


def test_both_financial_year_bases(cambridgeshire: Programme) -> None:
    rows = plan_rows(cambridgeshire)

    def avoided(years: tuple[appraisal.YearTotals, ...]) -> dict[str, str]:
        return {year.label: format_number(year.totals.cost_avoidance) for year in years}

    assert avoided(appraisal.financial_year_totals(rows)) == {
        "2020/21": "0",
        "2021/22": "52,650",
        "2022/23": "111,150",
    }
    assert avoided(appraisal.programme_year_totals(rows, 2021)) == {
        "2021/22": "30,713",
        "2022/23": "133,088",
    }


def test_every_target_of_the_papers_is_there_with_its_state(cambridgeshire: Programme) -> None:
    targets = Target.unscoped.filter(measure__programme=cambridgeshire)
    assert Counter(targets.values_list("measure__code", flat=True)) == {
        "enquiries": 2,
        "new_enterprises": 2,
        "hours_per_week": 2,
        "wte_jobs": 1,
        "more_choice": 2,
        "person_centred": 2,
        "direct_payment_considered": 2,
        "facilitation_helped": 2,
        "satisfaction_of_users": 2,
        "satisfaction_of_supported": 2,
        "pending_list": 1,
        "personal_assistants": 1,
    }
    told: dict[tuple[str, int | None], tuple[object, ...]] = {
        (target.measure.code, target.due_quarter): (
            target.comparator,
            target.value,
            target.state,
            target.kind,
        )
        for target in targets.select_related("measure")
    }
    assert told["enquiries", 4] == (">=", 200, "to_be_agreed", "level")
    assert told["enquiries", 8] == (">=", 400, "to_be_confirmed", "level")
    assert told["new_enterprises", 4] == (">=", 50, "agreed", "level")
    assert told["new_enterprises", 8] == (">=", 125, "to_be_confirmed", "level")
    assert told["hours_per_week", 4] == (">=", 250, "agreed", "level")
    assert told["hours_per_week", 8] == (">=", 750, "to_be_confirmed", "level")
    assert told["wte_jobs", 8] == (">=", 20, "agreed", "level")
    assert told["facilitation_helped", 4] == (">=", 67, "agreed", "share")
    # "Greater than", where the statements say "at least".
    assert told["satisfaction_of_users", 8] == (">", 50, "agreed", "share")
    assert told["satisfaction_of_supported", 4] == (">", 67, "agreed", "share")
    # No date, and one without any figure.
    assert told["pending_list", None] == ("<=", -25, "to_be_agreed", "change")
    assert told["personal_assistants", None] == (None, None, "to_be_agreed", "increase")


def test_baselines_to_be_established_have_no_value(cambridgeshire: Programme) -> None:
    told = {
        baseline.measure.code: (baseline.state, baseline.value, str(baseline.due_by))
        for baseline in Baseline.unscoped.filter(measure__programme=cambridgeshire).select_related(
            "measure"
        )
    }
    assert told == {
        "new_enterprises": ("to_be_established", None, "2021-01-31"),
        "wte_jobs": ("to_be_established", None, "2021-03-31"),
        "satisfaction_of_users": ("to_be_established", None, "None"),
        "satisfaction_of_supported": ("nil", 0, "None"),
        "pending_list": ("to_be_established", None, "None"),
        "personal_assistants": ("to_be_established", None, "None"),
    }
    falling = Measure.unscoped.get(programme=cambridgeshire, code="pending_list")
    assert falling.direction == Measure.Direction.DOWN


def test_cambridgeshire_starts_late_stays_under_plan_and_misses_a_return(
    cambridgeshire: Programme,
) -> None:
    outturn, plan = lines(cambridgeshire, "outturn"), lines(cambridgeshire, "plan")
    states = [line.hours_state for line in outturn]
    assert states == [*["actual"] * 5, "plan_missing", "actual", "actual"]
    for line, planned in zip(outturn[2:], plan[2:], strict=True):
        assert line.hours_per_week is not None
        assert planned.hours_per_week is not None
        if line.hours_state == "actual":
            assert 0 < line.hours_per_week < planned.hours_per_week
    assert outturn[-1].cumulative is not None
    assert outturn[-1].cumulative < 0
    returns = QuarterlyReturn.unscoped.filter(programme=cambridgeshire)
    corrected = returns.get(quarter_number=4, version=2)
    assert corrected.reopened_reason.startswith("Demonstration:")
    assert outturn[3].return_version_id == corrected.pk
    assert outturn[3].expenditure == Decimal("25180.00")
    assert not returns.filter(quarter_number=6).exists()


def test_a_return_is_due_now_in_the_invented_council(fenmarch: Programme) -> None:
    today = timezone.localdate()
    due = due_quarter(fenmarch.quarters(), today)
    assert due is not None
    assert due.number == 5
    assert not QuarterlyReturn.unscoped.filter(programme=fenmarch, quarter_number=5).exists()
    states = [line.hours_state for line in lines(fenmarch, "outturn")]
    assert states == [*["actual"] * 4, "plan_missing", *["forecast"] * 3]
    reading = Reading.unscoped.get(
        return_version__programme=fenmarch,
        return_version__quarter_number=4,
        measure__code="more_choice",
    )
    assert (reading.numerator, reading.denominator) == (37, 62)
    eligible = Reading.unscoped.get(
        return_version__programme=fenmarch,
        return_version__quarter_number=4,
        measure__code="eligible_hours_per_week",
    )
    assert eligible.value is not None
    assert eligible.value > 0


def test_the_register_has_gaps_typical_weeks_and_payers(fenmarch: Programme) -> None:
    of_it = Enterprise.unscoped.filter(programme=fenmarch)
    assert of_it.count() == 45
    assert of_it.values("name").distinct().count() == 45
    assert of_it.filter(traded_before_programme=None).exists()
    assert TypicalWeek.unscoped.filter(enterprise__programme=fenmarch).count() > 4
    assert set(WeeklyHours.unscoped.filter(programme=fenmarch).values_list("payer", flat=True)) >= {
        "direct_payment",
        "self_funded",
        "council",
        "unknown",
    }
    assert Enquiry.unscoped.filter(programme=fenmarch).count() > 80


def test_everything_invented_says_so(cambridgeshire: Programme, fenmarch: Programme) -> None:
    assert set(Council.objects.values_list("is_demonstration", flat=True)) == {True}
    for return_ in QuarterlyReturn.unscoped.all():
        assert return_.comment.startswith("Demonstration")
    for programme in (cambridgeshire, fenmarch):
        assert programme.description.startswith("Demonstration")
    for enterprise in Enterprise.unscoped.all():
        assert enterprise.reference.startswith("DEMO-")
    for outcome in Enquiry.unscoped.values_list("outcome", flat=True):
        assert outcome.startswith("Demonstration")
    assert Event.objects.filter(verb="return.approved").count() == 12


def test_one_person_a_role_in_each_council_with_a_password_printed_once(printed: str) -> None:
    for slug in ("cambridgeshire", "fenmarch"):
        held = Membership.unscoped.filter(council__slug=slug).values_list("role", flat=True)
        assert sorted(held) == sorted(role.value for role in Role)
    emails = set(User.objects.values_list("email", flat=True))
    assert len(emails) == 14
    assert all(email.endswith(".example") for email in emails)
    for line in printed.splitlines():
        words = line.split()
        if words and words[0] in emails:
            assert User.objects.get(email=words[0]).check_password(words[1])
            emails.discard(words[0])
    assert emails == set()


def test_the_stored_cash_flows_are_what_should_be_stored(
    cambridgeshire: Programme, fenmarch: Programme
) -> None:
    for programme in (cambridgeshire, fenmarch):
        assert differences(programme) == []
    for run in Run.unscoped.select_related("programme__council"):
        assert not is_stale(run, timezone.localdate())


def test_loading_twice_keeps_the_data_or_says_why_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = Event.objects.count()
    call_command("load_demonstration", "--if-empty")
    assert Event.objects.count() == before
    assert "kept as it was" in capsys.readouterr().out
    with pytest.raises(CommandError, match="councils already"):
        call_command("load_demonstration")


def test_it_is_refused_outside_the_demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstration mode only"):
        call_command("load_demonstration", "--if-empty")
